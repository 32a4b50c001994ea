import type { ProposedRecommendation } from '../contract.ts';
import type { TableBlock, TableCell } from '../reading/blocks.ts';
import { wordsOf } from '../reading/inline.ts';

interface Columns {
  recommendation: number;
  position: number;
  progress: number;
}

/** What a table of recommendations holds; `header` is its first row when that is one. */
export interface RecommendationsFound {
  rows: Omit<ProposedRecommendation, 'key'>[];
  header: string;
}

/** True for a table of recommendations and what became of them, by its header or the heading above it. */
export function isRecommendations(table: TableBlock, heading: string): boolean {
  const header = (table.rows[0] ?? []).map(textOf);
  if (header.length < 2) return false;
  const named = header.some((cell) => /\brecommendations?\b/i.test(cell));
  const { position, progress } = columnsOf(table);
  return Math.max(position, progress) >= 0 && (named || /\brecommendations?\b/i.test(heading));
}

/** Reads a table of recommendations: recommendation, current position, progress. Other columns join the position. */
export function readRecommendations(table: TableBlock): RecommendationsFound {
  const columns = columnsOf(table);
  const [first = [], ...others] = table.rows;
  const headed = first.some(
    (cell) => /recommendation|position|progress/i.test(textOf(cell)) && textOf(cell).length < 60,
  );
  const names = headed ? first.map(textOf) : [];
  const rows: RecommendationsFound['rows'] = [];
  for (const row of headed ? others : table.rows) addRow(rows, row, { columns, names });
  return { rows, header: names.filter((name) => name !== '').join(' · ') };
}

function columnsOf(table: TableBlock): Columns {
  const header = (table.rows[0] ?? []).map(textOf);
  const find = (pattern: RegExp, not: number[]) =>
    header.findIndex((cell, index) => !not.includes(index) && cell.length < 60 && pattern.test(cell));
  const named = find(/recommendation|area for improvement/i, []);
  const recommendation = Math.max(named, 0);
  const position = find(/position|update|response|have done|to date|taken|current|evidence/i, [
    recommendation,
  ]);
  const progress = find(/progress|rag|rating|status/i, [recommendation, position]);
  if (position >= 0 || progress < 0) return { recommendation, position, progress };
  const wordy = table.rows.slice(1).some((row) => textOf(row[progress]).split(' ').length > 6);
  return wordy
    ? { recommendation, position: progress, progress: -1 }
    : { recommendation, position: -1, progress };
}

function addRow(
  rows: RecommendationsFound['rows'],
  row: readonly TableCell[],
  { columns, names }: { columns: Columns; names: readonly string[] },
): void {
  const said = textOf(row[columns.recommendation]);
  const extra = row
    .map((cell, index) => ({ index, text: textOf(cell) }))
    .filter(({ index, text }) => text !== '' && !Object.values(columns).includes(index))
    .map(({ index, text }) => [names[index] ?? '', text].filter((part) => part !== '').join(': '));
  const position = [textOf(row[columns.position]), ...extra].filter((part) => part !== '').join('\n');
  const last = rows.at(-1);
  const progress = progressOf(row[columns.progress]);
  if (said === '' && last) {
    last.position = [last.position, position, progress.text].filter((part) => part !== '').join('\n');
    return;
  }
  if (said === '' && position === '') return;
  // The number is the row's place in the table, which Candour shows itself.
  const number = new RegExp(`^${rows.length + 1}\\s*[.):]\\s*`).exec(said)?.[0] ?? '';
  const recommendation = said.slice(number.length);
  const { text, inferred } = progress;
  rows.push({ recommendation, position, progress: text, inferred, hint: hintFor(recommendation, position) });
}

function hintFor(recommendation: string, position: string): string | null {
  if (position !== '' || recommendation.split(' ').length < 40) return null;
  return 'The position is empty and the recommendation long: the two may stand in one cell of the file.';
}

function progressOf(cell: TableCell | undefined): { text: string; inferred: boolean } {
  const text = textOf(cell);
  const colour = text === '' && cell?.shading ? colourWord(cell.shading) : null;
  return colour === null ? { text, inferred: false } : { text: colour, inferred: true };
}

/** Red, amber or green for a fill that is unmistakably one of them, else null. */
export function colourWord(shading: string): string | null {
  const hex = /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(shading);
  if (!hex) return null;
  const [red = 0, green = 0, blue = 0] = hex.slice(1).map((part) => Number.parseInt(part, 16));
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most < 90 || most - least < 90) return null;
  const hue = hueOf({ red, green, blue, most, least });
  if (hue >= 345 || hue < 15) return 'Red';
  if (hue >= 25 && hue < 62) return 'Amber';
  return hue >= 80 && hue < 165 ? 'Green' : null;
}

function hueOf(colour: { red: number; green: number; blue: number; most: number; least: number }): number {
  const { red, green, blue, most, least } = colour;
  const span = most - least;
  if (most === red) return (60 * ((green - blue) / span) + 360) % 360;
  return most === green ? 60 * ((blue - red) / span + 2) : 60 * ((red - green) / span + 4);
}

function textOf(cell: TableCell | undefined): string {
  return (cell?.blocks ?? [])
    .map((block) => wordsOf(block.content))
    .join('\n')
    .trim();
}
