import { eachDrawn, marksIn } from '../content/drawn.ts';
import type { PageContent } from '../content/page-content.ts';
import type { Segment } from '../content/segments.ts';
import type { Ref } from '../file/values.ts';
import { childrenOf, elementsOf, type TagElement, type TagMark } from '../tags/tree.ts';

const keepTheirLines = new Set(['Lbl', 'Figure']);

/**
 * Takes out of the tags what is only decoration: rules and fills of boxes and cells (but not the bullets of lists), and the
 * heads that a table repeats on its later pages, which would be read aloud again on each. Their content becomes artifacts.
 */
export function untagDecorations(root: TagElement, contents: readonly PageContent[]): void {
  const silent = new Map(contents.map((content) => [content.page.ref, marksWithoutText(content)]));
  const dropped = new Map<Ref, Set<number>>(contents.map((content) => [content.page.ref, new Set()]));
  const drop = ({ page, mcid }: TagMark): boolean => dropped.get(page)?.add(mcid) !== undefined;
  removeSilent(root, (mark) => (silent.get(mark.page)?.has(mark.mcid) ?? false) && drop(mark));
  for (const table of elementsOf(root)) if (table.type === 'Table') untagRepeatedHeads(table, drop);
  removeEmpty(root);
  for (const content of contents) untag(content, dropped.get(content.page.ref) ?? new Set());
}

/** What a figure holds stays, whatever it is. */
function removeSilent(element: TagElement, isRemoved: (mark: TagMark) => boolean): void {
  if (keepTheirLines.has(element.type)) return;
  removeMarks(element, isRemoved);
  for (const child of childrenOf(element)) removeSilent(child, isRemoved);
}

/** In the first row only the first page's copy stays. */
function untagRepeatedHeads(table: TagElement, drop: (mark: TagMark) => boolean): void {
  const row = elementsOf(table).find((element) => element.type === 'TR');
  for (const cell of row ? childrenOf(row) : []) {
    const inside = elementsOf(cell);
    const first = inside.flatMap((element) => element.kids).find((kid) => kid.kind === 'mark')?.page;
    for (const element of inside) removeMarks(element, (mark) => mark.page !== first && drop(mark));
  }
}

function removeMarks(element: TagElement, isRemoved: (mark: TagMark) => boolean): void {
  element.kids = element.kids.filter((kid) => kid.kind !== 'mark' || !isRemoved(kid));
}

/** What has lost all it held says nothing any more. */
function removeEmpty(element: TagElement): void {
  childrenOf(element).forEach(removeEmpty);
  element.kids = element.kids.filter(
    (kid) => kid.kind !== 'element' || kid.type !== 'NonStruct' || kid.kids.length > 0,
  );
}

/** The tagged marks of a page that hold no text and no picture: only lines and fills, or nothing. */
function marksWithoutText({ segments }: PageContent): Set<number> {
  const silent = new Set(marksIn(segments));
  eachDrawn(segments, (drawn, marks) => {
    if (drawn.kind !== 'path') for (const mcid of marks) silent.delete(mcid);
  });
  return silent;
}

function untag(content: PageContent, marks: ReadonlySet<number>): void {
  const isDropped = (segment: Segment): boolean =>
    segment.kind === 'begin' && segment.mcid !== null && marks.has(segment.mcid);
  for (const segment of content.segments ?? []) {
    if (isDropped(segment)) content.replace(segment.start, segment.end, '/Artifact <</Type /Layout>> BDC');
  }
}
