import { type PageContent, readContents } from '../content/page-content.ts';
import { type PageNumbers, pageNumbersOf } from '../file/destinations.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { Ref, Value } from '../file/values.ts';
import { type MarkedText, markedText, piecesBelow } from '../tags/reading.ts';
import { elementsOf, readTags, type TagElement } from '../tags/tree.ts';

/** A file as the rules look at it, read once for all of them. */
export interface Subject {
  file: PdfFile;
  /** The root of the tags; null when there are none. */
  root: TagElement | null;
  /** Every tag below the root, in reading order. */
  elements: readonly TagElement[];
  contents: readonly PageContent[];
  texts: MarkedText;
  places: PageNumbers;
  /** Physical page numbers, the first being 1. */
  numberOf: ReadonlyMap<Value, number>;
}

/** One requirement of a file: what is wrong with it, each in a sentence a person can act on; empty when nothing is. */
export type Rule = (subject: Subject) => string[];

/** Reads a file for the rules. */
export function subjectOf(file: PdfFile): Subject {
  const root = readTags(file);
  const contents = readContents(file);
  return {
    file,
    root,
    elements: root ? elementsOf(root).slice(1) : [],
    contents,
    texts: markedText(contents),
    places: pageNumbersOf(file),
    numberOf: new Map<Value, number>(file.pages.map(({ ref }, index) => [ref, index + 1])),
  };
}

/** What a tag says, shortened, for a sentence about it. */
export function quoted({ texts }: Subject, element: TagElement): string {
  return quote(
    piecesBelow(element, texts)
      .map(({ text }) => text.text)
      .join(''),
  );
}

/** A text in quotation marks, shortened. */
export function quote(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return `“${words.length > 60 ? `${words.slice(0, 59)}…` : words}”`;
}

/** "Page 3", or "A page" for one that is not there. */
export function pageName({ numberOf }: Subject, page: Ref | undefined): string {
  const number = numberOf.get(page ?? null);
  return number === undefined ? 'A page' : `Page ${number}`;
}

/** The page a tag begins on. */
export function pageOf(element: TagElement): Ref | undefined {
  for (const kid of element.kids) {
    const page = kid.kind === 'mark' ? kid.page : kid.kind === 'element' ? pageOf(kid) : undefined;
    if (page) return page;
  }
  return undefined;
}
