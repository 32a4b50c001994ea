/** A table as rows of cells in Markdown, and how many lines it took. */
export interface ReadTable {
  rows: string[][];
  lines: number;
}

/** Reads the table that begins at `lines[at]`, in any of the forms Pandoc writes; null when none does. */
export function tableAt(lines: readonly string[], at: number): ReadTable | null {
  return pipeTable(lines, at) ?? gridTable(lines, at) ?? simpleTable(lines, at);
}

function pipeTable(lines: readonly string[], at: number): ReadTable | null {
  const header = lines[at] ?? '';
  const delimiter = lines[at + 1] ?? '';
  if (!header.includes('|') || !/^\s*\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?$/.test(delimiter)) return null;
  const rows = [pipeCells(header)];
  let next = at + 2;
  for (; (lines[next] ?? '').includes('|'); next += 1) rows.push(pipeCells(lines[next] ?? ''));
  return { rows, lines: next - at };
}

function pipeCells(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

function gridTable(lines: readonly string[], at: number): ReadTable | null {
  const edge = /^\s*\+([-=:]+\+)+\s*$/;
  if (!edge.test(lines[at] ?? '')) return null;
  const rows: string[][] = [];
  let row: string[] = [];
  let next = at + 1;
  for (; /^\s*[+|]/.test(lines[next] ?? ''); next += 1) {
    const line = lines[next] ?? '';
    if (!edge.test(line)) row = joinCells(row, pipeCells(line));
    else if (row.length > 0) {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) rows.push(row);
  return { rows, lines: next - at };
}

const dashes = /^\s*-{2,}(\s+-{2,})+\s*$/;

/** A table whose columns are marked by groups of dashes, with one line or several lines a row. */
function simpleTable(lines: readonly string[], at: number): ReadTable | null {
  const boxed = /^\s*-{5,}\s*$/.test(lines[at] ?? '');
  const ruler = at + 1 + lines.slice(at + 1, at + (boxed ? 7 : 2)).findIndex((line) => dashes.test(line));
  if (ruler === at) return null;
  const columns = [...(lines[ruler] ?? '').matchAll(/-+/g)].map((match) => match.index);
  const header = lines.slice(boxed ? at + 1 : at, ruler).map((line) => cut(line, columns));
  const end = endOfTable(lines, ruler + 1, boxed);
  const body = groupRows(lines.slice(ruler + 1, end), columns, boxed);
  const closing = boxed || dashes.test(lines[end] ?? '') ? 1 : 0;
  return { rows: [header.reduce(joinCells, []), ...body], lines: end - at + closing };
}

function endOfTable(lines: readonly string[], from: number, boxed: boolean): number {
  let end = from;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    if (/^\s*-{5,}\s*$/.test(line) || dashes.test(line) || (!boxed && line.trim() === '')) return end;
    end += 1;
  }
  return end;
}

function groupRows(lines: readonly string[], columns: readonly number[], boxed: boolean): string[][] {
  if (!boxed) return lines.map((line) => cut(line, columns));
  const rows: string[][] = [];
  let row: string[] = [];
  for (const line of [...lines, '']) {
    if (line.trim() !== '') row = joinCells(row, cut(line, columns));
    else if (row.length > 0) {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function cut(line: string, columns: readonly number[]): string[] {
  return columns.map((start, index) => line.slice(index === 0 ? 0 : start, columns[index + 1]).trim());
}

function joinCells(first: readonly string[], second: readonly string[]): string[] {
  const width = Math.max(first.length, second.length);
  return Array.from({ length: width }, (_, index) => `${first[index] ?? ''} ${second[index] ?? ''}`.trim());
}
