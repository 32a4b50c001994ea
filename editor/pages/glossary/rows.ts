import type { GlossaryEntry, GlossaryView } from '../../../api/assessments/contract.ts';

/** One term being edited. `missing`: the text uses it and nothing explains it yet; its term is as the text has it. */
export interface Row {
  key: string;
  term: string;
  meaning: string;
  missing: boolean;
}

/** The rows that the saved glossary is edited as, with an empty one for each acronym that is explained nowhere. */
export function rowsOf({ entries, unexplained }: GlossaryView): Row[] {
  const missing = unexplained.map((term) => ({ key: term, term, meaning: '', missing: true }));
  const own = entries.map((entry) => ({ key: crypto.randomUUID(), ...entry, missing: false }));
  return [...missing, ...own];
}

/** A new row for a term that the person adds. */
export function emptyRow(): Row {
  return { key: crypto.randomUUID(), term: '', meaning: '', missing: false };
}

/** The rows to be saved: an acronym of the text only once it is explained, the others unless they are wholly empty. */
export function filledRows(rows: readonly Row[]): Row[] {
  return rows.filter(
    ({ term, meaning, missing }) => meaning.trim() !== '' || (!missing && term.trim() !== ''),
  );
}

/** A row as an entry of the glossary. */
export function entryOf({ term, meaning }: Row): GlossaryEntry {
  return { term: term.trim(), meaning: meaning.trim() };
}
