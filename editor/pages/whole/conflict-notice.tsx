import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';

interface ConflictNoticeProps {
  /** What was saved, in words: “the glossary”. */
  what: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  /** What they saved. */
  children: ReactNode;
}

/** Someone else saved first: shows what they saved, and lets the person choose. */
export function ConflictNotice({ what, onKeepMine, onTakeTheirs, children }: ConflictNoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="warning" title={`Someone else has saved ${what} since you opened it`} announce>
        <p className="govuk-body">
          Nothing of yours is lost: it is still below, and not saved yet. Look at what they saved, copy over
          what you want to keep, then save yours. Or drop your changes and go on from theirs.
        </p>
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">What they saved</span>
          </summary>
          <div className="govuk-details__text">{children}</div>
        </details>
        <div className="govuk-button-group">
          <Button onClick={onKeepMine}>Save mine instead</Button>
          <Button look="secondary" onClick={onTakeTheirs}>
            Drop mine, show theirs
          </Button>
        </div>
      </Notice>
    </div>
  );
}
