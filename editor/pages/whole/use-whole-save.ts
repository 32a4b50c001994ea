import { useState } from 'react';
import { ApiFailure, asFailure, type FieldProblem } from '../../client/api-failure.ts';
import { noticeFailure, queryClient, refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { problemsOf } from '../../controls/form.tsx';

/** Saving at an address: under way, refused for what was typed, or refused because someone else saved first (`theirs`). */
export interface WholeSave<View> {
  /** What was saved, or null when it was not. */
  run: (body: object) => Promise<View | null>;
  /** Forgets what was refused. */
  forget: () => void;
  busy: boolean;
  saved: boolean;
  problems: readonly FieldProblem[];
  theirs: View | null;
}

/** Saves the whole of what the resource at `path` holds. */
export function useWholeSave<View>(path: string): WholeSave<View> {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [theirs, setTheirs] = useState<View | null>(null);
  const forget = (): void => {
    setProblems([]);
    setTheirs(null);
  };
  const refused = async (error: unknown): Promise<void> => {
    noticeFailure(error);
    const isConflict = error instanceof ApiFailure && error.status === 409;
    if (isConflict) setTheirs(await request<View>('GET', path).catch(() => null));
    else setProblems(problemsOf(asFailure(error)));
  };
  const run = async (body: object): Promise<View | null> => {
    if (busy) return null;
    setBusy(true);
    forget();
    try {
      const done = await request<View>('PUT', path, body);
      queryClient.setQueryData(resource<View>(path).queryKey, done);
      setSaved(true);
      return done;
    } catch (error) {
      await refused(error);
      return null;
    } finally {
      setBusy(false);
      void refresh('/assessments');
    }
  };
  return { run, forget, busy, saved, problems, theirs };
}
