import type {
  ClaimComparison,
  Comparison,
  SectionComparison,
} from '../../../api/versions/comparing/contract.ts';

/** What a kind of change is called, as a word on its own. */
export const CHANGE_WORDS: Record<ClaimComparison['changes'][number], string> = {
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved',
  words: 'Words changed',
  evidence: 'Evidence changed',
};

/** The counts of a comparison in the order they are read, without those that are nought. */
export function countWords({ changed, added, removed, moved, same }: Comparison['counts']): string[] {
  const parts: [number, string][] = [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
    [moved, 'moved'],
    [same, 'the same'],
  ];
  return parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
}

/** Whether anything at all differs. */
export function differs({ sections, recommendations }: Comparison): boolean {
  return recommendations.length > 0 || sections.some((section) => section.change !== 'same');
}

/** The sections to show: those that changed, or the one asked for. */
export function shownSections(comparison: Comparison, only: string | null): SectionComparison[] {
  return comparison.sections.filter((section) =>
    only === null ? section.change !== 'same' : section.id === only,
  );
}
