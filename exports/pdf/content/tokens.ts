const space = table('\0\t\n\f\r ');
const stop = table('\0\t\n\f\r ()<>[]{}/%');
const digit = table('0123456789');
const sign = table('+-.');
const letter = table(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'"`);

function table(characters: string): Uint8Array {
  const found = new Uint8Array(256);
  for (const character of characters) found[character.charCodeAt(0)] = 1;
  return found;
}

/** Thrown at content that is not of the kind Chromium draws. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/** An operator as one number: its letters, eight bits each. Comparing numbers is what makes reading fast. */
export function operatorCode(operator: string): number {
  return Array.from(operator).reduce((code, character) => code * 256 + character.charCodeAt(0), 0);
}

/** Splits content into operators and their operands. Numbers are read, all else is kept as a place in the bytes. */
export class Tokens {
  readonly bytes: Buffer;
  /** Where the current operation begins and where reading goes on. */
  start = 0;
  at = 0;
  /** The numbers before the operator (of more than eight, the first eight), and how many there are. */
  readonly numbers = new Float64Array(8);
  count = 0;
  /** Where the last operand that is no number stands. */
  operandStart = 0;
  operandEnd = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** Reads up to the next operator, whose code it returns; 0 at the end. */
  next(): number {
    const { bytes } = this;
    this.count = 0;
    this.skipSpace();
    this.start = this.at;
    while (this.at < bytes.length) {
      const byte = bytes[this.at] ?? 0;
      if (digit[byte] === 1 || sign[byte] === 1) this.numbers[this.count++] = this.number();
      else if (letter[byte] === 1) return this.operator();
      else this.operand(byte);
      this.skipSpace();
    }
    return 0;
  }

  /**
   * Reads `<0012> Tj`, one shown glyph of four digits, when it comes next, and gives its code; -1, and nothing is read, when it
   * does not. Most of a page is glyphs and the steps between them: reading these two at once halves the time.
   */
  glyph(): number {
    const { bytes, at } = this;
    const isGlyph =
      bytes[at] === 0x3c &&
      bytes[at + 5] === 0x3e &&
      bytes[at + 6] === 0x20 &&
      bytes[at + 7] === 0x54 &&
      bytes[at + 8] === 0x6a;
    if (!isGlyph) return -1;
    this.start = at;
    this.at = at + 9;
    this.skipSpace();
    return hexDigits(bytes, at + 1, 4);
  }

  /** Reads `7.25 0 Td`, a step to the side, when it comes next, and gives its length; null, and nothing is read, when it does not. */
  step(): number | null {
    const { bytes, at } = this;
    const byte = bytes[at] ?? 0;
    if (digit[byte] !== 1 && byte !== 0x2d && byte !== 0x2e) return null;
    const length = this.number();
    const end = this.at;
    const isStep =
      bytes[end] === 0x20 &&
      bytes[end + 1] === 0x30 &&
      bytes[end + 2] === 0x20 &&
      bytes[end + 3] === 0x54 &&
      bytes[end + 4] === 0x64;
    this.at = isStep ? end + 5 : at;
    if (!isStep) return null;
    this.skipSpace();
    return length;
  }

  /** The last operand that is no number, as it is written. */
  get operandText(): string {
    return this.bytes.toString('latin1', this.operandStart, this.operandEnd);
  }

  private operator(): number {
    const { bytes } = this;
    let code = 0;
    for (; this.at < bytes.length && stop[bytes[this.at] ?? 0] === 0; this.at += 1) {
      code = code * 256 + (bytes[this.at] ?? 0);
    }
    return code;
  }

  private operand(byte: number): void {
    const start = this.at;
    if (byte === 0x3c) this.skipAngle();
    else if (byte === 0x2f) this.skipName();
    else if (byte === 0x5b) this.skipTo(0x5d);
    else throw new NotUnderstood(`Unknown content: ${this.bytes.toString('latin1', start, start + 20)}`);
    this.operandStart = start;
    this.operandEnd = this.at;
  }

  private number(): number {
    const { bytes } = this;
    const negative = bytes[this.at] === 0x2d;
    if (negative || bytes[this.at] === 0x2b) this.at += 1;
    let value = 0;
    let scale = 0;
    for (; this.at < bytes.length; this.at += 1) {
      const byte = bytes[this.at] ?? 0;
      if (digit[byte] === 1) {
        value = value * 10 + byte - 0x30;
        scale *= 10;
      } else if (byte === 0x2e) scale = 1;
      else break;
    }
    if (scale > 1) value /= scale;
    return negative ? -value : value;
  }

  /** Moves to the next byte that is no space. */
  skipSpace(): void {
    const { bytes } = this;
    while (space[bytes[this.at] ?? 1] === 1) this.at += 1;
  }

  private skipName(): void {
    this.at += 1;
    while (this.at < this.bytes.length && stop[this.bytes[this.at] ?? 0] === 0) this.at += 1;
  }

  /** Past a string in hexadecimal, or a dictionary with strings of that kind inside it. */
  private skipAngle(): void {
    if (this.bytes[this.at + 1] !== 0x3c) {
      this.skipTo(0x3e);
      return;
    }
    this.at += 2;
    while (this.bytes[this.at] !== 0x3e) {
      if (this.at >= this.bytes.length) throw new NotUnderstood('Content breaks off');
      if (this.bytes[this.at] === 0x28) throw new NotUnderstood('A plain string in a dictionary');
      if (this.bytes[this.at] === 0x3c) this.skipAngle();
      else this.at += 1;
    }
    this.at += 2;
  }

  private skipTo(byte: number): void {
    const { bytes } = this;
    while (this.at < bytes.length && bytes[this.at] !== byte) this.at += 1;
    if (this.at >= bytes.length) throw new NotUnderstood('Content breaks off');
    this.at += 1;
  }
}

/** The number that some hexadecimal digits say. */
export function hexDigits(bytes: Buffer, index: number, digits: number): number {
  let value = 0;
  for (let digit = index; digit < index + digits; digit += 1) {
    const byte = bytes[digit] ?? 0;
    value = value * 16 + (byte <= 0x39 ? byte - 0x30 : (byte & 0xdf) - 0x37);
  }
  return value;
}
