import {
  type Block,
  type CitationAttrs,
  type ClaimBlock,
  plainText,
  type SectionText,
} from '../../editor/schema/document.ts';
import type { ClaimRecord } from './model.ts';

/** What the text says of a claim: everything of the register but its number. */
export interface ClaimInText {
  claim: string;
  side: string;
  theme: { id: string; title: string } | null;
  order: number;
  text: string;
  subPoints: string[];
  citations: CitationAttrs[];
}

/** The claims of a section's sides in the order of the text. Sub-points belong to the claim before them. */
export function claimsIn(text: SectionText, sides: readonly string[]): ClaimInText[] {
  const claims = sides.flatMap((side) => claimsOfSide(text[side]?.content ?? [], side));
  return claims.map((claim, order) => ({ ...claim, order }));
}

function claimsOfSide(blocks: readonly Block[], side: string): Omit<ClaimInText, 'order'>[] {
  const claims: Omit<ClaimInText, 'order'>[] = [];
  let theme: ClaimInText['theme'] = null;
  for (const block of blocks) {
    if (block.type === 'theme') theme = { id: block.attrs.id, title: plainText(block.content) };
    if (block.type !== 'claim') continue;
    const claim = claims.at(-1);
    if (block.attrs.level === 0 || !claim) claims.push(newClaim(block, side, theme));
    else addSubPoint(claim, block);
  }
  return claims;
}

function newClaim(block: ClaimBlock, side: string, theme: ClaimInText['theme']): Omit<ClaimInText, 'order'> {
  const text = plainText(block.content).trim();
  return { claim: block.attrs.id, side, theme, text, subPoints: [], citations: citationsIn(block) };
}

function addSubPoint(claim: Omit<ClaimInText, 'order'>, block: ClaimBlock): void {
  claim.subPoints.push(plainText(block.content).trim());
  claim.citations.push(...citationsIn(block));
}

function citationsIn(block: ClaimBlock): CitationAttrs[] {
  return (block.content ?? []).flatMap((inline) => (inline.type === 'citation' ? [inline.attrs] : []));
}

/** A claim's public number; with '' for the count, what all numbers of the side start with. */
export function claimNumber(code: string, letter: string, count: number | ''): string {
  return `${code}.${letter}${count}`;
}

/** The number a claim had when it was on this side before, or null: coming back it gets that one again. */
export function numberOnSide(former: readonly string[], start: string): string | null {
  return former.find((one) => one.startsWith(start) && /^\d+$/.test(one.slice(start.length))) ?? null;
}

/** A claim that is new on its side. `former` are the numbers it had before. */
export interface Numbering {
  claim: ClaimInText;
  former: string[];
}

/** What the register must do to agree with the text. Claims to be numbered come in the order of the text. */
export interface RegisterPlan {
  numbered: Numbering[];
  changed: ClaimInText[];
  gone: string[];
  /** False when nothing but the words of claims changed, which those who have the section open see anyway. */
  hasNews: boolean;
}

/**
 * Compares the register with the text. A claim keeps its number while it stays on its side, also when it was away; on
 * another side it needs a new one and remembers the old. A claim without an id waits until it has one.
 */
export function planRegister(records: readonly ClaimRecord[], claims: readonly ClaimInText[]): RegisterPlan {
  const known = new Map(records.map((record) => [record.claim, record]));
  const identified = claims.filter(({ claim }, index) => claim !== '' && firstIndex(claims, claim) === index);
  const inText = new Set(identified.map(({ claim }) => claim));
  const plan: RegisterPlan = { numbered: [], changed: [], gone: [], hasNews: false };
  for (const claim of identified) {
    const record = known.get(claim.claim);
    if (record?.side === claim.side) {
      const isNews = !record.present || standsOtherwise(record, claim);
      plan.hasNews ||= isNews;
      if (isNews || readsOtherwise(record, claim)) plan.changed.push(claim);
    } else plan.numbered.push({ claim, former: record ? [...record.formerNumbers, record.number] : [] });
  }
  for (const record of records) if (record.present && !inText.has(record.claim)) plan.gone.push(record.claim);
  plan.hasNews ||= plan.numbered.length + plan.gone.length > 0;
  return plan;
}

function firstIndex(claims: readonly ClaimInText[], id: string): number {
  return claims.findIndex(({ claim }) => claim === id);
}

/** True when the claim stands elsewhere, or cites something else. */
function standsOtherwise(record: ClaimRecord, claim: ClaimInText): boolean {
  return (
    record.order !== claim.order ||
    record.theme?.id !== claim.theme?.id ||
    record.subPoints.length !== claim.subPoints.length ||
    JSON.stringify(record.citations.map(plainCitation)) !== JSON.stringify(claim.citations.map(plainCitation))
  );
}

function readsOtherwise(record: ClaimRecord, claim: ClaimInText): boolean {
  return (
    record.text !== claim.text ||
    record.theme?.title !== claim.theme?.title ||
    JSON.stringify(record.subPoints) !== JSON.stringify(claim.subPoints)
  );
}

function plainCitation({ evidence, revision, page, quote }: CitationAttrs): unknown[] {
  return [evidence, revision, page, quote];
}
