import { inflateSync } from 'node:zlib';
import { Bytes, type Dict, Name, Ref, Stream, type Value } from './values.ts';

/** A page of a file. */
export interface PdfPage {
  ref: Ref;
  dict: Dict;
}

/** Reads an object of the file by its number; null for one that is not there. */
export type LoadObject = (id: number, file: PdfFile) => Value;

/** A PDF file as objects that refer to each other. Objects are read when they are first needed and may be changed in place. */
export class PdfFile {
  readonly trailer: Dict;
  /** One more than the highest object number. */
  size: number;
  private readonly load: LoadObject;
  private readonly objects = new Map<number, Value>();
  private knownPages: PdfPage[] | undefined;

  constructor(trailer: Dict, size: number, load: LoadObject) {
    this.trailer = trailer;
    this.size = size;
    this.load = load;
  }

  /** The root of the file. */
  get catalog(): Dict {
    return this.dict(this.trailer.get('Root')) ?? new Map<string, Value>();
  }

  /** The pages in order. */
  get pages(): readonly PdfPage[] {
    this.knownPages ??= this.leavesOf(this.catalog.get('Pages'), 0);
    return this.knownPages;
  }

  /** What a value is: itself, or the object it refers to; null when there is none. */
  resolve(value: Value | undefined): Value {
    if (!(value instanceof Ref)) return value ?? null;
    const known = this.objects.get(value.id);
    if (known !== undefined) return known;
    const loaded = value.id < this.size ? this.load(value.id, this) : null;
    this.objects.set(value.id, loaded);
    return loaded;
  }

  /** The dictionary a value is or refers to, that of a stream included. */
  dict(value: Value | undefined): Dict | undefined {
    const found = this.resolve(value);
    if (found instanceof Stream) return found.dict;
    return found instanceof Map ? found : undefined;
  }

  /** The list a value is or refers to; empty for anything else. */
  list(value: Value | undefined): Value[] {
    const found = this.resolve(value);
    return Array.isArray(found) ? found : [];
  }

  /** The text of the name a value is or refers to; '' for anything else. */
  name(value: Value | undefined): string {
    const found = this.resolve(value);
    return found instanceof Name ? found.text : '';
  }

  /** The words a value says; null when it says none. */
  words(value: Value | undefined): string | null {
    const found = this.resolve(value);
    return found instanceof Bytes ? found.words : null;
  }

  /** The number a value is or refers to; null for anything else. */
  number(value: Value | undefined): number | null {
    const found = this.resolve(value);
    return typeof found === 'number' ? found : null;
  }

  /** The bytes of a stream as they were before they were packed; null for no stream, or one packed in a way unknown here. */
  unpacked(value: Value | undefined): Buffer | null {
    const stream = this.resolve(value);
    if (!(stream instanceof Stream)) return null;
    const filters = this.filters(stream);
    if (filters.length === 0)
      return Buffer.from(stream.bytes.buffer, stream.bytes.byteOffset, stream.bytes.length);
    return filters.length === 1 && filters[0] === 'FlateDecode' ? inflateSync(stream.bytes) : null;
  }

  /** The ways in which a stream is packed. */
  filters(stream: Stream): string[] {
    const filter = this.resolve(stream.dict.get('Filter'));
    if (filter instanceof Name) return [filter.text];
    return Array.isArray(filter) ? filter.map((each) => this.name(each)) : [];
  }

  /** Adds an object. */
  add(value: Value): Ref {
    const ref = Ref.of(this.size);
    this.objects.set(this.size, value);
    this.size += 1;
    return ref;
  }

  /** Puts another object in the place of one. */
  replace(ref: Ref, value: Value): void {
    this.objects.set(ref.id, value);
  }

  private leavesOf(value: Value | undefined, depth: number): PdfPage[] {
    const dict = this.dict(value);
    if (!dict || !(value instanceof Ref) || depth > 50) return [];
    if (!dict.has('Kids')) return [{ ref: value, dict }];
    return this.list(dict.get('Kids')).flatMap((kid) => this.leavesOf(kid, depth + 1));
  }
}
