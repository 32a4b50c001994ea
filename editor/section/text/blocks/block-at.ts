import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';

/** One block of a region with where it stands. `pos` is the position before it, `end` the position after it. */
export interface BlockAt {
  node: Node;
  index: number;
  pos: number;
  end: number;
}

/** The block at an index of the region, or null. */
export function blockAtIndex(doc: Node, index: number): BlockAt | null {
  if (index < 0 || index >= doc.childCount) return null;
  let pos = 0;
  for (let before = 0; before < index; before += 1) pos += doc.child(before).nodeSize;
  const node = doc.child(index);
  return { node, index, pos, end: pos + node.nodeSize };
}

/** The block that holds the selection's start, or null in an empty region. */
export function currentBlock(state: EditorState): BlockAt | null {
  const { $from } = state.selection;
  return state.doc.childCount === 0
    ? null
    : blockAtIndex(state.doc, Math.min($from.index(0), state.doc.childCount - 1));
}

/** The block with this permanent id, or null. */
export function blockWithId(doc: Node, id: string): BlockAt | null {
  for (let index = 0; index < doc.childCount; index += 1) {
    if (doc.child(index).attrs['id'] === id) return blockAtIndex(doc, index);
  }
  return null;
}

/** True for a claim that is not a sub-point. */
export function isWholeClaim(node: Node | null | undefined): boolean {
  return node?.type.name === 'claim' && node.attrs['level'] === 0;
}

/** True for a sub-point. */
export function isSubPoint(node: Node | null | undefined): boolean {
  return node?.type.name === 'claim' && node.attrs['level'] === 1;
}

/** The claim that a block belongs to: itself, or for a sub-point the claim above it; null for anything else. */
export function claimOf(doc: Node, index: number): BlockAt | null {
  for (let at = index; at >= 0; at -= 1) {
    const node = doc.child(at);
    if (isWholeClaim(node)) return blockAtIndex(doc, at);
    if (!isSubPoint(node)) return null;
  }
  return null;
}

/** How many blocks a claim has with its sub-points. */
export function claimLength(doc: Node, index: number): number {
  let length = 1;
  while (index + length < doc.childCount && isSubPoint(doc.child(index + length))) length += 1;
  return length;
}

/** The nearest theme at or above an index, or null. */
export function themeOf(doc: Node, index: number): BlockAt | null {
  for (let at = Math.min(index, doc.childCount - 1); at >= 0; at -= 1) {
    if (doc.child(at).type.name === 'theme') return blockAtIndex(doc, at);
  }
  return null;
}
