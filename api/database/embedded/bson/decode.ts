import {
  Binary, BSONError, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, onDemand, Timestamp,
} from 'bson'; // prettier-ignore
import { ServerError } from '../errors.ts';
import { type Doc, type Value } from './value.ts';

const MAX_DEPTH = 180;
const TOO_FAR = 8.64e15;

/**
 * Reads a document. With `only`, reads just those top-level fields and steps over the rest.
 * Throws InvalidBSON for bytes that are no document and for types nobody writes any more (code, symbol, DBPointer).
 */
export function decode(bytes: Buffer, only?: ReadonlySet<string>): Doc {
  try {
    return document(bytes, 0, 0, only);
  } catch (error) {
    if (error instanceof RangeError || error instanceof BSONError)
      throw invalid('The bytes are not a BSON document');
    throw error;
  }
}

function invalid(message: string): ServerError {
  return new ServerError('InvalidBSON', message);
}

function document(bytes: Buffer, start: number, depth: number, only?: ReadonlySet<string>): Doc {
  const doc: Doc = new Map();
  for (const [type, nameAt, nameSize, at, size] of onDemand.parseToElements(bytes, start)) {
    const name = bytes.toString('utf8', nameAt, nameAt + nameSize);
    if (!only || only.has(name)) doc.set(name, value(bytes, type, { at, end: at + size, depth }));
  }
  return doc;
}

/** Where a value lies, and how many documents and arrays it lies in. */
interface Place {
  at: number;
  end: number;
  depth: number;
}

function value(bytes: Buffer, type: number, place: Place): Value {
  if (place.depth > MAX_DEPTH) throw invalid(`The document is nested deeper than ${MAX_DEPTH} levels`);
  const read = READERS[type];
  if (!read) throw invalid(`BSON type 0x${type.toString(16)} is not stored by the embedded database`);
  return read(bytes, place);
}

const READERS: Partial<Record<number, (bytes: Buffer, place: Place) => Value>> = {
  0x01: (bytes, { at }) => new Double(bytes.readDoubleLE(at)),
  0x02: (bytes, { at, end }) => bytes.toString('utf8', at + 4, end - 1),
  0x03: (bytes, { at, depth }) => document(bytes, at, depth + 1),
  0x04: array,
  0x05: binary,
  0x07: (bytes, { at, end }) => new ObjectId(copy(bytes, at, end)),
  0x08: (bytes, { at }) => bytes[at] === 1,
  0x09: date,
  0x0a: () => null,
  0x0b: (bytes, { at, end }) =>
    new BSONRegExp(...(bytes.toString('utf8', at, end - 1).split('\0', 2) as [string, string])),
  0x10: (bytes, { at }) => new Int32(bytes.readInt32LE(at)),
  0x11: (bytes, place) => new Timestamp(long(bytes, place)),
  0x12: long,
  0x13: (bytes, { at, end }) => new Decimal128(copy(bytes, at, end)),
  0x7f: () => new MaxKey(),
  0xff: () => new MinKey(),
};

/** The values of an array, whatever names they have: only their order counts. */
function array(bytes: Buffer, place: Place): Value[] {
  const elements = [...onDemand.parseToElements(bytes, place.at)];
  return elements.map(([type, , , at, size]) =>
    value(bytes, type, { at, end: at + size, depth: place.depth + 1 }),
  );
}

function long(bytes: Buffer, { at }: Place): Long {
  return new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
}

function binary(bytes: Buffer, { at, end }: Place): Binary {
  const subtype = bytes.readUInt8(at + 4);
  // The old subtype 2 says its length once more.
  return new Binary(copy(bytes, at + (subtype === 2 ? 9 : 5), end), subtype);
}

function date(bytes: Buffer, { at }: Place): Date {
  const milliseconds = Number(bytes.readBigInt64LE(at));
  if (Math.abs(milliseconds) <= TOO_FAR) return new Date(milliseconds);
  throw invalid(`The date ${milliseconds} ms from 1970 is not stored by the embedded database`);
}

function copy(bytes: Buffer, at: number, end: number): Uint8Array {
  return Uint8Array.prototype.slice.call(bytes, at, end);
}
