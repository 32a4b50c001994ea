import type { GlossaryEntry, GlossaryView } from '../../../api/assessments/contract.ts';

/** One term being edited. `missing`: the text uses it and nothing explains it yet; its term is as the text has it. */
export interface Row {
  key: string;
  term: string;
  meaning: string;
  missing: boolean;
}

/** What is being edited, and the revision of the saved glossary it began from. */
export interface Draft {
  revision: number;
  rows: Row[];
}

/** A draft that is the saved glossary, with an empty row for each acronym that is explained nowhere. */
export function draftOf({ revision, entries, unexplained }: GlossaryView): Draft {
  const missing = unexplained.map((term) => ({ key: term, term, meaning: '', missing: true }));
  const own = entries.map((entry) => ({ key: crypto.randomUUID(), ...entry, missing: false }));
  return { revision, rows: [...missing, ...own] };
}

/** A new row for a term that the person adds. */
export function emptyRow(): Row {
  return { key: crypto.randomUUID(), term: '', meaning: '', missing: false };
}

/** The rows to be saved: an acronym of the text only once it is explained, the others unless they are wholly empty. */
export function savedRows(rows: readonly Row[]): Row[] {
  return rows.filter(
    ({ term, meaning, missing }) => meaning.trim() !== '' || (!missing && term.trim() !== ''),
  );
}

/** Rows as entries of the glossary. */
export function entriesOf(rows: readonly Row[]): GlossaryEntry[] {
  return rows.map(({ term, meaning }) => ({ term: term.trim(), meaning: meaning.trim() }));
}
