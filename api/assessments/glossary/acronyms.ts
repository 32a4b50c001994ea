import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isLongForm, longForm } from './expansions.ts';

/** One line of the text (a block without its citations) and the section it stands in. */
export interface TextLine {
  section: string;
  words: string;
}

/** An acronym of the text: how often it is used, where first, and what the text itself says it stands for. */
export interface Acronym {
  term: string;
  uses: number;
  first: TextLine;
  expansion: string | null;
}

const file = join(import.meta.dirname, '../../../templates/glossary/known-words.json');

/** Words in capitals that nobody needs explained (templates/glossary/known-words.json). */
const known = new Set(z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))));

/** Not part of a longer word, a number or a code such as KJ2A.E3. */
const candidates = /(?<![\p{L}\p{N}.&/_-])(?=\p{Lu})[\p{L}&]{2,10}(?![\p{L}\p{N}_]|[.-]\p{Lu}?\d)/gu;

/** The acronyms of a text in the order they are first used. Roman numerals, shouted lines and well-known words are none. */
export function findAcronyms(lines: readonly TextLine[]): Acronym[] {
  const found = new Map<string, Acronym>();
  for (const line of lines.filter(({ words }) => !isShouted(words))) {
    for (const match of line.words.matchAll(candidates)) {
      const term = singular(match[0]);
      if (!isAcronym(term)) continue;
      const acronym = found.get(term) ?? { term, uses: 0, first: line, expansion: null };
      acronym.uses += 1;
      acronym.expansion ??= expansionAt(line.words, match.index, { term, length: match[0].length });
      found.set(term, acronym);
    }
  }
  return [...found.values()];
}

/** Mostly capitals, beginning and ending with one: MASH, DfE, but not McDonald or LinkedIn. */
function isAcronym(term: string): boolean {
  const capitals = term.match(/\p{Lu}/gu)?.length ?? 0;
  const small = term.match(/\p{Ll}/gu)?.length ?? 0;
  const isShaped = capitals >= 2 && small < capitals && /^\p{Lu}.*\p{Lu}$/u.test(term);
  return isShaped && term.length <= 8 && !known.has(term) && !/^[IVX]+$/.test(term);
}

/** "IROs" and "MASH's" are of IRO and MASH. */
function singular(word: string): string {
  return word.replace(/(?<=\p{Lu})s$/u, '');
}

/** A line without a small letter is a heading in capitals, and its words are no acronyms. */
function isShouted(words: string): boolean {
  return !/\p{Ll}/u.test(words) && /\p{Lu}\s+\p{Lu}/u.test(words);
}

function expansionAt(words: string, at: number, found: { term: string; length: number }): string | null {
  const before = words.slice(0, at);
  const after = words.slice(at + found.length);
  if (/\($/.test(before) && /^[’']?s?\)/.test(after)) return longForm(found.term, before.slice(0, -1));
  const inside = /^\s\(([^()]{4,120})\)/.exec(after)?.[1];
  return inside !== undefined && isLongForm(found.term, inside) ? inside.trim() : null;
}
