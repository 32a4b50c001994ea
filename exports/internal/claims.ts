import { plainText, type RegionText } from '../../editor/schema/document.ts';
import { printable } from '../view-models/text/words.ts';

/** A claim of a side as the internal edition counts it: its words and whether it or a sub-point cites anything. */
export interface CountedClaim {
  id: string;
  words: string;
  supported: boolean;
}

/** The claims of a side in the order of its text. Empty lines are no claims. */
export function countedClaims({ content }: RegionText): CountedClaim[] {
  const claims: CountedClaim[] = [];
  for (const block of content) {
    if (block.type !== 'claim') continue;
    const supported = (block.content ?? []).some((inline) => inline.type === 'citation');
    const last = claims.at(-1);
    if (block.attrs.level === 1 && last) last.supported ||= supported;
    else claims.push({ id: block.attrs.id, words: printable(plainText(block.content)).trim(), supported });
  }
  return claims.filter(({ words, supported }) => words !== '' || supported);
}
