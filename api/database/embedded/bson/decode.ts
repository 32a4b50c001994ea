import {
  Binary, BSONError, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, onDemand, Timestamp,
} from 'bson'; // prettier-ignore
import { ServerError, typeMismatch } from '../errors.ts';
import { type Doc, type Value } from './value.ts';

const MAX_DEPTH = 180;
const TOO_FAR = 8.64e15;

/** One element of a document, as it lies in the bytes. */
interface Element {
  type: number;
  name: string;
  at: number;
  end: number;
}

/**
 * Reads a document. With `only`, reads just those top-level fields and steps over the rest.
 * Throws InvalidBSON for bytes that are no document and for types nobody writes any more (code, symbol, DBPointer).
 */
export function decode(bytes: Buffer, only?: ReadonlySet<string>): Doc {
  return guarded(() => document(bytes, 0, 0, only && ((name) => only.has(name))));
}

/** Reads a document but for one field, which is left where it is. */
export function decodeWithout(bytes: Buffer, left: string): Doc {
  return guarded(() => document(bytes, 0, 0, (name) => name !== left));
}

/** The elements of an array of documents inside a document, as the client's own bytes; undefined if there is none. */
export function rawDocuments(bytes: Buffer, field: string): Buffer[] | undefined {
  return guarded(() => {
    const found = [...elements(bytes, 0)].find(({ name }) => name === field);
    if (found?.type !== 0x04) return undefined;
    return [...elements(bytes, found.at)].map(({ type, at, end }) => {
      if (type !== 0x03) throw typeMismatch(`BSON field '${field}' holds something other than documents`);
      return bytes.subarray(at, end);
    });
  });
}

function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError || error instanceof BSONError)
      throw new ServerError('InvalidBSON', 'The bytes are not a BSON document');
    throw error;
  }
}

function* elements(bytes: Buffer, start: number): Generator<Element> {
  for (const [type, nameAt, nameSize, at, size] of onDemand.parseToElements(bytes, start)) {
    yield { type, name: bytes.toString('utf8', nameAt, nameAt + nameSize), at, end: at + size };
  }
}

function document(bytes: Buffer, start: number, depth: number, wanted?: (name: string) => boolean): Doc {
  const doc: Doc = new Map();
  for (const [type, nameAt, nameSize, at, size] of onDemand.parseToElements(bytes, start)) {
    const name = bytes.toString('utf8', nameAt, nameAt + nameSize);
    if (!wanted || wanted(name)) doc.set(name, value(bytes, { type, at, end: at + size }, depth));
  }
  return doc;
}

/** The values of an array, whatever names they have: only their order counts. */
function array(bytes: Buffer, start: number, depth: number): Value[] {
  const elements = [...onDemand.parseToElements(bytes, start)];
  return elements.map(([type, , , at, size]) => value(bytes, { type, at, end: at + size }, depth));
}

function value(bytes: Buffer, { type, at, end }: Omit<Element, 'name'>, depth: number): Value {
  if (depth > MAX_DEPTH)
    throw new ServerError('InvalidBSON', `The document is nested deeper than ${MAX_DEPTH} levels`);
  const read = READERS[type];
  if (!read)
    throw new ServerError(
      'InvalidBSON',
      `BSON type 0x${type.toString(16)} is not stored by the embedded database`,
    );
  return read(bytes, at, end, depth + 1);
}

type Read = (bytes: Buffer, at: number, end: number, depth: number) => Value;

const READERS: Partial<Record<number, Read>> = {
  0x01: (bytes, at) => new Double(bytes.readDoubleLE(at)),
  0x02: (bytes, at, end) => bytes.toString('utf8', at + 4, end - 1),
  0x03: (bytes, at, _end, depth) => document(bytes, at, depth),
  0x04: (bytes, at, _end, depth) => array(bytes, at, depth),
  0x05: binary,
  0x07: (bytes, at, end) => new ObjectId(copy(bytes, at, end)),
  0x08: (bytes, at) => bytes[at] === 1,
  0x09: (bytes, at) => date(bytes.readBigInt64LE(at)),
  0x0a: () => null,
  0x0b: (bytes, at, end) =>
    new BSONRegExp(...(bytes.toString('utf8', at, end - 1).split('\0', 2) as [string, string])),
  0x10: (bytes, at) => new Int32(bytes.readInt32LE(at)),
  0x11: (bytes, at) => new Timestamp(long(bytes, at)),
  0x12: long,
  0x13: (bytes, at, end) => new Decimal128(copy(bytes, at, end)),
  0x7f: () => new MaxKey(),
  0xff: () => new MinKey(),
};

function long(bytes: Buffer, at: number): Long {
  return new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
}

function binary(bytes: Buffer, at: number, end: number): Binary {
  const subtype = bytes.readUInt8(at + 4);
  // The old subtype 2 says its length once more.
  return new Binary(copy(bytes, at + (subtype === 2 ? 9 : 5), end), subtype);
}

function date(milliseconds: bigint): Date {
  const number = Number(milliseconds);
  if (Math.abs(number) > TOO_FAR)
    throw new ServerError(
      'InvalidBSON',
      `The date ${milliseconds} ms from 1970 is not stored by the embedded database`,
    );
  return new Date(number);
}

function copy(bytes: Buffer, at: number, end: number): Uint8Array {
  return Uint8Array.prototype.slice.call(bytes, at, end);
}
