import { type Block, plainText, type SectionText } from '../../editor/schema/document.ts';
import { InvalidInput } from '../http/errors.ts';
import type { PostItTarget } from './contract.ts';

/** How long an author may correct a note, in milliseconds. */
export const CORRECTION_TIME = 10 * 60 * 1000;

/** The longest thread; after it another note is needed. */
export const MOST_REPLIES = 200;

const mostQuoted = 1000;

/**
 * The words a note is stuck on, to be shown when they are gone from the text: the claim's, or the passage's outside
 * of claims. Throws InvalidInput when the section has no such claim or region.
 */
export function quotedWords(target: PostItTarget, text: SectionText): string {
  if (target.kind === 'section') return '';
  if (target.kind === 'claim') return claimWords(target.claim, text);
  const { claim, anchor } = target;
  if (!Object.hasOwn(text, anchor.region)) {
    throw new InvalidInput('This part of the section does not exist. Stick the note on the whole section.');
  }
  return claim === null ? anchor.quote : claimWords(claim, text);
}

function claimWords(id: string, text: SectionText): string {
  const blocks: Block[] = Object.values(text).flatMap((region) => region.content);
  const claim = blocks.find((block) => block.type === 'claim' && block.attrs.id === id);
  if (claim) return plainText(claim.content).slice(0, mostQuoted);
  throw new InvalidInput('This claim is no longer in the section. Stick the note on the whole section.');
}

/** True while the author may still correct the note: ten minutes, unless somebody answered or dealt with it. */
export function isCorrectable(
  note: { at: Date; replyCount: number; dealtWith: unknown },
  now: Date,
): boolean {
  const age = now.getTime() - note.at.getTime();
  return age < CORRECTION_TIME && note.replyCount === 0 && note.dealtWith === null;
}
