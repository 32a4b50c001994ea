/**
 * Where a note on a passage stands. A passage is remembered twice: by sticky positions in the live document, which
 * follow every edit around it, and by its words, for when the positions are gone (a claim that was split, moved, or
 * deleted and brought back). Nothing here writes to the document, so people who may not edit can use it.
 */
import * as Y from 'yjs';
import { type BlockWords, blockWords, lengthOf, regionWords } from './block-words.ts';
import { findQuote } from './quotes.ts';

/** The longest quote that is kept; a longer passage is known by its first words. */
export const QUOTE_MOST = 500;

/** How many characters before and after the passage are kept. */
export const CONTEXT_LENGTH = 32;

/** A passage as it is stored: sticky ends (JSON of Yjs relative positions) and the words. */
export interface Anchor {
  region: string;
  start: string;
  end: string;
  quote: string;
  prefix: string;
  suffix: string;
}

/** An anchor with the claim it was made in; null in a theme or a paragraph. */
export interface Passage {
  claim: string | null;
  anchor: Anchor;
}

/** A stretch of one block. `from` and `to` count as the editor's `parentOffset`: characters and inline atoms are 1 each. */
export interface Place {
  region: string;
  blockIndex: number;
  from: number;
  to: number;
}

/** A passage found again; `exact` is false when its words were changed since. */
export interface FoundPlace extends Place {
  exact: boolean;
}

/** A quote this long that stands once in its claim is that passage. */
const distinctiveInClaim = 12;

/** Elsewhere in the section it takes a sentence: a claim that was split or pasted anew has another id. */
const distinctiveInSection = 40;

/** Remembers a passage of one block; null when the stretch holds no words. */
export function makeAnchor(ydoc: Y.Doc, place: Place): Passage | null {
  const block = regionWords(ydoc, place.region).find((one) => one.blockIndex === place.blockIndex);
  if (!block) return null;
  const { words, offsets } = block;
  const first = offsets.findIndex((offset) => offset >= place.from);
  const start = wholeBefore(words, first < 0 ? words.length : first);
  const end = wholeAfter(words, offsets.findLastIndex((offset) => offset < place.to) + 1);
  if (words.slice(start, end).trim() === '') return null;
  const quoteEnd = wholeBefore(words, Math.min(end, start + QUOTE_MOST));
  const anchor = {
    region: place.region,
    start: stickyPosition(block, start, 0),
    end: stickyPosition(block, end - 1, -1),
    quote: words.slice(start, quoteEnd),
    prefix: words.slice(Math.max(0, start - CONTEXT_LENGTH), start),
    suffix: words.slice(quoteEnd, quoteEnd + CONTEXT_LENGTH),
  };
  return { claim: block.claim, anchor };
}

/** The nearest index at or before this one that is not inside a character of two units: Yjs breaks halves. */
function wholeBefore(words: string, index: number): number {
  return isInsideCharacter(words, index) ? index - 1 : index;
}

function wholeAfter(words: string, index: number): number {
  return isInsideCharacter(words, index) ? index + 1 : index;
}

function isInsideCharacter(words: string, index: number): boolean {
  return index > 0 && (words.codePointAt(index - 1) ?? 0) > 0xffff;
}

/** Finds a passage: by its positions, else by its words. Null when it is gone or in doubt; never a guess. */
export function resolveAnchor(ydoc: Y.Doc, passage: Passage): FoundPlace | null {
  const regions = regionNames(ydoc, passage.anchor.region);
  return byPositions(ydoc, passage.anchor) ?? byWords(ydoc, regions, passage);
}

function byPositions(ydoc: Y.Doc, anchor: Anchor): FoundPlace | null {
  const start = pointAt(ydoc, anchor.start, 0);
  const end = pointAt(ydoc, anchor.end, -1);
  if (!start || !end) return null;
  const block = blockWords(start.block);
  // After a split the passage's end is in another block: what stayed with its beginning is shown.
  const to = end.block === start.block ? end.offset : blockLength(start.block);
  const words = wordsBetween(block, start.offset, to);
  if (words === '' || (end.block !== start.block && end.blockIndex < start.blockIndex)) return null;
  const { region, blockIndex, offset: from } = start;
  return { region, blockIndex, from, to, exact: isQuote(words, anchor.quote) };
}

function byWords(ydoc: Y.Doc, regions: readonly string[], { claim, anchor }: Passage): FoundPlace | null {
  const blocks = regions.flatMap((region) => regionWords(ydoc, region));
  const own = claim === null ? [] : blocks.filter((block) => block.claim === claim);
  return (
    quoteIn(own, anchor, distinctiveInClaim) ??
    (own.some((block) => block.words.includes(anchor.quote))
      ? null
      : quoteIn(blocks, anchor, distinctiveInSection))
  );
}

