import { Bytes } from '../file/values.ts';
import type { Font } from './fonts.ts';
import { at, identity, type Matrix, times } from './matrix.ts';
import type { Segment, TextObject } from './segments.ts';
import { hexDigits, NotUnderstood, operatorCode, Tokens } from './tokens.ts';

const codes = (...operators: string[]): Set<number> => new Set(operators.map(operatorCode));
const beginPath = codes('m', 're');
const paintPath = codes('S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n');
const inText = codes('Tc', 'Tw', 'Tz', 'TL', 'Tr', 'Ts', 'rg', 'RG', 'g', 'G', 'gs', 'w');
const beginMark = codes('BDC', 'BMC');
const drawObject = codes('Do', 'sh');
const [noPaint, beginText, endText, endMark, picture] = ['n', 'BT', 'ET', 'EMC', 'BI'].map(operatorCode);
const [save, restore, change] = ['q', 'Q', 'cm'].map(operatorCode);
const [showText, showTexts, moveText, placeText, setFont] = ['Tj', 'TJ', 'Td', 'Tm', 'Tf'].map(operatorCode);

/** Splits a page's content into its parts. Throws NotUnderstood at content that Chromium does not draw. */
export function scanContent(bytes: Buffer, fonts: ReadonlyMap<string, Font>): Segment[] {
  return new Scanner(bytes, fonts).scan();
}

class Scanner {
  private readonly tokens: Tokens;
  private readonly fonts: ReadonlyMap<string, Font>;
  private readonly segments: Segment[] = [];
  private readonly saved: Matrix[] = [];
  private matrix = identity;
  private pathStart = -1;
  private font: Font | undefined;
  private size = 0;

  constructor(bytes: Buffer, fonts: ReadonlyMap<string, Font>) {
    this.tokens = new Tokens(bytes);
    this.fonts = fonts;
  }

  scan(): Segment[] {
    for (let operator = this.tokens.next(); operator !== 0; operator = this.tokens.next()) {
      if (this.pathStart >= 0) this.goOnPath(operator);
      else if (beginPath.has(operator)) this.pathStart = this.tokens.start;
      else this.read(operator);
    }
    return this.segments;
  }

  private goOnPath(operator: number): void {
    if (!paintPath.has(operator)) return;
    const { matrix, pathStart: start, tokens } = this;
    if (operator !== noPaint) this.segments.push({ kind: 'path', start, end: tokens.at, matrix });
    this.pathStart = -1;
  }

  private read(operator: number): void {
    const { tokens, segments } = this;
    const { start } = tokens;
    if (operator === beginText) this.addText(start);
    else if (beginMark.has(operator)) segments.push(this.mark());
    else if (operator === endMark) segments.push({ kind: 'end', start, end: tokens.at });
    else if (operator === save) {
      this.saved.push(this.matrix);
      segments.push({ kind: 'save', start, end: tokens.at });
    } else if (operator === restore) {
      this.matrix = this.saved.pop() ?? identity;
      segments.push({ kind: 'restore', start, end: tokens.at });
    } else if (operator === change) this.matrix = times(tokens.numbers, this.matrix);
    else if (drawObject.has(operator)) this.addObject();
    else if (operator === picture) throw new NotUnderstood('A picture inside the content');
  }

  private addText(start: number): void {
    const text = this.readText();
    if (text.text !== '') this.segments.push({ kind: 'text', start, end: this.tokens.at, text });
  }

  private addObject(): void {
    const { start, at: end, operandText } = this.tokens;
    this.segments.push({ kind: 'object', start, end, name: operandText.slice(1), matrix: this.matrix });
  }

  private mark(): Segment {
    const { start, at: end, bytes } = this.tokens;
    const [, tag = '', mcid] =
      /^\/([^\s/<]+)(?:.*\/MCID (\d+))?/s.exec(bytes.toString('latin1', start, end)) ?? [];
    return { kind: 'begin', start, end, tag, mcid: mcid === undefined ? null : Number(mcid) };
  }

  private readText(): TextObject {
    const { tokens } = this;
    const text = new TextReader(this.matrix);
    for (let operator = this.nextInText(text); operator !== endText; operator = this.nextInText(text)) {
      if (operator === showText || operator === showTexts) text.show(tokens, this.font);
      else if (operator === moveText) text.move(tokens.numbers[0] ?? 0);
      else if (operator === placeText) text.place(tokens.numbers);
      else if (operator === setFont) this.setFont();
      else if (beginMark.has(operator)) text.begin(tokens.operandText);
      else if (operator === endMark) text.end();
      else if (!inText.has(operator)) throw new NotUnderstood('More than text inside text');
    }
    return text.done(this.font, this.size);
  }

