import type {
  ComparedCopy,
  ComparisonExport,
  ExportClaimChange,
  ExportSectionChange,
} from '../../../exports/comparison/input.ts';
import type {
  ClaimComparison,
  ComparedCitation,
  ComparedVersion,
  Comparison,
  SectionComparison,
} from '../../versions/comparing/contract.ts';

const changeWords: Record<ClaimComparison['changes'][number], string> = {
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved',
  words: 'Words changed',
  evidence: 'Evidence changed',
};

const wholeWords = { added: 'Added', removed: 'Removed', changed: 'Changed', same: '' } as const;

/** A comparison as it is drawn, for the council's own people. */
export function comparisonEdition(
  comparison: Comparison,
  { council, assessment }: { council: string; assessment: string },
): ComparisonExport {
  const { before, after, sections, recommendations } = comparison;
  return {
    council,
    assessment,
    before: copyOf(before),
    after: copyOf(after),
    counts: countLines(comparison.counts),
    sections: sections.filter(({ change }) => change !== 'same').map(sectionChange),
    unchanged: sections.filter(({ change }) => change === 'same').map(({ code, title }) => code || title),
    recommendations: recommendations.map(({ number, change, words }) => ({
      number: String(number),
      change: wholeWords[change],
      words,
    })),
  };
}

function copyOf({ number, title, at, hash }: ComparedVersion): ComparedCopy {
  if (number === null) return { label: 'the text as it stood', short: 'the text as it stood', at, hash };
  return { label: `version ${number}${title && `, ${title}`}`, short: `version ${number}`, at, hash };
}

function countLines({ same, added, removed, moved, changed }: Comparison['counts']): string[] {
  const counts: [number, string][] = [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
    [moved, 'moved'],
    [same, 'the same'],
  ];
  return counts.map(([count, word]) => `${count} ${count === 1 ? 'claim' : 'claims'} ${word}`);
}

function sectionChange(section: SectionComparison): ExportSectionChange {
  const { id, code, title, change, grade, claims, prose } = section;
  return {
    id,
    code,
    title,
    change: change === 'changed' ? '' : `${wholeWords[change]} as a whole`,
    grade,
    claims: claims.map(claimChange),
    prose: prose.map((region) => ({ title: region.title, words: region.words })),
  };
}

function claimChange(claim: ClaimComparison): ExportClaimChange {
  const { number, formerNumber, changes, moved, words, citations } = claim;
  return {
    number,
    formerNumber,
    changes: changes.map((change) => changeWords[change]),
    moved,
    words,
    evidence: { added: citations.added.map(cited), removed: citations.removed.map(cited) },
  };
}

function cited({ number, title, revision, page }: ComparedCitation): string {
  return [`${number}${title && ` ${title}`}`, `revision ${revision}`, page && `page ${page}`]
    .filter((words) => words !== '')
    .join(', ');
}
