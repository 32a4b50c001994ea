/** Moving a claim with its sub-points within a section: the same words, marks and citations under the same ids. */
import * as Y from 'yjs';
import { copyBlock } from '../collaboration/moving/copy-block.ts';
import { noteCopy, type Twins } from '../collaboration/moving/twins.ts';
import { InvalidInput, NotFound } from '../http/errors.ts';

/** Where a claim goes: to a side, under a theme (null: above the first), before a claim (null: to the end). */
export interface Destination {
  side: string;
  theme: string | null;
  before: string | null;
}

/** Where a claim stood before it was moved. */
export interface Origin {
  side: string;
  theme: string | null;
}

/**
 * Moves a claim in a document. Answers where it was. Throws NotFound for a claim that is not there, InvalidInput for a
 * place that is not. A claim that stands there already is left alone.
 */
export function moveClaim(
  ydoc: Y.Doc,
  twins: Twins,
  { claim, sides, to }: { claim: string; sides: readonly string[]; to: Destination },
): Origin {
  const from = findClaim(ydoc, claim, sides);
  if (!sides.includes(to.side)) throw new InvalidInput('Choose one of the sides of this section.');
  const target = ydoc.getXmlFragment(to.side);
  const index = placeIn(blocksOf(target), to);
  const stays = target === from.fragment && index >= from.index && index <= from.index + from.blocks.length;
  if (!stays) {
    const copies = from.blocks.map(copyBlock);
    target.insert(index, copies);
    from.blocks.forEach((block, at) => {
      const copy = copies[at];
      if (copy) noteCopy(twins, block, copy);
    });
    const shift = target === from.fragment && index <= from.index ? copies.length : 0;
    from.fragment.delete(from.index + shift, from.blocks.length);
  }
  return { side: from.side, theme: from.theme };
}

interface Found extends Origin {
  fragment: Y.XmlFragment;
  index: number;
  /** The claim and its sub-points. */
  blocks: Y.XmlElement[];
}

function findClaim(ydoc: Y.Doc, claim: string, sides: readonly string[]): Found {
  for (const side of sides) {
    const fragment = ydoc.getXmlFragment(side);
    const blocks = blocksOf(fragment);
    const index = blocks.findIndex((block) => isClaim(block, 0) && idOf(block) === claim);
    if (index < 0) continue;
    const theme = idOf(blocks.slice(0, index).findLast((block) => block.nodeName === 'theme'));
    const next = blocks.findIndex((block, at) => at > index && !isClaim(block, 1));
    return { side, theme, fragment, index, blocks: blocks.slice(index, next < 0 ? blocks.length : next) };
  }
  throw new NotFound('This claim is no longer in the section. Somebody may have removed it.');
}

function placeIn(blocks: readonly Y.XmlElement[], { theme, before }: Destination): number {
  const start = theme === null ? 0 : 1 + blocks.findIndex((block) => isTheme(block) && idOf(block) === theme);
  if (theme !== null && start === 0)
    throw new InvalidInput('This theme is no longer there. Choose another place.');
  const next = blocks.findIndex((block, at) => at >= start && isTheme(block));
  const end = next < 0 ? blocks.length : next;
  if (before === null) return end;
  const index = blocks.findIndex(
    (block, at) => at >= start && at < end && isClaim(block, 0) && idOf(block) === before,
  );
  if (index < 0)
    throw new InvalidInput('The claim after this place is no longer there. Choose another place.');
  return index;
}

function blocksOf(fragment: Y.XmlFragment): Y.XmlElement[] {
  // Every block counts, so that places in the list are places in the document.
  return fragment.toArray().filter((block): block is Y.XmlElement => block instanceof Y.XmlElement);
}

function idOf(block: Y.XmlElement | undefined): string | null {
  const id: unknown = block?.getAttribute('id');
  return typeof id === 'string' ? id : null;
}

function isTheme(block: Y.XmlElement): boolean {
  return block.nodeName === 'theme';
}

function isClaim(block: Y.XmlElement, level: 0 | 1): boolean {
  const attributes: Record<string, unknown> = block.getAttributes();
  return block.nodeName === 'claim' && (attributes['level'] ?? 0) === level;
}
