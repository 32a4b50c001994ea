import { useEffect, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { type Connection, type SaveState, saveState } from './connection-state.ts';

/** What to say of the text now; looked at again every second, since it grows more urgent by itself. */
export function useSaveState(connection: Connection): SaveState {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [connection]);
  return saveState(connection, now);
}

/** Asks before the page is closed while something typed is not saved. */
export function useLeavingPrompt(wouldLose: boolean): void {
  useEffect(() => {
    if (!wouldLose) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [wouldLose]);
}

/**
 * The save state, always in sight. Sighted people see every change; what is read out follows only when the words
 * have stood for a moment, so that typing does not make a screen reader repeat "Saving, Saved".
 */
export function SaveStatus({ state }: { state: SaveState }) {
  const spoken = useSettled(state.words);
  return (
    <div className={`save-status save-status--${state.urgency}`} data-state={state.words}>
      <span className="save-status__sign" aria-hidden="true" />
      <span aria-hidden="true">{state.words}</span>
      <span className="govuk-visually-hidden" role="status">
        {spoken}
      </span>
    </div>
  );
}

const settledAfter = 3000;

function useSettled(words: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), settledAfter);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

interface WarningProps {
  title: string;
  children: React.ReactNode;
  /** The text as it stands on this page, to be copied. */
  text: () => string;
}

/** A warning across the page, with a way to take one's text along. */
export function CopyTextWarning({ title, children, text }: WarningProps) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = (): void => {
    navigator.clipboard.writeText(text()).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  return (
    <div className="save-warning" role="alert">
      <p className="save-warning__title">{title}</p>
      <p>{children}</p>
      <Button look="secondary" small onClick={copy}>
        Copy your text
      </Button>
      {copied === 'yes' && <span role="status"> Copied. Paste it into a document to keep it.</span>}
      {copied === 'failed' && (
        <textarea
          className="govuk-textarea"
          aria-label="Your text, to copy"
          readOnly
          rows={6}
          value={text()}
        />
      )}
    </div>
  );
}
