import type { Heading } from '../../document.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { bookmarksOf, type Bookmark } from '../file/bookmarks.ts';
import { Bytes } from '../file/values.ts';

/**
 * Gives the bookmarks the words of the headings: Chromium doubles a heading that starts a page and joins words at line ends.
 * Shows the main parts, those below folded. When they are not the same number, the words stay Chromium's.
 */
export function nameBookmarks(file: PdfFile, headings: readonly Heading[]): void {
  const outlines = file.dict(file.catalog.get('Outlines'));
  const bookmarks = bookmarksOf(file);
  const titles = headings.map(({ title }) => title).filter((title) => title !== '');
  const isEven = bookmarks.length === titles.length;
  bookmarks.forEach((bookmark, index) => {
    if (isEven) bookmark.dict.set('Title', Bytes.of(titles[index] ?? ''));
    fold(bookmark);
  });
  const top = bookmarks.filter(({ depth }) => depth === 0);
  outlines?.set(
    'Count',
    top.reduce((sum, { children }) => sum + 1 + children, 0),
  );
}

function fold({ dict, depth, children }: Bookmark): void {
  if (children > 0) dict.set('Count', depth === 0 ? children : -children);
}
