import { type Bookmark, bookmarksOf } from '../../file/bookmarks.ts';
import type { Value } from '../../file/values.ts';
import { piecesBelow } from '../../tags/reading.ts';
import { pageOf, quote, type Rule, type Subject } from '../subject.ts';

/** There are bookmarks, one for each heading, and each leads to the page its heading is on. */
export const bookmarks: Rule = (subject) => {
  const found = bookmarksOf(subject.file);
  if (found.length === 0) return ['The file has no bookmarks.'];
  const headings = subject.elements.filter(
    (element) => /^H[1-6]$/.test(element.type) && piecesBelow(element, subject.texts).length > 0,
  );
  const uneven = found.length !== headings.length;
  return [
    ...(uneven ? [`There are ${headings.length} headings, but ${found.length} bookmarks.`] : []),
    ...found.flatMap((bookmark, index) => {
      const heading = uneven ? undefined : headings[index];
      return problemsOf(subject, bookmark, heading && subject.numberOf.get(pageOf(heading) ?? null));
    }),
  ];
};

function problemsOf(subject: Subject, { dict }: Bookmark, expected: number | undefined): string[] {
  const { file, numberOf } = subject;
  const title = file.words(dict.get('Title')) ?? '';
  const page = numberOf.get(file.list(destination(subject, dict.get('Dest')))[0] ?? null);
  if (title.trim() === '') return ['A bookmark has no words.'];
  if (page === undefined) return [`The bookmark ${quote(title)} leads nowhere.`];
  if (expected === undefined || page === expected) return [];
  return [`The bookmark ${quote(title)} leads to page ${page}, but its heading is on page ${expected}.`];
}

/** A bookmark names its place itself, or by a name. */
function destination({ file }: Subject, value: Value | undefined): Value | undefined {
  const name = file.name(value);
  return name === '' ? value : file.dict(file.catalog.get('Dests'))?.get(name);
}
