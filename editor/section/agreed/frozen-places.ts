import type { FrozenSection } from '../../../api/versions/freezing/contract.ts';
import type { PostItView } from '../../../api/post-its/contract.ts';
import { plainText } from '../../schema/document.ts';
import type { PostItPlace } from '../post-its/placing/post-it-places.ts';

const wholeSection: PostItPlace = { region: null, claim: null, blockIndex: -1, words: null, gone: false };

/**
 * Where each post-it stands in a text that is only read: at its claim, else at the whole section. `gone` when the claim, or the
 * words it was stuck on, are not in this text.
 */
export function frozenPlacesOf(
  section: FrozenSection,
  postIts: readonly PostItView[],
): ReadonlyMap<string, PostItPlace> {
  const claims = claimPlaces(section);
  return new Map(
    postIts.map(({ id, target }): [string, PostItPlace] => {
      if (target.kind === 'section') return [id, wholeSection];
      const found = target.claim === null ? undefined : claims.get(target.claim);
      if (!found) return [id, { ...wholeSection, gone: true }];
      const gone = target.kind === 'passage' && !found.words.includes(target.anchor.quote);
      return [id, { ...found.place, gone }];
    }),
  );
}

interface ClaimPlace {
  place: PostItPlace;
  /** The words of the claim with its sub-points. */
  words: string;
}

function claimPlaces(section: FrozenSection): Map<string, ClaimPlace> {
  const places = new Map<string, ClaimPlace>();
  for (const { id: region } of section.regions) {
    let above: ClaimPlace | null = null;
    for (const [blockIndex, block] of (section.text[region]?.content ?? []).entries()) {
      if (block.type !== 'claim') above = null;
      else if (block.attrs.level === 1 && above) above.words += `\n${plainText(block.content)}`;
      else {
        const { id: claim } = block.attrs;
        const place = { region, claim, blockIndex, words: null, gone: false };
        above = { place, words: plainText(block.content) };
        places.set(claim, above);
      }
    }
  }
  return places;
}
