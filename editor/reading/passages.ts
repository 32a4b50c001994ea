import type { FrozenClaim } from '../../api/versions/freezing/contract.ts';
import type { Block, ClaimBlock, Inline, RegionText } from '../schema/document.ts';

/** A claim as it is read: its number, its own line, and its sub-points. */
export interface ReadClaim {
  id: string;
  number: string;
  content: readonly Inline[];
  subPoints: (readonly Inline[])[];
}

/** What a region is read as, from the top: theme headings, claims that stand together, prose. */
export type Passage =
  | { kind: 'theme'; content: readonly Inline[] }
  | { kind: 'claims'; claims: ReadClaim[] }
  | { kind: 'bullets'; items: (readonly Inline[])[] }
  | { kind: 'paragraph'; content: readonly Inline[] };

/** Reads a region's flat list of blocks. A sub-point without a claim above it stands as a claim without a number. */
export function passagesOf(text: RegionText | undefined, claims: readonly FrozenClaim[]): Passage[] {
  const numbers = new Map(claims.map((claim) => [claim.id, claim.number]));
  const passages: Passage[] = [];
  for (const block of text?.content ?? []) addBlock(passages, block, numbers);
  return passages;
}

function addBlock(passages: Passage[], block: Block, numbers: ReadonlyMap<string, string>): void {
  const last = passages.at(-1);
  const content = block.content ?? [];
  if (block.type === 'theme') passages.push({ kind: 'theme', content });
  else if (block.type === 'claim') addClaim(passages, block, numbers);
  else if (!block.attrs.bullet) passages.push({ kind: 'paragraph', content });
  else if (last?.kind === 'bullets') last.items.push(content);
  else passages.push({ kind: 'bullets', items: [content] });
}

function addClaim(passages: Passage[], block: ClaimBlock, numbers: ReadonlyMap<string, string>): void {
  const { attrs, content = [] } = block;
  const last = passages.at(-1);
  const together = last?.kind === 'claims' ? last.claims : null;
  const above = together?.at(-1);
  if (attrs.level === 1 && above) {
    above.subPoints.push(content);
    return;
  }
  const claim = { id: attrs.id, number: numbers.get(attrs.id) ?? '', content, subPoints: [] };
  if (together) together.push(claim);
  else passages.push({ kind: 'claims', claims: [claim] });
}
