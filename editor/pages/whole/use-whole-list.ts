import { useState } from 'react';
import { useDraft, useLeaveWarning } from '../../client/draft.ts';
import { useWholeSave, type WholeSave } from './use-whole-save.ts';

/** What is being edited, and the revision of the saved list it began from. */
interface Draft<Row> {
  revision: number;
  rows: readonly Row[];
}

/** A list that is edited and saved as one. */
export interface ListKind<View, Row> {
  /** Where it is saved; its draft is kept under the same name. */
  path: string;
  /** What its rows are called in what is sent. */
  list: string;
  /** The rows that a saved list is edited as. */
  rowsOf: (saved: View) => Row[];
  /** Of the rows being edited, those to be saved. */
  filled: (rows: readonly Row[]) => Row[];
  /** A row as it is sent. */
  sent: (row: Row) => object;
}

/** A list being edited. */
export interface WholeList<View, Row> extends Omit<WholeSave<View>, 'run' | 'forget'> {
  rows: readonly Row[];
  unsaved: boolean;
  add: (row: Row) => void;
  change: (row: Row) => void;
  remove: (row: Row) => void;
  /** Takes other rows, in another order say. */
  replace: (rows: readonly Row[]) => void;
  /** What a row is called in what is sent, so that a problem stands where it belongs. */
  nameOf: (row: Row) => string;
  /** Saves over the revision that was edited, or over a later one. */
  save: (revision?: number) => Promise<void>;
  /** Goes on from a saved list; what was typed is dropped. */
  startFrom: (saved: View) => void;
}

/** Edits a list; `view` is the saved one. What someone else saved meanwhile is never overwritten unseen, and nothing typed is lost. */
export function useWholeList<View extends { revision: number }, Row extends { key: string }>(
  view: View,
  { path, list, rowsOf, filled, sent }: ListKind<View, Row>,
): WholeList<View, Row> {
  const draftOf = (saved: View): Draft<Row> => ({ revision: saved.revision, rows: rowsOf(saved) });
  const [kept, keep] = useDraft<Draft<Row>>(path);
  const [clean, setClean] = useState(() => draftOf(view));
  const { revision, rows } = kept ?? clean;
  const { run, forget, ...saving } = useWholeSave<View>(path);
  useLeaveWarning(kept !== null);
  const replace = (next: readonly Row[]): void => keep({ revision, rows: next });
  const startFrom = (saved: View): void => {
    keep(null);
    setClean(draftOf(saved));
    forget();
  };
  const save = async (over = revision): Promise<void> => {
    const done = await run({ revision: over, [list]: filled(rows).map(sent) });
    if (done) startFrom(done);
  };
  const nameOf = (row: Row): string => {
    const place = filled(rows).indexOf(row);
    return place < 0 ? `unsent.${row.key}` : `${list}.${place}`;
  };
  return {
    ...saving,
    rows,
    unsaved: kept !== null,
    add: (row) => replace([...rows, row]),
    change: (row) => replace(rows.map((one) => (one.key === row.key ? row : one))),
    remove: (row) => replace(rows.filter((one) => one.key !== row.key)),
    replace,
    nameOf,
    save,
    startFrom,
  };
}
