import type { Node } from '@tiptap/pm/model';

/** A stretch of a block's line, from offset to offset, and what takes its place. */
export interface LineChange {
  from: number;
  to: number;
  put: readonly Node[];
}

/** A character (UTF-16), or an atom. */
type Unit = string | Node;

/** The smallest change of characters and atoms that makes one line of the other; null when only marks differ. */
export function lineChange(before: Node, after: Node): LineChange | null {
  const [old, now] = [unitsOf(before), unitsOf(after)];
  const least = Math.min(old.length, now.length);
  let left = 0;
  while (left < least && isSame(old[left], now[left])) left += 1;
  let right = 0;
  while (right < least - left && isSame(old.at(-1 - right), now.at(-1 - right))) right += 1;
  if (left === old.length && left === now.length) return null;
  if (isHalf(old[left - 1], 0xd800)) left -= 1;
  if (right > 0 && isHalf(old.at(-right), 0xdc00)) right -= 1;
  const put = after.content.cut(left, now.length - right).content;
  return { from: left, to: old.length - right, put };
}

function unitsOf(node: Node): Unit[] {
  return node.children.flatMap((child): Unit[] => (child.isText ? (child.text ?? '').split('') : [child]));
}

function isSame(one: Unit | undefined, other: Unit | undefined): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return one === other || one.hasMarkup(other.type, other.attrs, one.marks);
}

/** Half of a character of two units (from 0xd800 the first, from 0xdc00 the second); Yjs breaks halves. */
function isHalf(unit: Unit | undefined, from: number): boolean {
  const code = typeof unit === 'string' ? unit.charCodeAt(0) : 0;
  return code >= from && code < from + 0x400;
}
