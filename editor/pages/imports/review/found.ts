import type { FrameworkDetail, Judgement } from '../../../../api/frameworks/contract.ts';
import type {
  BlockKind,
  Proposal,
  ProposedBlock,
  ProposedSection,
} from '../../../../api/imports/contract.ts';

/** The kinds of block in words. */
export const KIND_WORDS: Record<BlockKind, string> = {
  claim: 'Claim',
  'sub-point': 'Sub-point of the claim above',
  theme: 'Theme heading',
  paragraph: 'Ordinary paragraph',
  bullet: 'Bullet of ordinary text',
};

/** The kinds of block in the order they are offered. */
export const BLOCK_KIND_ORDER: readonly BlockKind[] = ['claim', 'sub-point', 'theme', 'paragraph', 'bullet'];

/** How many blocks of one kind. */
export function countOf(blocks: readonly ProposedBlock[], kind: BlockKind): number {
  return blocks.filter((block) => block.kind === kind).length;
}

/** The judgement a section was given, or null. */
export function judgementOf(framework: FrameworkDetail, section: ProposedSection): Judgement | null {
  return framework.judgements.find((judgement) => judgement.id === section.judgement) ?? null;
}

/** What a section is called in the review: its judgement, or the heading that was not recognised. */
export function nameOf(framework: FrameworkDetail, section: ProposedSection): string {
  const judgement = judgementOf(framework, section);
  return judgement ? `${judgement.code} ${judgement.short}` : section.heading;
}

/** The title of a region: the overview or a side. */
export function regionTitle(framework: FrameworkDetail, region: string): string {
  return framework.sides.find((side) => side.id === region)?.title ?? 'Overview';
}

/** The id on the page of a part that the summary leads to. */
export function partId(key: string): string {
  return `part-${key}`;
}

/** Where text can be placed: every region of every section, as `section region`. */
export function placesIn(proposal: Proposal, framework: FrameworkDetail): { value: string; label: string }[] {
  return proposal.sections.flatMap((section) =>
    ['overview', ...section.sides.map(({ side }) => side)].map((region) => ({
      value: `${section.key} ${region}`,
      label: `${nameOf(framework, section)}: ${regionTitle(framework, region)}`,
    })),
  );
}

/** A place of `placesIn`, taken apart. */
export function placeFrom(value: string): { section: string; region: string } {
  const [section = '', region = ''] = value.split(' ');
  return { section, region };
}
