import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { Heading } from '../../document.ts';

const name = (text: string): PDFName => PDFName.of(text);

/**
 * Gives the bookmarks the words of the headings: Chromium doubles a heading that starts a page and joins words at line ends.
 * Opens the bookmark panel with the main parts, those below folded. When they are not the same number, the words stay Chromium's.
 */
export function nameBookmarks(document: PDFDocument, headings: readonly Heading[]): void {
  const outlines = document.catalog.lookupMaybe(name('Outlines'), PDFDict);
  const bookmarks = outlines ? below(outlines) : [];
  const titles = headings.map((heading) => heading.title).filter((title) => title !== '');
  const isEven = bookmarks.length === titles.length;
  bookmarks.forEach(({ dict, depth }, index) => {
    if (isEven) dict.set(name('Title'), PDFHexString.fromText(titles[index] ?? ''));
    const children = childrenOf(dict).length;
    if (children > 0) dict.set(name('Count'), PDFNumber.of(depth === 0 ? children : -children));
  });
  const top = bookmarks.filter(({ depth }) => depth === 0);
  const open = top.reduce((sum, { dict }) => sum + 1 + childrenOf(dict).length, 0);
  outlines?.set(name('Count'), PDFNumber.of(open));
  document.catalog.set(name('PageMode'), name('UseOutlines'));
}

/** All entries below a node of the outline, in reading order. */
function below(node: PDFDict, depth = 0): { dict: PDFDict; depth: number }[] {
  return childrenOf(node).flatMap((dict) => [{ dict, depth }, ...below(dict, depth + 1)]);
}

function childrenOf(node: PDFDict): PDFDict[] {
  const children: PDFDict[] = [];
  let child = node.lookupMaybe(name('First'), PDFDict);
  while (child) {
    children.push(child);
    child = child.lookupMaybe(name('Next'), PDFDict);
  }
  return children;
}
