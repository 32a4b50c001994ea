import type { BlockKind, Proposal, ProposedBlock, ProposedSection, UnplacedItem } from './contract.ts';
import { InvalidInput } from '../http/errors.ts';
import { blocksOf } from './recognising/counts.ts';
import { missingWords, plainWords } from './recognising/words.ts';

/** A list of blocks and whether claims may stand in it. */
export interface Spot {
  blocks: ProposedBlock[];
  onSide: boolean;
}

/** What a correction names must be there; throws InvalidInput, as after the same item was corrected twice. */
export function found<T>(thing: T | undefined): T {
  if (thing !== undefined) return thing;
  throw new InvalidInput(
    'A correction names something that is no longer in the import. Reload the review and correct it again.',
  );
}

/** The blocks of a section's overview or of one of its sides. */
export function spotIn(proposal: Proposal, section: string, region: string): Spot {
  const named = found(proposal.sections.find(({ key }) => key === section));
  if (region === 'overview') return { blocks: named.overview, onSide: false };
  return { blocks: found(named.sides.find(({ side }) => side === region)).blocks, onSide: true };
}

/** Where a block stands now. */
export function spotOf(proposal: Proposal, block: string): Spot {
  const spots: Spot[] = [
    ...proposal.chapters.map(({ blocks }) => ({ blocks, onSide: false })),
    ...proposal.sections.flatMap(({ overview, sides }) => [
      { blocks: overview, onSide: false },
      ...sides.map(({ blocks }) => ({ blocks, onSide: true })),
    ]),
  ];
  return found(spots.find(({ blocks }) => blocks.some(({ key }) => key === block)));
}

/** Takes a block out of its list, a claim together with its sub-points. */
export function takeOut(blocks: ProposedBlock[], key: string): ProposedBlock[] {
  const start = blocks.findIndex((block) => block.key === key);
  let end = start + 1;
  if (blocks[start]?.kind === 'claim') while (blocks[end]?.kind === 'sub-point') end += 1;
  return blocks.splice(start, end - start);
}

/** Puts blocks where the order of the file has them, as what may stand there. */
export function putIn(spot: Spot, blocks: readonly ProposedBlock[]): void {
  const fitting = blocks.map((block) => asKind(block, fittingKind(block.kind, spot)));
  const [first] = fitting;
  if (!first) return;
  const before = spot.blocks.findIndex((block) => block.origin > first.origin);
  spot.blocks.splice(before < 0 ? spot.blocks.length : before, 0, ...fitting);
}

/** The block as another kind; a theme keeps its words without marks. */
export function asKind(block: ProposedBlock, kind: BlockKind): ProposedBlock {
  const content = kind === 'theme' ? [{ type: 'text' as const, text: block.text }] : block.content;
  return { ...block, kind, content };
}

/** A key of a letter that the proposal does not use yet. */
export function freshKey(proposal: Proposal, letter: string): string {
  const keys = [
    ...blocksOf(proposal).map(({ key }) => key),
    ...[proposal.chapters, proposal.unplaced].flatMap((list) => list.map(({ key }) => key)),
  ];
  const last = keys
    .filter((key) => key.startsWith(letter))
    .reduce((most, key) => Math.max(most, Number(key.slice(letter.length))), 0);
  return `${letter}${last + 1}`;
}

/** Lists something as without a place. */
export function listUnplaced(proposal: Proposal, item: Omit<UnplacedItem, 'key'>): void {
  if (plainWords(item.text).length === 0) return;
  proposal.unplaced.push({ key: freshKey(proposal, 'u'), ...item });
}

/** Lists blocks as without a place. */
export function listBlocks(proposal: Proposal, blocks: readonly ProposedBlock[], reason: string): void {
  for (const { text, origin } of blocks) listUnplaced(proposal, { kind: 'text', text, reason, origin });
}

/** Lists the words of a heading or title that another one replaces, once. */
export function listReplacedHeading(
  proposal: Proposal,
  heading: string,
  official: string,
  origin: number,
): void {
  const listed = proposal.unplaced.some(({ kind, text }) => kind === 'heading' && text === heading);
  if (listed || missingWords(heading, official).length === 0) return;
  const reason = `The heading in the file; Candour shows “${official}”`;
  listUnplaced(proposal, { kind: 'heading', text: heading, reason, origin });
}

/** Where a section begins in the file. */
export function originOf({ overview, sides }: ProposedSection): number {
  return [...overview, ...sides.flatMap(({ blocks }) => blocks)].reduce(
    (least, { origin }) => Math.min(least, origin),
    Infinity,
  );
}

function fittingKind(kind: BlockKind, { onSide }: Spot): BlockKind {
  if (onSide) return kind === 'bullet' ? 'claim' : kind;
  return kind === 'claim' || kind === 'sub-point' ? 'bullet' : kind;
}