  /** Reads glyphs and steps, and the next operator that is neither. */
  private nextInText(text: TextReader): number {
    text.run(this.tokens, this.font);
    return this.tokens.next();
  }

  private setFont(): void {
    this.font = this.fonts.get(this.tokens.operandText.slice(1));
    this.size = this.tokens.numbers[0] ?? 0;
  }
}

/** Where characters gather: joining them one by one would leave a string behind for each. Text objects are lines, and short. */
const scratch = new Uint16Array(4096);
const scratchBytes = Buffer.from(scratch.buffer);

/** Gathers what one text object says. */
class TextReader {
  private readonly matrix: Matrix;
  private length = 0;
  private place1: Matrix = identity;
  private moved = 0;
  private before = -1;
  private after = -1;
  private isSaid = false;
  private reversedFrom = -1;
  private unreadable = 0;
  private missing = 0;

  constructor(matrix: Matrix) {
    this.matrix = matrix;
  }

  place(numbers: ArrayLike<number>): void {
    this.place1 = times(numbers, identity);
    this.moved = 0;
  }

  move(by: number): void {
    this.moved += by;
  }

  /** A mark inside text says what its glyphs stand for together, or that they are shown from right to left. */
  begin(mark: string): void {
    const words = actualText(mark);
    if (words !== null) this.add(words);
    else if (mark !== '/ReversedChars') throw new NotUnderstood('A mark inside text');
    this.isSaid = words !== null;
    this.reversedFrom = words === null ? this.length : -1;
  }

  end(): void {
    if (this.reversedFrom >= 0) scratch.subarray(this.reversedFrom, this.length).reverse();
    this.isSaid = false;
    this.reversedFrom = -1;
  }

  /** Single glyphs and the steps between them, as far as they go. */
  run(tokens: Tokens, font: Font | undefined): void {
    tokens.skipSpace();
    for (;;) {
      this.moved += tokens.step() ?? 0;
      const code = tokens.glyph();
      if (code < 0) return;
      if (this.before < 0) this.before = tokens.start;
      this.after = tokens.start + 9;
      this.glyph(code, font);
    }
  }

  show(tokens: Tokens, font: Font | undefined): void {
    const digits = font?.digits ?? 4;
    if (this.before < 0) this.before = tokens.start;
    this.after = tokens.at;
    const { bytes } = tokens;
    for (let index = tokens.operandStart; index < tokens.operandEnd; index += 1) {
      if (bytes[index] !== 0x3c) continue;
      for (index += 1; bytes[index] !== 0x3e && index < tokens.operandEnd; index += digits) {
        this.glyph(hexDigits(bytes, index, digits), font);
      }
    }
  }

  private glyph(code: number, font: Font | undefined): void {
    const character = font?.characters[code];
    if (code === 0 && font?.digits === 4) this.missing += 1;
    if (this.isSaid) return;
    if (character === undefined) this.unreadable += 1;
    this.add(character ?? '\ufffd');
  }

  private add(character: string): void {
    if (this.length + character.length > scratch.length) throw new NotUnderstood('A line without an end');
    for (let index = 0; index < character.length; index += 1) {
      scratch[this.length] = character.charCodeAt(index);
      this.length += 1;
    }
  }

  done(font: Font | undefined, size: number): TextObject {
    const { before, after, unreadable, missing } = this;
    const text = scratchBytes.toString('utf16le', 0, this.length * 2);
    const [a, , , , e, f] = this.place1;
    const [start, y] = at(this.matrix, e, f);
    const [last] = at(this.matrix, e + a * this.moved, f);
    const points = size * Math.hypot(this.matrix[0], this.matrix[1]);
    return { text, font, start, last, y, size: points, before, after, unreadable, missing };
  }
}

/** The words that a mark gives to glyphs that have none of their own; null when it gives none. */
function actualText(mark: string): string | null {
  const hex = /\/ActualText <([0-9A-Fa-f]*)>/.exec(mark)?.[1];
  return hex === undefined ? null : new Bytes(Buffer.from(hex, 'hex').toString('latin1')).words;
}
