import type { Block, ClaimBlock } from '../../../editor/schema/document.ts';
import { claimAnchor, type FindEvidence } from './citations.ts';
import { inlineView, type StretchView } from './inline.ts';
import { printable } from './words.ts';

/** A numbered claim with its sub-points. `number` is '' for a claim that has none yet. */
export interface ClaimView {
  anchor: string;
  number: string;
  content: StretchView[];
  subpoints: StretchView[][];
  /** Short enough to stand on one page: some six lines, no sub-points. */
  whole: boolean;
}

/** One group of a region as the templates draw it. Exactly one is set. */
export interface GroupView {
  theme: StretchView[] | null;
  claims: ClaimView[] | null;
  bullets: StretchView[][] | null;
  prose: StretchView[] | null;
}

/** What drawing a region needs to know beyond its text. */
export interface RegionContext {
  claimNumbers: Record<string, string>;
  find: FindEvidence;
}

const longestWhole = 450;
const nothing: GroupView = { theme: null, claims: null, bullets: null, prose: null };
const noWords: StretchView[] = [
  {
    words: [{ text: 'No text yet.', bold: false, italic: true }],
    link: null,
    citation: null,
    lineBreak: false,
  },
];

/**
 * A region's flat list of blocks as headings, lists of claims, bullets and prose. Sub-points nest in the claim before
 * them. Blocks without a word are left out, unless a claim without words has sub-points.
 */
export function regionView(blocks: readonly Block[], context: RegionContext): GroupView[] {
  const groups: GroupView[] = [];
  for (const block of blocks) {
    const content = inlineView(block.content, context.find);
    if (block.type === 'claim') addClaim(groups, block, content, context);
    else if (hasWords(content)) addOther(groups, block, content);
  }
  return groups.map(completeClaims).filter((group) => group.claims?.length !== 0);
}

function addOther(groups: GroupView[], block: Block, content: StretchView[]): void {
  if (block.type === 'theme') groups.push({ ...nothing, theme: content });
  else if (block.type === 'paragraph' && block.attrs.bullet) addBullet(groups, content);
  else groups.push({ ...nothing, prose: content });
}

function addBullet(groups: GroupView[], content: StretchView[]): void {
  const last = groups.at(-1);
  if (last?.bullets) last.bullets.push(content);
  else groups.push({ ...nothing, bullets: [content] });
}

function addClaim(
  groups: GroupView[],
  block: ClaimBlock,
  content: StretchView[],
  context: RegionContext,
): void {
  const last = groups.at(-1);
  if (block.attrs.level === 1) {
    const parent = last?.claims?.at(-1);
    if (!hasWords(content)) return;
    if (parent) parent.subpoints.push(content);
    else addBullet(groups, content);
    return;
  }
  const claim: ClaimView = {
    anchor: claimAnchor(block.attrs.id),
    number: printable(context.claimNumbers[block.attrs.id] ?? ''),
    content,
    subpoints: [],
    whole: false,
  };
  if (last?.claims) last.claims.push(claim);
  else groups.push({ ...nothing, claims: [claim] });
}

function completeClaims(group: GroupView): GroupView {
  if (!group.claims) return group;
  const claims = group.claims
    .filter((claim) => hasWords(claim.content) || claim.subpoints.length > 0)
    .map((claim) => ({
      ...claim,
      content: hasWords(claim.content) ? claim.content : noWords,
      whole: claim.subpoints.length === 0 && lengthOf(claim.content) <= longestWhole,
    }));
  return { ...group, claims };
}

function lengthOf(content: readonly StretchView[]): number {
  const runs = content.flatMap((stretch) => stretch.words ?? stretch.link?.runs ?? []);
  return runs.reduce((sum, run) => sum + run.text.length, 0);
}

function hasWords(content: readonly StretchView[]): boolean {
  return content.some(
    (stretch) =>
      stretch.citation !== null ||
      (stretch.words ?? stretch.link?.runs ?? []).some((run) => run.text.trim() !== ''),
  );
}
