import type { AssessmentExport } from '../input.ts';
import { type PartView, part } from './parts.ts';
import { printableOr } from './text/words.ts';

/** One row of the table of recommendations. No text in it is empty. */
export interface RecommendationRow {
  number: string;
  recommendation: string;
  position: string;
  progress: ProgressView;
  /** Too long to be kept on one page without leaving a hole. */
  long: boolean;
}

/** Progress in words, with a rating where they begin with one: a colour by name and a shape as an SVG path on a field of 20 by 20. */
export interface ProgressView {
  words: string;
  rating: Rating | null;
  shape: string | null;
}

/** The four ratings councils use. */
export type Rating = 'complete' | 'green' | 'amber' | 'red';

/** The recommendations of earlier inspections. */
export interface RecommendationsPart extends PartView {
  rows: RecommendationRow[];
}

const longestWhole = 400;

/** How each rating begins in words, and its shape: a tick in a square, a circle, a triangle, a diamond. */
const ratings: readonly { rating: Rating; starts: readonly string[]; shape: string }[] = [
  {
    rating: 'complete',
    starts: ['complete', 'completed', 'done', 'blue'],
    shape: 'M2 2H18V18H2ZM4.7 10.4L8.4 14.2L15.3 6.9L13.6 5.3L8.4 10.9L6.3 8.8Z',
  },
  { rating: 'green', starts: ['green', 'on track'], shape: 'M10 2A8 8 0 0 1 10 18A8 8 0 0 1 10 2Z' },
  { rating: 'amber', starts: ['amber'], shape: 'M10 1.5L19 18H1Z' },
  { rating: 'red', starts: ['red', 'off track'], shape: 'M10 0.5L19.5 10L10 19.5L0.5 10Z' },
];

/** The part, or null without recommendations. */
export function recommendationsPart(input: AssessmentExport): RecommendationsPart | null {
  if (input.recommendations.length === 0) return null;
  const rows = input.recommendations.map((each) => ({
    number: printableOr(each.number, '–'),
    recommendation: printableOr(each.recommendation, 'Not recorded'),
    position: printableOr(each.position, 'Not recorded'),
    progress: progressView(printableOr(each.progress, 'Not recorded')),
    long: Math.max(each.recommendation.length, each.position.length) > longestWhole,
  }));
  return { ...part('part', 'recommendations', { title: 'Recommendations and progress' }), rows };
}

/** Recognises a rating by how the words begin: "Amber: some slippage" is amber, "Amberley centre opened" is not. */
export function progressView(words: string): ProgressView {
  const said = words.toLowerCase();
  const begins = (start: string): boolean =>
    said.startsWith(start) && !/^\p{L}/u.test(said.slice(start.length));
  const found = ratings.find(({ starts }) => starts.some(begins));
  return { words, rating: found?.rating ?? null, shape: found?.shape ?? null };
}
