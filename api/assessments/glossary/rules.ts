import { plainText, type SectionText } from '../../../editor/schema/document.ts';
import type { GlossaryEntry } from '../contract.ts';
import { type Acronym, findAcronyms, type TextLine } from './acronyms.ts';

/** A section with its text, as the glossary reads it: its regions in reading order. */
export interface ReadSection {
  id: string;
  regions: readonly { id: string }[];
  text: SectionText;
}

/** The lines of sections in reading order, citations left out. */
export function linesOf(sections: readonly ReadSection[]): TextLine[] {
  return sections.flatMap(({ id, regions, text }) =>
    regions
      .flatMap((region) => text[region.id]?.content ?? [])
      .map((block) => ({ section: id, words: plainText(block.content).trim() }))
      .filter(({ words }) => words !== ''),
  );
}

/** What a document explains, and the acronyms that are explained nowhere. */
export interface Explained {
  glossary: GlossaryEntry[];
  unexplained: string[];
  acronyms: Acronym[];
}

/**
 * The council's own entries come first; acronyms that the text itself spells out follow. Terms are the same whatever their
 * case: where the text spells out WSoA, WSOA is explained too.
 */
export function explain(sections: readonly ReadSection[], entries: readonly GlossaryEntry[]): Explained {
  const acronyms = findAcronyms(linesOf(sections));
  const explained = new Set(entries.map(({ term }) => term.toLowerCase()));
  const spelled: GlossaryEntry[] = [];
  for (const { term, expansion } of acronyms) {
    if (expansion === null || explained.has(term.toLowerCase())) continue;
    explained.add(term.toLowerCase());
    spelled.push({ term, meaning: expansion.charAt(0).toUpperCase() + expansion.slice(1) });
  }
  return {
    glossary: [...entries, ...spelled],
    unexplained: acronyms.map(({ term }) => term).filter((term) => !explained.has(term.toLowerCase())),
    acronyms,
  };
}
