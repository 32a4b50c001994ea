import type { PDFRef } from '@cantoo/pdf-lib';
import { fontsOf, type FontCodes } from './fonts.ts';
import { beginsMark, markNumber, operands, type Operation } from './operations.ts';
import type { PageContent } from './pages.ts';

/** A piece of a line: what one text object of a page's content says, and where. Lengths are in the page's points, y downwards. */
export interface Piece {
  page: PDFRef;
  mcid: number | null;
  text: string;
  /** Where its first glyph and its last glyph stand. */
  start: number;
  last: number;
  y: number;
  size: number;
  /** Its last showing operation, and the code of a space in the font of that. */
  lastShown: Operation | null;
  space: string;
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];

interface State {
  matrix: Matrix;
  saved: Matrix[];
  marks: (number | null)[];
  font: FontCodes | undefined;
}

/** Every text object of a page, in the order of its content. */
export function piecesOf(content: PageContent): Piece[] {
  const fonts = fontsOf(content.page);
  const pieces: Piece[] = [];
  const state: State = { matrix: identity, saved: [], marks: [], font: undefined };
  let piece: Piece | undefined;
  for (const operation of content.operations) {
    trackState(state, operation);
    if (operation.operator === 'BT') {
      piece = emptyPiece(content.page.ref, innermost(state.marks));
      pieces.push(piece);
    } else if (operation.operator === 'Tf') {
      state.font = fonts.get(/\/(\S+)/.exec(operation.text)?.[1] ?? '');
      if (piece) piece.size = (operands(operation).at(-1) ?? 0) * Math.abs(state.matrix[0]);
    } else if (piece) readText(piece, operation, state);
  }
  return pieces;
}

function emptyPiece(page: PDFRef, mcid: number | null): Piece {
  return { page, mcid, text: '', start: 0, last: 0, y: 0, size: 0, lastShown: null, space: '' };
}

function innermost(marks: readonly (number | null)[]): number | null {
  return marks.findLast((mark) => mark !== null) ?? null;
}

function trackState(state: State, operation: Operation): void {
  const { operator } = operation;
  if (operator === 'q') state.saved.push(state.matrix);
  else if (operator === 'Q') state.matrix = state.saved.pop() ?? identity;
  else if (operator === 'cm') state.matrix = times(operands(operation), state.matrix);
  else if (beginsMark(operation)) state.marks.push(markNumber(operation));
  else if (operator === 'EMC') state.marks.pop();
}

function times(by: readonly number[], matrix: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = by;
  const [A, B, C, D, E, F] = matrix;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

function readText(piece: Piece, operation: Operation, { matrix, font }: State): void {
  if (operation.operator === 'Tm') {
    const [, , , , x = 0, y = 0] = operands(operation);
    piece.start = x * matrix[0] + matrix[4];
    piece.last = piece.start;
    piece.y = y * matrix[3] + matrix[5];
  } else if (operation.operator === 'Td') {
    piece.last += (operands(operation)[0] ?? 0) * matrix[0];
  } else if (operation.operator === 'Tj' || operation.operator === 'TJ') {
    piece.text += decode(operation.text, font);
    piece.lastShown = operation;
    piece.space = font?.space ?? '';
  }
}

function decode(shown: string, font: FontCodes | undefined): string {
  const codes = [...shown.matchAll(/<([0-9A-Fa-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
  return codes.map((code) => font?.characters.get(code.toLowerCase()) ?? '\ufffd').join('');
}
