import type { Block, CitationAttrs, Inline, RegionText } from '../../editor/schema/document.ts';
import { newBlockId } from '../../editor/schema/ids.ts';
import type { AssessmentSeed } from '../assessments/contract.ts';
import { InvalidInput } from '../http/errors.ts';
import type { Proposal, ProposedBlock } from './contract.ts';

/** The citations each block ends with, by the block's key. */
export type CitationsByBlock = ReadonlyMap<string, readonly CitationAttrs[]>;

/**
 * The assessment a corrected proposal makes, with new ids for claims and themes. Throws InvalidInput while a section has
 * no judgement or the title is empty.
 */
export function seedFrom(proposal: Proposal, citations: CitationsByBlock): AssessmentSeed {
  const open = proposal.sections.find(({ judgement }) => judgement === null);
  if (open) {
    throw new InvalidInput(
      `Choose the judgement that “${open.heading}” belongs to, or leave the section out of the import.`,
    );
  }
  const textOf = (blocks: readonly ProposedBlock[]) => regionText(blocks, citations);
  return {
    title: proposal.title.slice(0, 200),
    framework: proposal.framework,
    chapters: proposal.chapters.map(({ title, place, blocks }) => ({ title, place, text: textOf(blocks) })),
    sections: proposal.sections.map(({ judgement, overview, sides }) => ({
      judgement: judgement ?? '',
      regions: Object.fromEntries([
        ['overview', textOf(overview)],
        ...sides.map(({ side, blocks }) => [side, textOf(blocks)] as const),
      ]),
    })),
    recommendations: proposal.recommendations.map(({ recommendation, position, progress }) => ({
      recommendation,
      position,
      progress,
    })),
  };
}

function regionText(blocks: readonly ProposedBlock[], citations: CitationsByBlock): RegionText {
  return { type: 'doc', content: blocks.map((block) => toBlock(block, citations.get(block.key) ?? [])) };
}

function toBlock({ kind, content: words }: ProposedBlock, cited: readonly CitationAttrs[]): Block {
  const ends: Inline[] = cited.map((attrs) => ({ type: 'citation', attrs }));
  const content = [...words, ...ends];
  if (kind === 'theme') return { type: 'theme', attrs: { id: newBlockId() }, content: words };
  if (kind === 'paragraph' || kind === 'bullet') {
    return { type: 'paragraph', attrs: { bullet: kind === 'bullet' }, content };
  }
  return { type: 'claim', attrs: { id: newBlockId(), level: kind === 'claim' ? 0 : 1 }, content };
}
