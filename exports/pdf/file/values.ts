/** A name, such as /Page. There is one object for each, so names compare by identity. */
export class Name {
  private static readonly known = new Map<string, Name>();
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** The name with this text. */
  static of(text: string): Name {
    const known = Name.known.get(text) ?? new Name(text);
    Name.known.set(text, known);
    return known;
  }
}

/** A reference to an object by its number. There is one object for each, so references compare by identity. */
export class Ref {
  private static readonly known: Ref[] = [];
  readonly id: number;

  private constructor(id: number) {
    this.id = id;
  }

  /** The reference to the object with this number. */
  static of(id: number): Ref {
    return (Ref.known[id] ??= new Ref(id));
  }
}

/** A string of bytes; each character is one byte. */
export class Bytes {
  readonly raw: string;

  constructor(raw: string) {
    this.raw = raw;
  }

  /** Bytes that say these words: as they are when they are ASCII, in UTF-16 when not. */
  static of(words: string): Bytes {
    if (/^[\x20-\x7e]*$/.test(words)) return new Bytes(words);
    return new Bytes(Buffer.from(`\ufeff${words}`, 'utf16le').swap16().toString('latin1'));
  }

  /** The words the bytes say. */
  get words(): string {
    if (!this.raw.startsWith('\xfe\xff')) return this.raw;
    const pairs = Buffer.from(this.raw.slice(2), 'latin1');
    return pairs.length % 2 === 0 ? pairs.swap16().toString('utf16le') : this.raw;
  }
}

/** A dictionary. Keys are the texts of names. */
export type Dict = Map<string, Value>;

/** A stream: what is said about it, and its bytes as they stand in the file. */
export class Stream {
  readonly dict: Dict;
  readonly bytes: Uint8Array;

  constructor(dict: Dict, bytes: Uint8Array) {
    this.dict = dict;
    this.bytes = bytes;
  }
}

/** Anything a PDF file holds. */
export type Value = null | boolean | number | Name | Ref | Bytes | Stream | Dict | Value[];

/** What a dictionary may be made from: plain values under their keys. */
export function dictOf(entries: Record<string, Value>): Dict {
  return new Map(Object.entries(entries));
}
