import type { AssessmentExport } from '../input.ts';
import { type PartView, part } from './parts.ts';
import { printable, printableOr } from './text/words.ts';

/** The acronyms and terms of the document. */
export interface GlossaryPart extends PartView {
  rows: { term: string; meaning: string }[];
}

/** The part with its terms in alphabetical order, or null without any. */
export function glossaryPart({ glossary }: AssessmentExport): GlossaryPart | null {
  const rows = glossary
    .map(({ term, meaning }) => ({
      term: printable(term).trim(),
      meaning: printableOr(meaning, 'Not recorded'),
    }))
    .filter(({ term }) => term !== '')
    .toSorted((a, b) => a.term.localeCompare(b.term, 'en'));
  return rows.length > 0 ? { ...part('part', 'glossary', { title: 'Glossary' }), rows } : null;
}
