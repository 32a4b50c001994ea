import type { Node } from '@tiptap/pm/model';
import { BLOCK_ID } from '../ids.ts';

/**
 * For each block of `after` the index in `before` of the block it was, or null for a new one. Pairs keep their order.
 * A block is known by its permanent id; one that has none by its place and kind.
 */
export function pairBlocks(before: readonly Node[], after: readonly Node[]): (number | null)[] {
  const [left, right] = sameAtTheEnds(before, after);
  const pairs = after.map((_node, index): number | null => {
    if (index < left) return index;
    return index >= after.length - right ? index - after.length + before.length : null;
  });
  const ends: Pair = [before.length - right, after.length - right];
  let from: Pair = [left, left];
  for (const to of [...pairsById(before.slice(0, ends[0]), after.slice(0, ends[1]), left), ends]) {
    pairByKind(before, after, { from, to, pairs });
    if (to !== ends) pairs[to[1]] = to[0];
    from = [to[0] + 1, to[1] + 1];
  }
  return pairs;
}

/** The index before and the index after. */
type Pair = readonly [number, number];

function sameAtTheEnds(before: readonly Node[], after: readonly Node[]): [number, number] {
  const least = Math.min(before.length, after.length);
  const isSame = (one?: Node, other?: Node): boolean => one !== undefined && other?.eq(one) === true;
  let left = 0;
  while (left < least && isSame(before[left], after[left])) left += 1;
  let right = 0;
  while (right < least - left && isSame(before.at(-1 - right), after.at(-1 - right))) right += 1;
  return [left, right];
}

/** The longest row of blocks that kept their id and their order. */
function pairsById(before: readonly Node[], after: readonly Node[], left: number): Pair[] {
  const places = placesByKey(before, left);
  const rows: Pair[][] = [[]];
  for (let index = left; index < after.length; index += 1) {
    const place = places.get(keyOf(after[index]));
    if (place === undefined) continue;
    const fitting = rows.filter((row) => (row.at(-1)?.[0] ?? -1) < place);
    rows.push([...longestOf(fitting), [place, index]]);
  }
  return longestOf(rows);
}

function placesByKey(before: readonly Node[], left: number): Map<string | null, number> {
  const places = new Map<string | null, number>();
  for (let index = left; index < before.length; index += 1) {
    const key = keyOf(before[index]);
    if (key !== null && !places.has(key)) places.set(key, index);
  }
  return places;
}

function longestOf(rows: readonly Pair[][]): Pair[] {
  return rows.reduce<Pair[]>((best, row) => (row.length > best.length ? row : best), []);
}

function keyOf(node: Node | undefined): string | null {
  const id: unknown = node?.attrs['id'];
  return node && typeof id === 'string' && BLOCK_ID.test(id) ? `${node.type.name} ${id}` : null;
}

interface Gap {
  from: Pair;
  to: Pair;
  pairs: (number | null)[];
}

function pairByKind(before: readonly Node[], after: readonly Node[], { from, to, pairs }: Gap): void {
  let next = from[0];
  for (let index = from[1]; index < to[1]; index += 1) {
    const found = before.slice(next, to[0]).findIndex((node) => isSameByKind(node, after[index]));
    if (found < 0) continue;
    pairs[index] = next + found;
    next += found + 1;
  }
}

function isSameByKind(before: Node, after: Node | undefined): boolean {
  if (before.type !== after?.type) return false;
  return keyOf(before) === null || before.content.eq(after.content);
}
