import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { asFailure } from '../../client/api-failure.ts';
import { noticeFailure } from '../../client/queries.ts';
import { Button } from '../../controls/button.tsx';
import { type PostItDraft, useDesk } from '../desk.ts';
import { useKeptWords } from './kept-words.ts';
import { stick } from './post-it-requests.ts';
import { showPostIt } from './show-post-it.ts';

/** A new post-it being written. What is typed is kept until it is posted or thrown away. */
export function PostItForm({ draft }: { draft: PostItDraft }) {
  const desk = useDesk();
  const { stores, section } = desk;
  const close = (): void => {
    stores.draft.set(null);
    stores.caret.get()?.editor.view.focus();
  };
  return (
    <div className="post-it post-it--new">
      <p className="post-it__place">
        On: <strong>{draft.words}</strong>
      </p>
      <NoteForm
        label="Your post-it"
        keptAs={`post-it ${section.id}`}
        submit="Stick it on"
        cancel={close}
        focus
        send={async (note) => {
          const made = await stick(section.id, draft.target, note);
          stores.draft.set(null);
          stores.said.set('Your post-it is on.');
          showPostIt(desk, made.id);
        }}
      />
    </div>
  );
}

interface NoteFormProps {
  label: string;
  keptAs: string;
  submit: string;
  cancel: () => void;
  send: (note: string) => Promise<void>;
  focus?: boolean;
  /** What the field begins with. */
  first?: string;
}

/** A field for a note, posted with the button or Ctrl+Enter. */
export function NoteForm({ label, keptAs, submit, cancel, send, focus = false, first = '' }: NoteFormProps) {
  const [words, setWords] = useKeptWords(keptAs, first);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const post = async (): Promise<void> => {
    if (busy) return;
    if (words.trim() === '') {
      setProblem('Write your note');
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await send(words.trim());
      setWords('');
    } catch (error) {
      noticeFailure(error);
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void post();
    else if (event.key === 'Escape') cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void post();
      }}
    >
      <label htmlFor={id} className="note-form__label">
        {label}
      </label>
      {problem !== null && (
        <p className="error-text" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
      <textarea
        id={id}
        ref={field}
        className="note-form__field"
        rows={4}
        maxLength={2000}
        value={words}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div className="note-form__acts">
        <Button type="submit" small busy={busy}>
          {busy ? 'Sending…' : submit}
        </Button>
        <Button look="quiet" onClick={cancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