function quoteIn(blocks: readonly BlockWords[], anchor: Anchor, distinctive: number): FoundPlace | null {
  const texts = blocks.map((block) => block.words);
  const found = findQuote(texts, anchor, distinctive);
  if (!found) return null;
  const block = blocks[found.text];
  const from = block?.offsets[found.index];
  const last = block?.offsets[found.index + anchor.quote.length - 1];
  if (!block || from === undefined || last === undefined) return null;
  return { region: block.region, blockIndex: block.blockIndex, from, to: last + 1, exact: true };
}

/** The anchor's own region first, then the others: a claim may have been moved to the other side. */
function regionNames(ydoc: Y.Doc, first: string): string[] {
  const names = [...ydoc.share.keys()].filter((name) => isRegion(ydoc, name));
  return names.sort((a, b) => Number(b === first) - Number(a === first));
}

/** A document that came over the wire does not know the kind of its roots until they are asked for as one. */
function isRegion(ydoc: Y.Doc, name: string): boolean {
  const root = ydoc.share.get(name);
  if (root?.constructor !== Y.AbstractType && !(root instanceof Y.XmlFragment)) return false;
  return ydoc.getXmlFragment(name) instanceof Y.XmlFragment;
}

/** A quote that reached the limit is only the beginning of its passage. */
function isQuote(words: string, quote: string): boolean {
  return quote.length < QUOTE_MOST - 1 ? words === quote : words.startsWith(quote);
}

function wordsBetween(block: Pick<BlockWords, 'words' | 'offsets'>, from: number, to: number): string {
  return [...block.offsets.keys()]
    .filter((index) => isWithin(block.offsets[index], from, to))
    .map((index) => block.words.charAt(index))
    .join('');
}

function isWithin(offset: number | undefined, from: number, to: number): boolean {
  return offset !== undefined && offset >= from && offset < to;
}

function blockLength(block: Y.XmlElement): number {
  return block.toArray().reduce((sum, child) => sum + lengthOf(child), 0);
}

/** The position of one character, sticking to it from the left (0) or from the right (-1). */
function stickyPosition(block: BlockWords, character: number, assoc: 0 | -1): string {
  let left = block.offsets[character] ?? 0;
  let index = 0;
  for (const child of block.element.toArray()) {
    const length = lengthOf(child);
    if (left < length) return positionIn(child, { left, index, assoc }, block.element);
    left -= length;
    index += 1;
  }
  throw new RangeError(`No character ${character} in block ${block.blockIndex} of ${block.region}`);
}

function positionIn(
  child: unknown,
  { left, index, assoc }: { left: number; index: number; assoc: 0 | -1 },
  block: Y.XmlElement,
): string {
  const [type, place] = child instanceof Y.XmlText ? [child, left] : [block, index];
  // A position that sticks to the character before it is asked for one further on.
  const position = Y.createRelativePositionFromTypeIndex(type, assoc < 0 ? place + 1 : place, assoc);
  return JSON.stringify(Y.relativePositionToJSON(position));
}

interface Point {
  region: string;
  block: Y.XmlElement;
  blockIndex: number;
  offset: number;
}

function pointAt(ydoc: Y.Doc, json: string, assoc: 0 | -1): Point | null {
  const id = itemIdIn(json);
  if (!id || Y.getState(ydoc.store, id.client) <= id.clock) return null;
  const position = new Y.RelativePosition(null, null, id, assoc);
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, ydoc);
  return absolute && pointIn(absolute.type, absolute.index);
}

function pointIn(type: unknown, index: number): Point | null {
  const block: unknown = type instanceof Y.XmlText ? type.parent : type;
  if (!isElement(block)) return null;
  const fragment: unknown = block.parent;
  if (!(fragment instanceof Y.XmlFragment) || fragment.parent !== null) return null;
  const children: readonly unknown[] = block.toArray();
  const reach = type === block ? index : children.indexOf(type);
  const blockIndex = fragment.toArray().indexOf(block);
  // A deleted block or run of text has no place of its own any more.
  if (reach < 0 || blockIndex < 0) return null;
  const inside = type === block ? 0 : index;
  const offset = children.slice(0, reach).reduce((sum: number, child) => sum + lengthOf(child), inside);
  return { region: Y.findRootTypeKey(fragment), block, blockIndex, offset };
}

function isElement(value: unknown): value is Y.XmlElement {
  return value instanceof Y.XmlElement;
}

/** The character a stored position sticks to; null for anything that is not such a position. */
function itemIdIn(json: string): Y.ID | null {
  try {
    const { item } = JSON.parse(json) as { item?: { client?: unknown; clock?: unknown } };
    const whole = Number.isSafeInteger(item?.client) && Number.isSafeInteger(item?.clock);
    return whole ? Y.createID(Number(item?.client), Number(item?.clock)) : null;
  } catch {
    return null;
  }
}
