import { useEffect, useRef } from 'react';
import type { RecommendationsView } from '../../../api/assessments/contract.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';

interface ConflictNoticeProps {
  theirs: RecommendationsView;
  onKeepMine: (revision: number) => void;
  onTakeTheirs: (theirs: RecommendationsView) => void;
}

/** Someone else saved the table first: shows theirs, and lets the person choose. */
export function ConflictNotice({ theirs, onKeepMine, onTakeTheirs }: ConflictNoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="conflict">
      <Notice kind="warning" title="Someone else has saved this table since you opened it" announce>
        <p className="govuk-body">
          Nothing of yours is lost: it is still below, and not saved yet. Look at what they saved, copy over
          what you want to keep, then save yours. Or drop your changes and go on from theirs.
        </p>
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">What they saved</span>
          </summary>
          <ol className="govuk-list govuk-list--number">
            {theirs.recommendations.map((row) => (
              <li key={row.number}>
                <strong>{row.recommendation}</strong> {row.position}{' '}
                {row.progress !== '' && `(${row.progress})`}
              </li>
            ))}
          </ol>
        </details>
        <div className="govuk-button-group">
          <Button onClick={() => onKeepMine(theirs.revision)}>Save mine instead</Button>
          <Button look="secondary" onClick={() => onTakeTheirs(theirs)}>
            Drop mine, show theirs
          </Button>
        </div>
      </Notice>
    </div>
  );
}
