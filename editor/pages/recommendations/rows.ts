import type { RecommendationsView } from '../../../api/assessments/contract.ts';

/** One recommendation being edited; `key` stays with it when the order changes. */
export interface Row {
  key: string;
  recommendation: string;
  position: string;
  progress: string;
}

/** What is being edited, and the revision of the saved table it began from. */
export interface Draft {
  revision: number;
  rows: Row[];
}

/** A draft that is the saved table. */
export function draftOf(saved: RecommendationsView): Draft {
  return {
    revision: saved.revision,
    rows: saved.recommendations.map(({ recommendation, position, progress }) => ({
      key: crypto.randomUUID(),
      recommendation,
      position,
      progress,
    })),
  };
}

/** The rows without those left wholly empty. */
export function filledRows(rows: readonly Row[]): Row[] {
  return rows.filter((row) =>
    [row.recommendation, row.position, row.progress].some((text) => text.trim() !== ''),
  );
}
