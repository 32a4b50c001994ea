import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { newElement } from './new-element.ts';
import { pairBlocks } from './pair-blocks.ts';
import { type Shown, elementsOf } from './show-region.ts';
import { noteShown, writeBlock } from './write-block.ts';

/**
 * Brings a region's live text to what the editor shows now, in one transaction of the caller. Only what differs from
 * what was shown before is written, so that what others typed meanwhile stays; runs of text are never joined.
 */
export function writeRegion(fragment: Y.XmlFragment, doc: Node, shown: Shown): void {
  const before = elementsOf(fragment).flatMap((element) => {
    const node = shown.get(element);
    return node ? [{ element, node }] : [];
  });
  const pairs = pairBlocks(
    before.map(({ node }) => node),
    doc.children,
  );
  const kept = new Set(pairs);
  for (const [index, { element }] of before.entries()) {
    if (!kept.has(index)) removeBlock(fragment, element, shown);
  }
  for (const [index, node] of doc.children.entries()) {
    const block = before[pairs[index] ?? -1];
    if (block) writeBlock(block.element, node, shown);
    else insertBlock(fragment, index, { node, shown });
  }
  shown.set(fragment, doc);
}

function removeBlock(fragment: Y.XmlFragment, element: Y.XmlElement, shown: Shown): void {
  for (const one of [element, ...elementsOf(element)]) shown.delete(one);
  fragment.delete(fragment.toArray().indexOf(element));
}

function insertBlock(
  fragment: Y.XmlFragment,
  index: number,
  { node, shown }: { node: Node; shown: Shown },
): void {
  const element = newElement(node);
  fragment.insert(index, [element]);
  noteShown(element, node, shown);
}
