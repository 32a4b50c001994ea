import type { BlockKind, ProposalCounts, Proposal, ProposedBlock } from '../contract.ts';
import { plainWords } from './words.ts';

/** Counts what a proposal holds now. */
export function countsOf(proposal: Omit<Proposal, 'counts'>): ProposalCounts {
  const sides = proposal.sections.flatMap((section) =>
    section.sides.map(({ side, blocks }) => ({
      section: section.key,
      side,
      claims: ofKind(blocks, 'claim'),
      subpoints: ofKind(blocks, 'sub-point'),
      themes: ofKind(blocks, 'theme'),
    })),
  );
  const sum = (key: 'claims' | 'subpoints' | 'themes') => sides.reduce((total, side) => total + side[key], 0);
  return {
    sections: proposal.sections.length,
    claims: sum('claims'),
    subpoints: sum('subpoints'),
    themes: sum('themes'),
    frontMatter: proposal.chapters.filter(({ place }) => place === 'front').length,
    backMatter: proposal.chapters.filter(({ place }) => place === 'back').length,
    recommendations: proposal.recommendations.length,
    sources: proposal.proposedSources.filter(({ accept }) => accept).length,
    unplaced: proposal.unplaced.length,
    words: wordsIn(proposal),
    sides,
  };
}

/** Every block of a proposal, chapters first. */
export function blocksOf(proposal: Pick<Proposal, 'chapters' | 'sections'>): ProposedBlock[] {
  return [
    ...proposal.chapters.flatMap(({ blocks }) => blocks),
    ...proposal.sections.flatMap(({ overview, sides }) => [
      ...overview,
      ...sides.flatMap(({ blocks }) => blocks),
    ]),
  ];
}

function ofKind(blocks: readonly ProposedBlock[], kind: BlockKind): number {
  return blocks.filter((block) => block.kind === kind).length;
}

function wordsIn(proposal: Pick<Proposal, 'chapters' | 'sections'>): number {
  return blocksOf(proposal).reduce((total, block) => total + plainWords(block.text).length, 0);
}
