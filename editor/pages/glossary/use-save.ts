import { useState } from 'react';
import type { GlossaryView } from '../../../api/assessments/contract.ts';
import { ApiFailure, asFailure, type FieldProblem } from '../../client/api-failure.ts';
import { noticeFailure, queryClient, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { problemsOf } from '../../controls/form.tsx';
import { entriesOf, type Row } from './rows.ts';

/** Saving: under way, refused for what was typed, or refused because someone else saved first (`theirs`). */
export function useSave(path: string) {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [theirs, setTheirs] = useState<GlossaryView | null>(null);
  const forget = (): void => {
    setProblems([]);
    setTheirs(null);
  };
  const run = async (revision: number, rows: readonly Row[]): Promise<GlossaryView | null> => {
    if (busy) return null;
    setBusy(true);
    forget();
    try {
      const done = await request<GlossaryView>('PUT', path, { revision, entries: entriesOf(rows) });
      queryClient.setQueryData(resource<GlossaryView>(path).queryKey, done);
      setSaved(true);
      return done;
    } catch (error) {
      noticeFailure(error);
      const isConflict = error instanceof ApiFailure && error.status === 409;
      if (isConflict) setTheirs(await request<GlossaryView>('GET', path).catch(() => null));
      else setProblems(problemsOf(asFailure(error)));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, saved, problems, theirs, forget };
}
