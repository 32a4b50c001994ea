import { useState } from 'react';
import type { RecommendationsView } from '../../../api/assessments/contract.ts';
import { ApiFailure, asFailure, type FieldProblem } from '../../client/api-failure.ts';
import { useDraft, useLeaveWarning } from '../../client/draft.ts';
import { moved } from '../../client/moved.ts';
import { noticeFailure, queryClient, refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { Button } from '../../controls/button.tsx';
import { ErrorSummary } from '../../controls/error-summary.tsx';
import { problemsOf } from '../../controls/form.tsx';
import { ProblemsProvider } from '../../controls/problems.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { RecommendationFields } from './recommendation-fields.tsx';
import { type Draft, draftOf, filledRows, type Row } from './rows.ts';

interface EditorProps {
  assessment: string;
  saved: RecommendationsView;
}

/** Edits the whole table. What someone else saved meanwhile is never overwritten unseen, and nothing typed is lost. */
export function RecommendationsEditor({ assessment, saved }: EditorProps) {
  const path = `/assessments/${assessment}/recommendations`;
  const [kept, keep] = useDraft<Draft>(`recommendations:${assessment}`);
  const [clean, setClean] = useState(() => draftOf(saved));
  const draft = kept ?? clean;
  const save = useSave(path);
  useLeaveWarning(kept !== null);
  const change = (rows: Row[]): void => keep({ ...draft, rows });
  const edit = (row: Row): void => change(draft.rows.map((one) => (one.key === row.key ? row : one)));
  const send = async (revision: number): Promise<void> => {
    const rows = filledRows(draft.rows);
    if (kept !== null) keep({ ...draft, rows });
    const done = await save.run(revision, rows);
    if (!done) return;
    keep(null);
    setClean(draftOf(done));
  };
  const takeTheirs = (theirs: RecommendationsView): void => {
    keep(null);
    setClean(draftOf(theirs));
    save.forget();
  };
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
          <ConflictNotice
            theirs={save.theirs}
            onKeepMine={(revision) => void send(revision)}
            onTakeTheirs={takeTheirs}
          />
        )}
        {draft.rows.length === 0 && (
          <p className="govuk-body">There are no recommendations yet. Add the first.</p>
        )}
        <ol className="plain-list recommendations">
          {draft.rows.map((row, index) => (
            <RecommendationFields
              key={row.key}
              row={row}
              index={index}
              last={index === draft.rows.length - 1}
              onChange={edit}
              onMove={(by) => change(moved(draft.rows, row.key, by))}
              onRemove={() => change(draft.rows.filter((one) => one.key !== row.key))}
            />
          ))}
        </ol>
        <Button look="secondary" onClick={() => change([...draft.rows, emptyRow()])}>
          Add a recommendation
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

const emptyRow = (): Row => ({ key: crypto.randomUUID(), recommendation: '', position: '', progress: '' });

/** Saving: under way, refused for what was typed, or refused because someone else saved first. */
function useSave(path: string) {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [theirs, setTheirs] = useState<RecommendationsView | null>(null);
  const forget = (): void => {
    setProblems([]);
    setTheirs(null);
  };
  const run = async (revision: number, rows: readonly Row[]): Promise<RecommendationsView | null> => {
    if (busy) return null;
    setBusy(true);
    forget();
    try {
      const recommendations = rows.map(({ key: _key, ...row }) => row);
      const body = { revision, recommendations };
      const done = await request<RecommendationsView>('PUT', path, body);
      queryClient.setQueryData(resource<RecommendationsView>(path).queryKey, done);
      setSaved(true);
      return done;
    } catch (error) {
      noticeFailure(error);
      const isConflict = error instanceof ApiFailure && error.status === 409;
      if (isConflict) setTheirs(await request<RecommendationsView>('GET', path).catch(() => null));
      else setProblems(problemsOf(asFailure(error)));
      return null;
    } finally {
      setBusy(false);
      void refresh('/assessments');
    }
  };
  return { run, busy, saved, problems, theirs, forget };
}
