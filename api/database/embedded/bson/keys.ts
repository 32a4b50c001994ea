import { createHash } from 'node:crypto';
import { type Decimal128, type Double, type Int32, type Long } from 'bson';
import { approximate, compareNumbers } from './numbers.ts';
import { bytesOf, RANKS, rankOf } from './order.ts';
import { type Doc, isDoc, type Numeric, type Value } from './value.ts';

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
  const writer = new KeyWriter();
  writer.value(value);
  const bytes = writer.bytes();
  if (bytes.length <= limit) return { bytes, ordered: writer.ordered };
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

class KeyWriter {
  ordered = true;
  private readonly parts: Uint8Array[] = [];

  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }

  value(value: Value): void {
    this.byte(rankOf(value));
    this.payload(value);
  }

  private payload(value: Value): void {
    if (value === null) return;
    if (typeof value === 'string') {
      this.text(value);
      return;
    }
    if (typeof value === 'boolean') {
      this.byte(value ? 1 : 0);
      return;
    }
    if (value instanceof Date) {
      this.int64(BigInt(value.getTime()) + SIGN);
      return;
    }
    if (Array.isArray(value)) {
      this.array(value);
      return;
    }
    if (isDoc(value)) {
      this.document(value);
      return;
    }
    this.bsonValue(value);
  }

  private bsonValue(value: Exclude<Value, null | string | boolean | Date | Value[] | Doc>): void {
    switch (value._bsontype) {
      case 'ObjectId':
        this.parts.push(value.id);
        return;
      case 'Binary': {
        this.uint32(value.position);
        this.byte(value.sub_type);
        this.parts.push(bytesOf(value));
        return;
      }
      case 'Timestamp': {
        this.int64(BigInt.asUintN(64, value.toBigInt()));
        return;
      }
      case 'BSONRegExp':
        this.text(value.pattern);
        {
          this.text(value.options);
          return;
        }
      case 'MinKey':
      case 'MaxKey':
        return;
      default:
        this.number(value);
    }
  }

  /** The nearest double, then how far the value lies from it, so that Longs beyond 2^53 stay exact. */
  private number(value: Numeric): void {
    // Adding 0 makes -0 the 0 it is equal to.
    const double = approximate(value) + 0;
    const bytes = Buffer.allocUnsafe(10);
    if (Number.isNaN(double)) bytes.fill(0);
    else bytes.writeDoubleBE(double);
    const negative = !Number.isNaN(double) && double < 0;
    if (negative) for (let i = 0; i < 8; i++) bytes[i] = 0xff - (bytes[i] ?? 0);
    else if (!Number.isNaN(double)) bytes[0] = (bytes[0] ?? 0) | 0x80;
    bytes.writeUInt16BE(0x8000 + distance(value, double), 8);
    this.parts.push(bytes);
    if (value._bsontype === 'Decimal128') this.decimal(value, double);
  }

  private decimal(value: Decimal128, double: number): void {
    if (!Number.isFinite(double)) return;
    if (compareNumbers(value, { _bsontype: 'Double', value: double } as Double) === 0) return;
    this.ordered = false;
    this.text(canonicalDecimal(value));
  }

  private text(text: string): void {
    const bytes = Buffer.from(text);
    let start = 0;
    for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, start)) {
      this.parts.push(bytes.subarray(start, at), ESCAPED_ZERO);
      start = at + 1;
    }
    this.parts.push(bytes.subarray(start), END_OF_TEXT);
  }

  private array(values: Value[]): void {
    for (const value of values) this.value(value);
    this.byte(1);
  }

  private document(doc: Doc): void {
    for (const [name, value] of doc) {
      this.byte(rankOf(value));
      this.text(name);
      this.payload(value);
    }
    this.byte(1);
  }

  private byte(value: number): void {
    this.parts.push(Buffer.from([value]));
  }

  private uint32(value: number): void {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(value);
    this.parts.push(bytes);
  }

  private int64(value: bigint): void {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigUInt64BE(value);
    this.parts.push(bytes);
  }
}

const SIGN = 1n << 63n;
const ESCAPED_ZERO = Buffer.from([0, 0xff]);
const END_OF_TEXT = Buffer.from([0, 1]);

function distance(value: Int32 | Double | Long | Decimal128, double: number): number {
  if (value._bsontype !== 'Long' || Number.isSafeInteger(double)) return 0;
  return Number(value.toBigInt() - BigInt(double));
}

function canonicalDecimal(value: Decimal128): string {
  const [digits = '', power = '0'] = value.toString().split('E');
  const [whole = '', part = ''] = digits.split('.');
  const all = (whole + part).replace(/^(-?)0+(?=\d)/, '$1');
  const short = all.replace(/0+$/, '');
  return `${short}E${String(Number(power) - part.length + all.length - short.length)}`;
}
