import type { PDFRef } from '@cantoo/pdf-lib';
import { marksWithoutText, untag } from './content/artifacts.ts';
import type { PageContent } from './content/pages.ts';
import { elementsBelow, type TagElement, type TagMark } from './tags/tree.ts';

/**
 * Takes out of the tags what is only decoration: rules and fills of boxes and cells (but not the bullets of lists), and the
 * heads that a table repeats on its later pages, which would be read aloud again on each.
 */
export function untagDecorations(root: TagElement, contents: readonly PageContent[]): void {
  const lines = new Map(contents.map((content) => [content.page.ref, new Set(marksWithoutText(content))]));
  const dropped = new Map<PDFRef, Set<number>>(contents.map((content) => [content.page.ref, new Set()]));
  const drop = (mark: TagMark): boolean => dropped.get(mark.page)?.add(mark.mcid) !== undefined;
  for (const element of elementsBelow(root)) {
    if (element.type === 'Lbl' || element.type === 'Figure') continue;
    removeMarks(element, (mark) => (lines.get(mark.page)?.has(mark.mcid) ?? false) && drop(mark));
  }
  for (const table of elementsBelow(root)) if (table.type === 'Table') untagRepeatedHeads(table, drop);
  removeEmpty(root);
  for (const content of contents) untag(content, dropped.get(content.page.ref) ?? new Set());
}

/** In the first row only the first page's copy stays. */
function untagRepeatedHeads(table: TagElement, drop: (mark: TagMark) => boolean): void {
  const row = [...elementsBelow(table)].find((element) => element.type === 'TR');
  for (const cell of row ? elementsBelow(row) : []) {
    const first = cell.kids.find((kid) => kid.kind === 'mark')?.page;
    removeMarks(cell, (mark) => mark.page !== first && drop(mark));
  }
}

function removeMarks(element: TagElement, isRemoved: (mark: TagMark) => boolean): void {
  element.kids = element.kids.filter((kid) => kid.kind !== 'mark' || !isRemoved(kid));
}

/** What has lost all it held says nothing any more. */
function removeEmpty(element: TagElement): void {
  for (const kid of element.kids) if (kid.kind === 'element') removeEmpty(kid);
  element.kids = element.kids.filter(
    (kid) => kid.kind !== 'element' || kid.type !== 'NonStruct' || kid.kids.length > 0,
  );
}
