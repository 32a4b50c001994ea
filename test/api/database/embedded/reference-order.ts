import { type Binary, Int32, type Timestamp } from 'bson';
import { type Doc, type Numeric, type Value } from '../../../../api/database/embedded/bson/value.ts';

// MongoDB's order of values, written down type by type as its manual tells it: what the keys are held against.

const TYPES = [
  'MinKey', 'null', 'number', 'string', 'document', 'array', 'Binary', 'ObjectId', 'boolean', 'Date', 'Timestamp',
  'BSONRegExp', 'MaxKey',
]; // prettier-ignore

/** Compares two values: -1, 0 or 1. */
export function referenceOrder(a: Value, b: Value): number {
  const [left, right] = [typeOf(a), typeOf(b)];
  if (left !== right) return Math.sign(TYPES.indexOf(left) - TYPES.indexOf(right));
  return Math.sign(COMPARE[left]?.(a as never, b as never) ?? 0);
}

function typeOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'document';
  if (value instanceof Date) return 'Date';
  return /Int32|Double|Long|Decimal128/.test(value._bsontype) ? 'number' : value._bsontype;
}

const COMPARE: Record<string, (a: never, b: never) => number> = {
  number: compareNumbers,
  string: compareText,
  document: compareDocuments,
  array: (a: Value[], b: Value[]) => firstDifference(a, b, referenceOrder),
  Binary: (a: Binary, b: Binary) =>
    a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value()),
  ObjectId: (a: { id: Uint8Array }, b: { id: Uint8Array }) => Buffer.compare(a.id, b.id),
  boolean: (a: boolean, b: boolean) => Number(a) - Number(b),
  Date: (a: Date, b: Date) => a.getTime() - b.getTime(),
  Timestamp: (a: Timestamp, b: Timestamp) => a.compare(b),
};

function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function compareDocuments(a: Doc, b: Doc): number {
  return firstDifference([...a], [...b], ([name, value], [otherName, other]) => {
    const types = TYPES.indexOf(typeOf(value)) - TYPES.indexOf(typeOf(other));
    return types || compareText(name, otherName) || referenceOrder(value, other);
  });
}

function firstDifference<T>(a: T[], b: T[], compare: (one: T, other: T) => number): number {
  for (const [at, one] of a.entries()) {
    const other = b[at];
    const difference = other === undefined ? 1 : compare(one, other);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareNumbers(a: Numeric, b: Numeric): number {
  const [x, y] = [special(a), special(b)];
  if (x !== undefined || y !== undefined) return (x ?? 0) - (y ?? 0);
  const [left, right] = [fraction(a), fraction(b)];
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** Where NaN and the infinities stand among the others, which are at 0. */
function special(value: Numeric): number | undefined {
  const text = value._bsontype === 'Double' ? String(value.value) : value.toString();
  return { NaN: -2, '-Infinity': -1, Infinity: 1 }[text];
}

function fraction(value: Numeric): { numerator: bigint; denominator: bigint } {
  if (value._bsontype === 'Double' || value instanceof Int32) {
    let [scaled, denominator] = [value.value, 1n];
    for (; !Number.isInteger(scaled); scaled *= 2) denominator *= 2n;
    return { numerator: BigInt(scaled), denominator };
  }
  const [mantissa = '', power = '0'] = value.toString().split('E');
  const [whole = '', part = ''] = mantissa.split('.');
  const exponent = Number(power) - part.length;
  const numerator = BigInt(whole + part) * 10n ** BigInt(Math.max(exponent, 0));
  return { numerator, denominator: 10n ** BigInt(Math.max(-exponent, 0)) };
}
