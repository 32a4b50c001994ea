import { type Drawn, eachDrawn } from './drawn.ts';
import { at, type Matrix } from './matrix.ts';
import type { PageContent } from './page-content.ts';
import { operatorCode, Tokens } from './tokens.ts';

/** A rectangle on a page: left, bottom, right, top. */
export type Box = readonly [left: number, bottom: number, right: number, top: number];

/** The boxes of everything that one mark of a page holds. */
export function boundsOf(content: PageContent, mcid: number): Box[] {
  const boxes: Box[] = [];
  eachDrawn(content.segments, (drawn, marks) => {
    const box = marks.includes(mcid) ? boxOf(content, drawn) : null;
    if (box) boxes.push(box);
  });
  return boxes;
}

/** The smallest box around all. */
export function united(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const side = (index: 0 | 1 | 2 | 3): number[] => boxes.map((box) => box[index]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

function boxOf(content: PageContent, drawn: Drawn): Box | null {
  if (drawn.kind === 'path') return pathBox(content.bytes.subarray(drawn.start, drawn.end), drawn.matrix);
  if (drawn.kind === 'object') return aroundPoints(drawn.matrix, [0, 0, 1, 0, 0, 1, 1, 1]);
  const { start, last, y, size } = drawn.text;
  return [Math.min(start, last), y, Math.max(start, last) + size, y + size];
}

const rectangle = operatorCode('re');
const points = new Set(['m', 'l', 'c', 'v', 'y'].map(operatorCode));

function pathBox(bytes: Buffer, matrix: Matrix): Box | null {
  const tokens = new Tokens(bytes);
  const corners: number[] = [];
  for (let operator = tokens.next(); operator !== 0; operator = tokens.next()) {
    const [x = 0, y = 0, width = 0, height = 0] = tokens.numbers;
    if (operator === rectangle) corners.push(x, y, x + width, y, x, y + height, x + width, y + height);
    else if (points.has(operator)) corners.push(...tokens.numbers.subarray(0, tokens.count));
  }
  return corners.length > 0 ? aroundPoints(matrix, corners) : null;
}

function aroundPoints(matrix: Matrix, numbers: readonly number[]): Box {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [x, y] = at(matrix, numbers[index] ?? 0, numbers[index + 1] ?? 0);
    xs.push(x);
    ys.push(y);
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
