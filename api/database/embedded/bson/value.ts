import {
  type Binary, type BSONRegExp, type Decimal128, type Double, Int32, type Long, type MaxKey, type MinKey, type ObjectId,
  type Timestamp,
} from 'bson'; // prettier-ignore

/** A BSON document in field order. A Map, because an object would move integer-like names first. */
export type Doc = Map<string, Value>;

/** A number in one of the four types BSON keeps apart. */
export type Numeric = Int32 | Double | Long | Decimal128;

/** A BSON value, with no type promoted: 5.0 stays a Double. */
export type Value = Simple | Numeric | Doc | Value[];

/** A BSON value that holds no others and is no number. */
export type Simple =
  null | string | boolean | Date | ObjectId | Binary | Timestamp | BSONRegExp | MinKey | MaxKey;

/** What `encode` takes: values, and for answers also numbers and objects. */
export type Encodable =
  Value | undefined | number | Map<string, Encodable> | Encodable[] | { [field: string]: Encodable };

/** Whether a value is a sub-document. */
export function isDoc(value: unknown): value is Doc {
  return value instanceof Map;
}

/** Whether a value is one of the four number types. */
export function isNumeric(value: Value | undefined): value is Numeric {
  if (typeof value !== 'object' || value === null || !('_bsontype' in value)) return false;
  return ['Int32', 'Double', 'Long', 'Decimal128'].includes(value._bsontype);
}

/** The number as the nearest JavaScript number; undefined for anything but a number. */
export function toNumber(value: Numeric): number;
export function toNumber(value: Value | undefined): number | undefined;
export function toNumber(value: Value | undefined): number | undefined {
  if (!isNumeric(value)) return undefined;
  if (value._bsontype === 'Int32' || value._bsontype === 'Double') return value.value;
  return Number(value.toString());
}

/** Whether an option is switched on: true or a number other than 0, as MongoDB reads flags. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  const number = toNumber(value);
  return number === undefined || number !== 0;
}

/** The content of a binary value, without copying. */
export function bytesOf(value: Binary): Uint8Array {
  return value.buffer.subarray(0, value.position);
}

/** A 32-bit integer value. */
export function int(value: number): Int32 {
  return new Int32(value);
}

/** The names MongoDB gives to types, in errors. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Date) return 'date';
  if (Array.isArray(value)) return 'array';
  if (isDoc(value)) return 'object';
  return BSON_TYPE_NAMES[value._bsontype];
}

const BSON_TYPE_NAMES = {
  Int32: 'int', Double: 'double', Long: 'long', Decimal128: 'decimal', ObjectId: 'objectId', Binary: 'binData',
  Timestamp: 'timestamp', BSONRegExp: 'regex', MinKey: 'minKey', MaxKey: 'maxKey',
} as const; // prettier-ignore

/** A value in an error's sentence, as MongoDB writes it. */
export function show(value: Value | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isDoc(value)) return `{ ${[...value].map(([name, inner]) => `${name}: ${show(inner)}`).join(', ')} }`;
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`;
  if (value._bsontype === 'ObjectId') return `ObjectId('${value.toHexString()}')`;
  if (value._bsontype === 'Binary') return `BinData(${value.sub_type}, ${value.toString('hex')})`;
  return isNumeric(value) ? value.toString() : typeName(value);
}
