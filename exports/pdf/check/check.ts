import type { PdfFile } from '../file/pdf-file.ts';
import { contentsNumbers } from './content/contents-numbers.ts';
import { completeText } from './content/complete-text.ts';
import { fonts } from './content/fonts.ts';
import { insidePage } from './content/inside-page.ts';
import { marked } from './content/marked.ts';
import { actions } from './document/actions.ts';
import { archive } from './document/archive.ts';
import { bookmarks } from './document/bookmarks.ts';
import { declared } from './document/declared.ts';
import { links } from './document/links.ts';
import { figures } from './structure/figures.ts';
import { headings } from './structure/headings.ts';
import { lists } from './structure/lists.ts';
import { marks } from './structure/marks.ts';
import { tables } from './structure/tables.ts';
import { types } from './structure/types.ts';
import { type Rule, subjectOf } from './subject.ts';

const rules: readonly Rule[] = [
  declared,
  archive,
  actions,
  bookmarks,
  links,
  types,
  lists,
  tables,
  figures,
  headings,
  marks,
  marked,
  fonts,
  insidePage,
  contentsNumbers,
];
const mostOfOne = 10;

/**
 * What keeps a file from being ready for an inspection, each in a sentence: the machine-checkable requirements of PDF/UA-1 and
 * PDF/A-2a that can go wrong here, and whether every one of `strings` can be read through the tags, in order. Empty when it is ready.
 */
export function checkPdf(file: PdfFile, strings: readonly string[]): string[] {
  const subject = subjectOf(file);
  return [...rules.map((rule) => rule(subject)), completeText(subject, strings)].flatMap(shortened);
}

function shortened(problems: string[]): string[] {
  const more = problems.length - mostOfOne;
  return more > 0
    ? [...problems.slice(0, mostOfOne), `There are ${more} more problems of this kind.`]
    : problems;
}
