import { createHash } from 'node:crypto';
import { Double } from 'bson';
import { approximate, fraction } from './numbers.ts';
import { bytesOf, RANKS, rankOf } from './order.ts';
import { type Doc, isDoc, isNumeric, type Numeric, type Value } from './value.ts';

/** A value as bytes: equal exactly when the values are equal, and in their order if `ordered`. */
export interface Key {
  bytes: Buffer;
  /** False where bytes had to be cut short, so that only equality can be read from them. */
  ordered: boolean;
}

/** Bytes one component of a key may take; LMDB refuses keys over 1,978 bytes. */
export const KEY_LIMIT = 440;

/** The key of one value. Keys that would pass `limit` bytes are cut and completed by their SHA-256. */
export function keyOf(value: Value | undefined, limit = KEY_LIMIT): Key {
  if (value === undefined || value === null) return { bytes: NULL_KEY, ordered: true };
  const parts: Uint8Array[] = [];
  const ordered = addValue(parts, value);
  const bytes = Buffer.concat(parts);
  if (bytes.length <= limit) return { bytes, ordered };
  const digest = createHash('sha256').update(bytes).digest();
  return { bytes: Buffer.concat([bytes.subarray(0, limit - digest.length), digest]), ordered: false };
}

/** Where in the order a value's key starts, for a range that begins or ends there; short enough to hold of cut keys too. */
export function boundOf(value: Value, limit = KEY_LIMIT): Key {
  const key = keyOf(value, limit);
  return key.ordered ? key : { bytes: key.bytes.subarray(0, cutLength(value, key)), ordered: false };
}

function cutLength(value: Value, key: Key): number {
  return rankOf(value) === RANKS.number ? 9 : key.bytes.length - 32;
}

/** The key MongoDB gives an empty array in an index: below null. */
export const EMPTY_ARRAY_KEY: Key = { bytes: Buffer.from([RANKS.emptyArray]), ordered: true };

const NULL_KEY = Buffer.from([RANKS.null]);

/** Turns a component's order round, for descending index fields. */
export function inverted(bytes: Buffer): Buffer {
  const turned = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) turned[i] = 0xff - (bytes[i] ?? 0);
  return turned;
}

/** The first key after every key that begins with these bytes; undefined if there is none. */
export function afterPrefix(bytes: Buffer): Buffer | undefined {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0xff) length--;
  if (length === 0) return undefined;
  const next = Buffer.from(bytes.subarray(0, length));
  next[length - 1] = (next[length - 1] ?? 0) + 1;
  return next;
}

/** Adds a value's bytes; false if they keep no order. */
function addValue(parts: Uint8Array[], value: Value): boolean {
  parts.push(Buffer.from([rankOf(value)]));
  return addContent(parts, value);
}

function addContent(parts: Uint8Array[], value: Value): boolean {
  if (isNumeric(value)) return addNumber(parts, value);
  if (Array.isArray(value))
    return addAll(
      parts,
      value.map((element) => () => addValue(parts, element)),
    );
  if (isDoc(value))
    return addAll(
      parts,
      [...value].map(
        ([name, inner]) =>
          () =>
            addField(parts, name, inner),
      ),
    );
  parts.push(...contentOf(value));
  return true;
}

/** Elements or fields one after the other, and a byte below every rank to end them. */
function addAll(parts: Uint8Array[], add: (() => boolean)[]): boolean {
  const ordered = add.map((one) => one()).every(Boolean);
  parts.push(Buffer.from([1]));
  return ordered;
}

function addField(parts: Uint8Array[], name: string, value: Value): boolean {
  parts.push(Buffer.from([rankOf(value)]), ...text(name));
  return addContent(parts, value);
}

function contentOf(value: Exclude<Value, Numeric | Value[] | Doc>): Uint8Array[] {
  if (value === null) return [];
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return [Buffer.from([value ? 1 : 0])];
  if (value instanceof Date) return [int64(BigInt(value.getTime()) + SIGN)];
  switch (value._bsontype) {
    case 'ObjectId':
      return [value.id];
    case 'Binary':
      return [uint32(value.position), Buffer.from([value.sub_type]), bytesOf(value)];
    case 'Timestamp':
      return [int64(BigInt.asUintN(64, value.toBigInt()))];
    case 'BSONRegExp':
      return [...text(value.pattern), ...text(value.options)];
    default:
      return [];
  }
}

/** The nearest double, then how far the value lies from it, so that Longs beyond 2^53 stay exact. */
function addNumber(parts: Uint8Array[], value: Numeric): boolean {
  // Adding 0 makes -0 the 0 it is equal to.
  const double = approximate(value) + 0;
  const bytes = Buffer.alloc(10);
  if (!Number.isNaN(double)) {
    bytes.writeDoubleBE(double);
    if (double < 0) for (let i = 0; i < 8; i++) bytes[i] = 0xff - (bytes[i] ?? 0);
    else bytes[0] = (bytes[0] ?? 0) | 0x80;
  }
  const away = distance(value, double);
  bytes.writeUInt16BE(0x8000 + (away ?? 0), 8);
  parts.push(bytes);
  if (away === undefined) parts.push(...text(canonicalDecimal(value)));
  return away !== undefined;
}

const FARTHEST = 0x8000n;

/** How far a number lies from the nearest double, if that is a whole number that is not great. */
function distance(value: Numeric, double: number): number | undefined {
  if (value._bsontype === 'Int32' || value._bsontype === 'Double' || !Number.isFinite(double)) return 0;
  const [exact, near] = [fraction(value), fraction(new Double(double))];
  const denominator = exact.denominator * near.denominator;
  const difference = exact.numerator * near.denominator - near.numerator * exact.denominator;
  const away = difference / denominator;
  const fits = difference % denominator === 0n && away < FARTHEST && away > -FARTHEST;
  return fits ? Number(away) : undefined;
}

function canonicalDecimal(value: Numeric): string {
  const [digits = '', power = '0'] = value.toString().split('E');
  const [whole = '', part = ''] = digits.split('.');
  const all = (whole + part).replace(/^(-?)0+(?=\d)/, '$1');
  const short = all.replace(/0+$/, '');
  return `${short}E${String(Number(power) - part.length + all.length - short.length)}`;
}

const SIGN = 1n << 63n;

/** A text that ends below every other: zeros in it are escaped. */
function text(value: string): Uint8Array[] {
  const bytes = Buffer.from(value);
  if (!bytes.includes(0)) return [bytes, END_OF_TEXT];
  return [Buffer.from(bytes.toString('latin1').replaceAll('\0', '\0\xff'), 'latin1'), END_OF_TEXT];
}

const END_OF_TEXT = Buffer.from([0, 1]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}
