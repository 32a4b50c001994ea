import type { RecommendationView } from '../../assessments/contract.ts';
import type { Comparison } from './contract.ts';
import { wordDifferences } from './words.ts';

type Row = RecommendationView;

/** The rows of the recommendations table that differ. A row is known by its recommendation, else by its number. */
export function compareRecommendations(
  before: readonly Row[],
  after: readonly Row[],
): Comparison['recommendations'] {
  const left = new Set(before);
  const take = (found: Row | undefined): Row | null => {
    if (found) left.delete(found);
    return found ?? null;
  };
  const known = after.map((row) => [row, take(find(left, 'recommendation', row))] as const);
  const pairs = known.map(([row, same]) => [same ?? take(find(left, 'number', row)), row] as const);
  return [
    ...pairs.flatMap(([earlier, row]) => compareRow(earlier, row)),
    ...[...left].flatMap((row) => compareRow(row, null)),
  ];
}

function find(rows: ReadonlySet<Row>, by: 'recommendation' | 'number', row: Row): Row | undefined {
  return [...rows].find((one) => one[by] === row[by]);
}

function compareRow(before: Row | null, after: Row | null): Comparison['recommendations'] {
  const fields = ['recommendation', 'position', 'progress'] as const;
  if (before && after && fields.every((field) => before[field] === after[field])) return [];
  const words = fields.map((field) => wordDifferences(before?.[field] ?? '', after?.[field] ?? ''));
  const change = !before ? 'added' : !after ? 'removed' : 'changed';
  return [{ number: (after ?? before)?.number ?? 0, change, words }];
}
