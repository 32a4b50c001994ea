import { type Binary, type Timestamp } from 'bson';
import { compareNumbers } from './numbers.ts';
import { type Doc, isDoc, isNumeric, typeName, type Value } from './value.ts';

/** The place of each type in MongoDB's order; missing counts as null. */
export const RANKS = {
  minKey: 0x02, emptyArray: 0x04, null: 0x05, number: 0x0a, string: 0x0f, object: 0x14, array: 0x19, binData: 0x1e,
  objectId: 0x23, bool: 0x28, date: 0x2d, timestamp: 0x2f, regex: 0x32, maxKey: 0x7f,
} as const; // prettier-ignore

/** The rank of a value's type. */
export function rankOf(value: Value | undefined): number {
  if (isNumeric(value)) return RANKS.number;
  const type = typeName(value);
  return type === 'missing'
    ? RANKS.null
    : RANKS[type as Exclude<keyof typeof RANKS, 'number' | 'emptyArray'>];
}

/** MongoDB's total order of values: by type, then by value; below 0, 0 or above. */
export function compare(a: Value | undefined, b: Value | undefined): number {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0 || a === undefined || b === undefined) return difference;
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if (isDoc(a) && isDoc(b)) return compareDocs(a, b);
  if (a instanceof Date && b instanceof Date) return Math.sign(a.getTime() - b.getTime());
  if (typeof a === 'boolean') return Number(a) - Number(b);
  return compareBsonValues(a, b);
}

/** Whether two values are equal as MongoDB sees it: 1 and 1.0 are, {a,b} and {b,a} are not. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  return compare(a, b) === 0;
}

/** UTF-8 order, which UTF-16's differs from above U+D800. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATES.test(a) && !SURROGATES.test(b)) return a < b ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const SURROGATES = /[\ud800-\uffff]/;

function compareArrays(a: Value[], b: Value[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = compare(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareDocs(a: Doc, b: Doc): number {
  const others = b.entries();
  for (const [name, value] of a) {
    const next = others.next();
    if (next.done) return 1;
    const [otherName, other] = next.value;
    const difference = rankOf(value) - rankOf(other) || compareText(name, otherName) || compare(value, other);
    if (difference !== 0) return difference;
  }
  return others.next().done ? 0 : -1;
}

function compareBsonValues(a: Value, b: Value): number {
  if (typeof a !== 'object' || a === null || !('_bsontype' in a)) return 0;
  switch (a._bsontype) {
    case 'ObjectId':
      return Buffer.compare(a.id, (b as typeof a).id);
    case 'Binary':
      return compareBinary(a, b as Binary);
    case 'Timestamp':
      return a.compare(b as Timestamp);
    case 'BSONRegExp':
      return (
        compareText(a.pattern, (b as typeof a).pattern) || compareText(a.options, (b as typeof a).options)
      );
    default:
      return 0;
  }
}

function compareBinary(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(bytesOf(a), bytesOf(b));
}

/** The content of a binary value, without copying. */
export function bytesOf(value: Binary): Uint8Array {
  return value.buffer.subarray(0, value.position);
}
