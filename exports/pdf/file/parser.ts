import { Bytes, type Dict, Name, Ref, type Value } from './values.ts';

const space = bytesOf('\0\t\n\f\r ');
const stop = bytesOf('\0\t\n\f\r ()<>[]{}/%');
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function bytesOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/** Reads the values of a PDF file from its bytes, one after the other. Throws on what is no PDF. */
export class Parser {
  private readonly bytes: Buffer;
  /** Where the next value is read. */
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next value. */
  value(): Value {
    this.skipSpace();
    switch (this.bytes[this.at]) {
      case 0x2f:
        return Name.of(this.nameText());
      case 0x5b:
        return this.list();
      case 0x28:
        return this.literal();
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c ? this.dict() : this.hex();
      default:
        return this.plain();
    }
  }

  /** The next word, such as `obj` or a number, as it is written. */
  word(): string {
    this.skipSpace();
    const start = this.at;
    while (this.at < this.bytes.length && stop[this.bytes[this.at] ?? 0] === 0) this.at += 1;
    return this.bytes.toString('latin1', start, this.at);
  }

  /** Moves past `text` when it comes next. */
  takes(text: string): boolean {
    this.skipSpace();
    const found = this.bytes.toString('latin1', this.at, this.at + text.length) === text;
    if (found) this.at += text.length;
    return found;
  }

  private skipSpace(): void {
    const { bytes } = this;
    for (;;) {
      while (this.at < bytes.length && space[bytes[this.at] ?? 0] === 1) this.at += 1;
      if (bytes[this.at] !== 0x25) return;
      while (this.at < bytes.length && bytes[this.at] !== 0x0a && bytes[this.at] !== 0x0d) this.at += 1;
    }
  }

  /** A number, a reference (`12 0 R`), true, false or null. */
  private plain(): Value {
    const word = this.word();
    const number = Number(word);
    if (word !== '' && !Number.isNaN(number)) return this.takesReference() ? Ref.of(number) : number;
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    throw new Error(`Not a value of a PDF: “${word.slice(0, 20)}” at ${this.at}`);
  }

  private takesReference(): boolean {
    const { bytes, at } = this;
    const is =
      bytes[at] === 0x20 && bytes[at + 1] === 0x30 && bytes[at + 2] === 0x20 && bytes[at + 3] === 0x52;
    if (is) this.at += 4;
    return is;
  }

  private nameText(): string {
    this.at += 1;
    const start = this.at;
    while (this.at < this.bytes.length && stop[this.bytes[this.at] ?? 0] === 0) this.at += 1;
    const text = this.bytes.toString('latin1', start, this.at);
    if (!text.includes('#')) return text;
    return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }

  private list(): Value[] {
    this.at += 1;
    const values: Value[] = [];
    while (!this.takes(']')) values.push(this.value());
    return values;
  }

  private dict(): Dict {
    this.at += 2;
    const dict: Dict = new Map();
    while (!this.takes('>>')) {
      if (this.bytes[this.at] !== 0x2f) throw new Error(`A dictionary without a key at ${this.at}`);
      const key = this.nameText();
      dict.set(key, this.value());
    }
    return dict;
  }

  private hex(): Bytes {
    const end = this.bytes.indexOf(0x3e, this.at);
    const digits = this.bytes.toString('latin1', this.at + 1, end).replace(/\s/g, '');
    this.at = end + 1;
    return new Bytes(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1'));
  }

  private literal(): Bytes {
    const start = this.at + 1;
    let depth = 0;
    do {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new Error('A string without an end');
      if (byte === 0x28) depth += 1;
      else if (byte === 0x29) depth -= 1;
      else if (byte === 0x5c) this.at += 1;
      this.at += 1;
    } while (depth > 0);
    return new Bytes(unescape(this.bytes.toString('latin1', start, this.at - 1)));
  }
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_, octal?: string, one?: string) =>
    octal === undefined ? (escapes[one ?? ''] ?? one ?? '') : String.fromCharCode(parseInt(octal, 8) & 255),
  );
}
