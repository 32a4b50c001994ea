import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { ServerError } from '../errors.ts';
import { type Doc, type Value } from './value.ts';

const MAX_DEPTH = 180;

/** Reads a document but for one field, which is left where it is. */
export function decodeWithout(bytes: Buffer, left: string): Doc {
  const names = [...new Reader(bytes).elements()].map(({ name }) => name);
  return decode(bytes, new Set(names.filter((name) => name !== left)));
}

/**
 * Reads a document. With `only`, reads just those top-level fields and steps over the rest.
 * Throws InvalidBSON for bytes that are no document and for types nobody writes any more (code, symbol, DBPointer).
 */
export function decode(bytes: Buffer, only?: ReadonlySet<string>): Doc {
  try {
    return new Reader(bytes).document(0, only);
  } catch (error) {
    if (error instanceof RangeError)
      throw new ServerError('InvalidBSON', 'The bytes are not a BSON document');
    throw error;
  }
}

/** The elements of an array of documents inside a document, as the client's own bytes; undefined if there is none. */
export function rawDocuments(bytes: Buffer, field: string): Buffer[] | undefined {
  const found = rawField(bytes, field);
  if (found?.type !== 0x04) return undefined;
  const reader = new Reader(found.bytes);
  return [...reader.elements()].map(({ type, at, end }) => {
    if (type !== 0x03)
      throw new ServerError('TypeMismatch', `BSON field '${field}' holds something other than documents`);
    return found.bytes.subarray(at, end);
  });
}

/** One top-level field of a document, as its type and bytes. */
export function rawField(bytes: Buffer, field: string): { type: number; bytes: Buffer } | undefined {
  for (const { type, name, at, end } of new Reader(bytes).elements()) {
    if (name === field) return { type, bytes: bytes.subarray(at, end) };
  }
  return undefined;
}

class Reader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  *elements(): Generator<{ type: number; name: string; at: number; end: number }> {
    const end = this.enter();
    while (this.at < end) {
      const type = this.bytes.readUInt8(this.at++);
      const name = this.cstring();
      const at = this.at;
      this.skip(type);
      yield { type, name, at, end: this.at };
    }
  }

  document(depth: number, only?: ReadonlySet<string>): Doc {
    const doc: Doc = new Map();
    const end = this.enter();
    let wanted = only?.size ?? -1;
    while (this.at < end && wanted !== 0) {
      const type = this.bytes.readUInt8(this.at++);
      const name = this.cstring();
      if (only && !only.has(name)) {
        this.skip(type);
        continue;
      }
      doc.set(name, this.value(type, depth));
      wanted--;
    }
    this.at = end + 1;
    return doc;
  }

  private enter(): number {
    const start = this.at;
    const size = this.bytes.readInt32LE(start);
    const end = start + size - 1;
    if (size < 5 || end >= this.bytes.length || this.bytes[end] !== 0) throw new RangeError('document size');
    this.at = start + 4;
    return end;
  }

  private array(depth: number): Value[] {
    const end = this.enter();
    const values: Value[] = [];
    while (this.at < end) {
      const type = this.bytes.readUInt8(this.at++);
      this.at = this.bytes.indexOf(0, this.at) + 1;
      values.push(this.value(type, depth));
    }
    this.at = end + 1;
    return values;
  }

  private value(type: number, depth: number): Value {
    if (depth > MAX_DEPTH)
      throw new ServerError('InvalidBSON', `The document is nested deeper than ${MAX_DEPTH} levels`);
    switch (type) {
      case 0x01:
        return new Double(this.bytes.readDoubleLE(this.step(8)));
      case 0x02:
        return this.string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04:
        return this.array(depth + 1);
      case 0x05:
        return this.binary();
      case 0x07:
        return new ObjectId(this.copy(12));
      case 0x08:
        return this.bytes.readUInt8(this.step(1)) === 1;
      case 0x09:
        return new Date(Number(this.bytes.readBigInt64LE(this.step(8))));
      case 0x0a:
        return null;
      case 0x0b:
        return new BSONRegExp(this.cstring(), this.cstring());
      case 0x10:
        return new Int32(this.bytes.readInt32LE(this.step(4)));
      case 0x11: {
        const low = this.bytes.readInt32LE(this.step(4));
        return new Timestamp(new Long(low, this.bytes.readInt32LE(this.step(4))));
      }
      case 0x12: {
        const low = this.bytes.readInt32LE(this.step(4));
        return new Long(low, this.bytes.readInt32LE(this.step(4)));
      }
      case 0x13:
        return new Decimal128(this.copy(16));
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        throw unsupportedType(type);
    }
  }

  private skip(type: number): void {
    const fixed = FIXED_SIZES[type];
    if (fixed !== undefined) this.at += fixed;
    else if (type === 0x02) this.at += 4 + this.bytes.readInt32LE(this.at);
    else if (type === 0x03 || type === 0x04) this.at = this.enter() + 1;
    else if (type === 0x05) this.at += 5 + this.bytes.readInt32LE(this.at);
    else if (type === 0x0b) this.at = this.bytes.indexOf(0, this.bytes.indexOf(0, this.at) + 1) + 1;
    else throw unsupportedType(type);
  }

  private step(size: number): number {
    const at = this.at;
    this.at += size;
    return at;
  }

  private copy(size: number): Uint8Array {
    const at = this.step(size);
    if (this.at > this.bytes.length) throw new RangeError('value size');
    return Uint8Array.prototype.slice.call(this.bytes, at, at + size);
  }

  private cstring(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw new RangeError('name without end');
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end + 1;
    return text;
  }

  private string(): string {
    const size = this.bytes.readInt32LE(this.step(4));
    const at = this.step(size);
    if (size < 1 || this.at > this.bytes.length) throw new RangeError('string size');
    return this.bytes.toString('utf8', at, this.at - 1);
  }

  private binary(): Binary {
    const size = this.bytes.readInt32LE(this.step(4));
    const subtype = this.bytes.readUInt8(this.step(1));
    if (size < 0) throw new RangeError('binary size');
    return new Binary(this.copy(size), subtype);
  }
}

const FIXED_SIZES: Partial<Record<number, number>> = {
  0x01: 8, 0x07: 12, 0x08: 1, 0x09: 8, 0x0a: 0, 0x10: 4, 0x11: 8, 0x12: 8, 0x13: 16, 0xff: 0, 0x7f: 0,
}; // prettier-ignore

function unsupportedType(type: number): ServerError {
  return new ServerError(
    'InvalidBSON',
    `BSON type 0x${type.toString(16)} is not stored by the embedded database`,
  );
}
