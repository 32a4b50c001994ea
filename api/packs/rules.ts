import type { SectionText } from '../../editor/schema/document.ts';
import type { SectionFacts } from '../assessments/contract.ts';

/** A section with the text of its regions. */
export interface WrittenSection {
  facts: SectionFacts;
  text: SectionText;
}

/** The ids of the claims of a judgement's sides, without sub-points. */
export function claimsIn({ facts, text }: WrittenSection): string[] {
  return facts.regions
    .filter((region) => region.letter !== null)
    .flatMap((region) => text[region.id]?.content ?? [])
    .flatMap((block) => (block.type === 'claim' && block.attrs.level === 0 ? [block.attrs.id] : []));
}

/** The name of an export's file: the title in plain letters, and the day. */
export function exportFilename(title: string, at: Date): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, 60)
    .trim()
    .replace(/ /g, '-')
    .toLowerCase();
  return `${plain || 'self-assessment'}-draft-${at.toISOString().slice(0, 10)}.pdf`;
}
