import { useState } from 'react';
import type { GlossaryView } from '../../../api/assessments/contract.ts';
import { useDraft, useLeaveWarning } from '../../client/draft.ts';
import { Button } from '../../controls/button.tsx';
import { ErrorSummary } from '../../controls/error-summary.tsx';
import { Notice } from '../../controls/notice.tsx';
import { ProblemsProvider } from '../../controls/problems.tsx';
import { type Draft, draftOf, emptyRow, type Row, savedRows } from './rows.ts';
import { TermFields } from './term-fields.tsx';
import { useSave } from './use-save.ts';

interface EditorProps {
  assessment: string;
  view: GlossaryView;
}

/** Edits the council's own entries. What someone else saved meanwhile is never overwritten unseen, and nothing typed is lost. */
export function GlossaryEditor({ assessment, view }: EditorProps) {
  const [kept, keep] = useDraft<Draft>(`glossary:${assessment}`);
  const [clean, setClean] = useState(() => draftOf(view));
  const draft = kept ?? clean;
  const save = useSave(`/assessments/${assessment}/glossary`);
  useLeaveWarning(kept !== null);
  const change = (rows: Row[]): void => keep({ ...draft, rows });
  const startFrom = (saved: GlossaryView): void => {
    keep(null);
    setClean(draftOf(saved));
    save.forget();
  };
  const send = async (revision: number): Promise<void> => {
    const done = await save.run(revision, savedRows(draft.rows));
    if (done) startFrom(done);
  };
  const sent = savedRows(draft.rows);
  const fieldsOf = (row: Row) => (
    <TermFields
      key={row.key}
      row={row}
      name={sent.includes(row) ? `entries.${sent.indexOf(row)}` : `unsent.${row.key}`}
      found={view.found.find(({ term }) => term === row.term)}
      onChange={(edited) => change(draft.rows.map((one) => (one.key === edited.key ? edited : one)))}
      onRemove={() => change(draft.rows.filter((one) => one.key !== row.key))}
    />
  );
  const missing = draft.rows.filter((row) => row.missing);
  const own = draft.rows.filter((row) => !row.missing);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(draft.revision);
      }}
    >
      <ProblemsProvider value={save.problems}>
        {save.problems.length > 0 && <ErrorSummary problems={save.problems} />}
        {save.theirs && (
          <Conflict
            theirs={save.theirs}
            onKeepMine={(revision) => void send(revision)}
            onTakeTheirs={startFrom}
          />
        )}
        <h2 className="govuk-heading-m">Explained nowhere yet</h2>
        {missing.length === 0 ? (
          <p className="govuk-body">Every acronym of the text is explained.</p>
        ) : (
          <ul className="plain-list terms">{missing.map(fieldsOf)}</ul>
        )}
        <h2 className="govuk-heading-m">Explained here</h2>
        {own.length === 0 && <p className="govuk-body">No terms yet.</p>}
        <ul className="plain-list terms">{own.map(fieldsOf)}</ul>
        <Button look="secondary" onClick={() => change([...draft.rows, emptyRow()])}>
          Add a term
        </Button>
        <div className="save-bar">
          <Button type="submit" busy={save.busy}>
            {save.busy ? 'Saving…' : 'Save'}
          </Button>
          <p className="save-bar__state" role="status">
            {kept !== null ? 'Changes not saved yet' : save.saved ? 'Saved' : ''}
          </p>
        </div>
      </ProblemsProvider>
    </form>
  );
}

interface ConflictProps {
  theirs: GlossaryView;
  onKeepMine: (revision: number) => void;
  onTakeTheirs: (theirs: GlossaryView) => void;
}

/** Someone else saved the glossary first: shows theirs, and lets the person choose. */
function Conflict({ theirs, onKeepMine, onTakeTheirs }: ConflictProps) {
  return (
    <Notice kind="warning" title="Someone else has saved the glossary since you opened it" announce>
      <p className="govuk-body">
        Nothing of yours is lost: it is still below, and not saved yet. They saved:{' '}
        {theirs.entries.map(({ term, meaning }) => `${term}, ${meaning}`).join('; ') || 'an empty glossary'}.
      </p>
      <div className="govuk-button-group">
        <Button onClick={() => onKeepMine(theirs.revision)}>Save mine instead</Button>
        <Button look="secondary" onClick={() => onTakeTheirs(theirs)}>
          Drop mine, show theirs
        </Button>
      </div>
    </Notice>
  );
}
