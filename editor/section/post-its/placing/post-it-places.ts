import * as Y from 'yjs';
import type { PostItView } from '../../../../api/post-its/contract.ts';
import { type FoundPlace, resolveAnchor } from '../../../schema/anchors.ts';

/**
 * Where a post-it stands now. `words` is the passage in its block; `gone` means its claim or its words are not in
 * the section any more, and it stands where it can: at its claim, else at the whole section.
 */
export interface PostItPlace {
  region: string | null;
  claim: string | null;
  blockIndex: number;
  words: { from: number; to: number } | null;
  gone: boolean;
}

const wholeSection: PostItPlace = { region: null, claim: null, blockIndex: -1, words: null, gone: false };

/** Finds the place of every post-it in the live document. Reads only. */
export function placesOf(
  ydoc: Y.Doc,
  regions: readonly string[],
  postIts: readonly PostItView[],
): ReadonlyMap<string, PostItPlace> {
  const claims = claimPlaces(ydoc, regions);
  return new Map(postIts.map((postIt) => [postIt.id, placeOf(ydoc, claims, postIt)]));
}

function placeOf(ydoc: Y.Doc, claims: ReadonlyMap<string, PostItPlace>, { target }: PostItView): PostItPlace {
  if (target.kind === 'section') return wholeSection;
  const atClaim = target.claim === null ? undefined : claims.get(target.claim);
  if (target.kind === 'claim') return atClaim ?? { ...wholeSection, gone: true };
  const found = resolveAnchor(ydoc, target);
  if (!found) return { ...(atClaim ?? wholeSection), gone: true };
  return atPassage(ydoc, found);
}

function atPassage(ydoc: Y.Doc, { region, blockIndex, from, to }: FoundPlace): PostItPlace {
  const block = ydoc.getXmlFragment(region).get(blockIndex);
  const claim = block instanceof Y.XmlElement ? wholeClaimAt(ydoc, region, blockIndex) : null;
  return { region, claim, blockIndex, words: { from, to }, gone: false };
}

/** The id of the whole claim that a block belongs to, or null. */
function wholeClaimAt(ydoc: Y.Doc, region: string, blockIndex: number): string | null {
  const blocks = ydoc.getXmlFragment(region).toArray();
  for (let at = blockIndex; at >= 0; at -= 1) {
    const block = blocks[at];
    if (!(block instanceof Y.XmlElement) || block.nodeName !== 'claim') return null;
    if (!isLevelOne(block)) return idOf(block);
  }
  return null;
}

function claimPlaces(ydoc: Y.Doc, regions: readonly string[]): ReadonlyMap<string, PostItPlace> {
  const places = new Map<string, PostItPlace>();
  for (const region of regions) {
    for (const [blockIndex, block] of ydoc.getXmlFragment(region).toArray().entries()) {
      if (!(block instanceof Y.XmlElement) || block.nodeName !== 'claim') continue;
      const id = idOf(block);
      const claim = wholeClaimAt(ydoc, region, blockIndex);
      if (id !== null) places.set(id, { region, claim, blockIndex, words: null, gone: false });
    }
  }
  return places;
}

function isLevelOne(block: Y.XmlElement): boolean {
  return Number(block.getAttribute('level') ?? 0) === 1;
}

function idOf(block: Y.XmlElement): string | null {
  const id: unknown = block.getAttribute('id');
  return typeof id === 'string' && id !== '' ? id : null;
}
