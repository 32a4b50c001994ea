import type { PostItView } from '../../../../api/post-its/contract.ts';
import type { PostItPlace } from './post-it-places.ts';

/** Post-its that stand at the same claim or paragraph. */
export interface NoteGroup {
  key: string;
  claim: string | null;
  blockIndex: number;
  notes: PostItView[];
}

/** What the post-its of one place have in common. */
export function groupKey({ region, claim, blockIndex }: PostItPlace): string {
  return claim ?? `${region ?? 'section'}-${blockIndex}`;
}

/** The open post-its of a region by the claim or paragraph they stand at, from the top down. */
export function noteGroups(
  postIts: readonly PostItView[],
  places: ReadonlyMap<string, PostItPlace>,
  region: string,
): NoteGroup[] {
  const groups = new Map<string, NoteGroup>();
  for (const postIt of postIts) {
    const place = places.get(postIt.id);
    if (postIt.dealtWith !== null || place?.region !== region) continue;
    const key = groupKey(place);
    const group = groups.get(key) ?? { key, claim: place.claim, blockIndex: place.blockIndex, notes: [] };
    group.notes.push(postIt);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.blockIndex - b.blockIndex);
}

/** Post-its in the order of the text: those on the whole section first. */
export function inTextOrder(
  postIts: readonly PostItView[],
  places: ReadonlyMap<string, PostItPlace>,
  regions: readonly string[],
): PostItView[] {
  const rank = ({ id, number }: PostItView): number[] => {
    const place = places.get(id);
    const region = typeof place?.region === 'string' ? regions.indexOf(place.region) : -1;
    return [region, place?.blockIndex ?? -1, place?.words?.from ?? -1, number];
  };
  return [...postIts].sort((a, b) => compare(rank(a), rank(b)));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** Tops for notes of a given height so that none covers another and each is as near its place as can be, in pixels. */
export function spreadOut(wanted: readonly number[], height: number, gap: number): number[] {
  let free = 0;
  return wanted.map((top) => {
    const at = Math.max(top, free);
    free = at + height + gap;
    return at;
  });
}
