import { createHash } from 'node:crypto';
import { type Decimal128, type Long } from 'bson';
import {
  bytesOf,
  isDoc,
  isNumeric,
  type Numeric,
  type Simple,
  toNumber,
  typeName,
  type Value,
} from './value.ts';

/** The place of each type in MongoDB's order; missing counts as null. */
export const RANKS = {
  minKey: 0x02, emptyArray: 0x04, null: 0x05, number: 0x0a, string: 0x0f, object: 0x14, array: 0x19, binData: 0x1e,
  objectId: 0x23, bool: 0x28, date: 0x2d, timestamp: 0x2f, regex: 0x32, maxKey: 0x7f,
} as const; // prettier-ignore

/** The rank of a value's type. */
export function rankOf(value: Value | undefined): number {
  if (isNumeric(value)) return RANKS.number;
  const type = typeName(value ?? null);
  return RANKS[type as Exclude<keyof typeof RANKS, 'number' | 'emptyArray'>];
}

/** MongoDB's total order of values, by type and then by value: below 0, 0 or above. */
export function compare(a: Value | undefined, b: Value | undefined): number {
  return Buffer.compare(orderOf(a), orderOf(b));
}

/** Whether two values are equal as MongoDB sees it: 1 and 1.0 are, {a,b} and {b,a} are not. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  return compare(a, b) === 0;
}

/** A value as bytes that are in MongoDB's order of values, and equal exactly when the values are. */
export function orderOf(value: Value | undefined): Buffer {
  const parts: Uint8Array[] = [];
  addValue(parts, value ?? null);
  return Buffer.concat(parts);
}

/** A value as the text by which equal values are found in a Map or Set. */
export function nameOf(value: Value | undefined): string {
  return orderOf(value).toString('latin1');
}

/** A value's bytes in a stored key. */
export interface Key {
  bytes: Buffer;
  /** False where they had to be cut short, so that only equality can be read from them. */
  ordered: boolean;
}

/** Bytes one component of a key may take; LMDB refuses keys over 1,978 bytes. */
export const KEY_LIMIT = 440;

/** The key of one value. Keys that would pass `limit` bytes are cut and completed by their SHA-256. */
export function keyOf(value: Value | undefined, limit = KEY_LIMIT): Key {
  const bytes = orderOf(value);
  if (bytes.length <= limit) return { bytes, ordered: true };
  const digest = createHash('sha256').update(bytes).digest();
  return { bytes: Buffer.concat([bytes.subarray(0, limit - digest.length), digest]), ordered: false };
}

/** Where in the order a value's key starts, for a range that begins or ends there; short enough to hold of cut keys too. */
export function boundOf(value: Value, limit: number): Key {
  const { bytes, ordered } = keyOf(value, limit);
  return ordered ? { bytes, ordered } : { bytes: bytes.subarray(0, -32), ordered };
}

/** The key MongoDB gives an empty array in an index: below null. */
export const EMPTY_ARRAY_KEY: Key = { bytes: Buffer.from([RANKS.emptyArray]), ordered: true };

/** Turns a component's order round, for descending index fields. */
export function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => 0xff - byte));
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

const RANK_BYTES = Buffer.from(Array.from({ length: 0x80 }, (_, rank) => rank));

// Below every rank, so that a shorter array or document comes first.
const END = Buffer.from([1]);

/** Adds a value's rank, its name if it is a field, and its content. */
function addValue(parts: Uint8Array[], value: Value, name?: string): void {
  parts.push(RANK_BYTES.subarray(rankOf(value), rankOf(value) + 1));
  if (name !== undefined) parts.push(...text(name));
  if (isNumeric(value)) parts.push(...number(value));
  else if (Array.isArray(value)) {
    for (const element of value) addValue(parts, element);
    parts.push(END);
  } else if (isDoc(value)) {
    for (const [field, inner] of value) addValue(parts, inner, field);
    parts.push(END);
  } else parts.push(...content(value));
}

function content(value: Simple): Uint8Array[] {
  if (value === null) return [];
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return [Buffer.from([value ? 1 : 0])];
  if (value instanceof Date) return [int64(BigInt(value.getTime()) + (1n << 63n))];
  switch (value._bsontype) {
    case 'ObjectId':
      return [value.id];
    case 'Binary':
      return [uint32(value.position), Buffer.from([value.sub_type]), bytesOf(value)];
    case 'Timestamp':
      return [int64(value.toBigInt())];
    case 'BSONRegExp':
      return [...text(value.pattern), ...text(value.options)];
    default:
      return [];
  }
}

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
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}

/** The nearest double, whether the number lies below or above it, and if it does its digits. */
function number(value: Numeric): Uint8Array[] {
  // Adding 0 makes -0 the 0 it is equal to.
  const double = toNumber(value) + 0;
  const bytes = Buffer.alloc(10);
  if (!Number.isNaN(double)) {
    bytes.writeDoubleBE(double);
    if (double < 0) inverted(bytes).copy(bytes, 0, 0, 8);
    else bytes[0] = (bytes[0] ?? 0) | 0x80;
  }
  if (value._bsontype === 'Int32' || value._bsontype === 'Double') {
    bytes.writeUInt16BE(EXACT, 8);
    return [bytes];
  }
  const exact = decimalOf(value);
  const side = sideOf(exact, double);
  bytes.writeUInt16BE(EXACT + side, 8);
  return side === 0 ? [bytes] : [bytes, digits(exact)];
}

const EXACT = 0x8000;

/** A number as `coefficient` times ten to the power of `exponent`; no coefficient for infinities and NaN. */
interface Decimal {
  coefficient?: bigint;
  exponent: number;
}

function decimalOf(value: Long | Decimal128): Decimal {
  const found = /^(-?\d+)(?:\.(\d+))?(?:E([+-]\d+))?$/.exec(value.toString());
  if (!found) return { exponent: 0 };
  const [, whole = '', part = '', power = '0'] = found;
  return { coefficient: BigInt(whole + part), exponent: Number(power) - part.length };
}

/** -1 if the number is below the double, 1 if it is above. */
function sideOf({ coefficient, exponent }: Decimal, double: number): number {
  if (coefficient === undefined) return 0;
  if (!Number.isFinite(double)) return -Math.sign(double);
  let [scaled, denominator] = [double, 1n];
  for (; !Number.isInteger(scaled); scaled *= 2) denominator *= 2n;
  const left = coefficient * denominator * 10n ** BigInt(Math.max(exponent, 0));
  const right = BigInt(scaled) * 10n ** BigInt(Math.max(-exponent, 0));
  return left < right ? -1 : Number(left > right);
}

/** The digits of numbers near one double: where they begin, and their text without zeros at its end. */
function digits({ coefficient = 0n, exponent }: Decimal): Buffer {
  const all = coefficient.toString().replace('-', '');
  const start = Buffer.alloc(2);
  start.writeUInt16BE(EXACT + exponent + all.length);
  const bytes = Buffer.concat([start, Buffer.from(all.replace(/0+$/, '')), Buffer.alloc(1)]);
  return coefficient < 0n ? inverted(bytes) : bytes;
}
