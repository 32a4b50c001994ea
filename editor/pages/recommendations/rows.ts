import type { RecommendationsView } from '../../../api/assessments/contract.ts';

/** One recommendation being edited; `key` stays with it when the order changes. */
export interface Row {
  key: string;
  recommendation: string;
  position: string;
  progress: string;
}

/** The rows that a saved table is edited as. */
export function rowsOf({ recommendations }: RecommendationsView): Row[] {
  return recommendations.map(({ recommendation, position, progress }) => ({
    key: crypto.randomUUID(),
    recommendation,
    position,
    progress,
  }));
}

/** A new row. */
export function emptyRow(): Row {
  return { key: crypto.randomUUID(), recommendation: '', position: '', progress: '' };
}

/** The rows without those left wholly empty. */
export function filledRows(rows: readonly Row[]): Row[] {
  return rows.filter((row) =>
    [row.recommendation, row.position, row.progress].some((text) => text.trim() !== ''),
  );
}

/** A row as a recommendation of the table. */
export function recommendationOf({ key: _key, ...recommendation }: Row): object {
  return recommendation;
}
