import { Binary, deserialize, EJSON, serialize } from 'bson';
import { type Document } from 'mongodb';

/** Looks up an entity that an expectation names; throws if there is none. */
export type Lookup = (kind: 'value' | 'lsid', id: string) => unknown;

/** A value as its BSON types, apart from the live object; undefined stays undefined. */
export function snapshot(value: unknown): unknown {
  if (value === undefined) return undefined;
  const bytes = serialize({ value: plain(value) }, { ignoreUndefined: true });
  return (deserialize(bytes, { promoteValues: false }) as { value?: unknown }).value;
}

/** Maps of the driver's results become documents. */
function plain(value: unknown): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, inner]) => [String(name), plain(inner)]));
  }
  if (Array.isArray(value)) return value.map(plain);
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date) && !('_bsontype' in value) && !(value instanceof Uint8Array);
}

/**
 * Where and how a value (a `snapshot`) differs from what is expected; undefined if it does not. A document may have
 * more fields than expected only at the root.
 */
export function difference(
  expected: unknown,
  actual: unknown,
  lookup: Lookup,
  root = true,
): string | undefined {
  const special = specialOf(expected);
  if (special) return special.check(special.operand, actual, { lookup, root });
  if (Array.isArray(expected)) return arrayDifference(expected, actual, lookup, root);
  if (isDocument(expected)) return documentDifference(expected, actual, lookup, root);
  return same(expected, actual) ? undefined : `expected ${show(expected)}, got ${show(actual)}`;
}

interface Where {
  lookup: Lookup;
  root: boolean;
}

type Check = (operand: unknown, actual: unknown, where: Where) => string | undefined;

function specialOf(expected: unknown): { operand: unknown; check: Check } | undefined {
  if (!isDocument(expected)) return undefined;
  const [name = ''] = Object.keys(expected);
  if (!name.startsWith('$$')) return undefined;
  const check = CHECKS[name];
  if (!check) throw new Error(`The runner does not know ${name}`);
  return { operand: expected[name], check };
}

const CHECKS: Partial<Record<string, Check>> = {
  $$exists: (wanted, actual) =>
    (actual !== undefined) === wanted
      ? undefined
      : `expected ${wanted === true ? 'a value' : 'none'}, got ${show(actual)}`,
  $$type: (types, actual) => {
    const wanted = [types].flat();
    const fits =
      wanted.includes(typeOf(actual)) || (wanted.includes('number') && NUMBERS.has(typeOf(actual)));
    return fits ? undefined : `expected type ${wanted.join(' or ')}, got ${typeOf(actual)}`;
  },
  $$unsetOrMatches: (inner, actual, { lookup, root }) =>
    actual === undefined || actual === null ? undefined : difference(inner, actual, lookup, root),
  $$matchesEntity: (id, actual, { lookup, root }) =>
    difference(snapshot(lookup('value', String(id))), actual, lookup, root),
  $$sessionLsid: (id, actual, { lookup }) =>
    difference(snapshot(lookup('lsid', String(id))), actual, lookup, false),
  $$matchesHexBytes: (hex, actual) => {
    const bytes = actual instanceof Binary ? Buffer.from(actual.value()).toString('hex') : show(actual);
    return bytes === hex ? undefined : `expected the bytes ${String(hex)}, got ${bytes}`;
  },
};

const NUMBERS = new Set(['int', 'long', 'double', 'decimal']);

function typeOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'object') return typeof value;
  if (!('_bsontype' in value)) return 'object';
  return TYPES[String(value._bsontype)] ?? String(value._bsontype);
}

const TYPES: Partial<Record<string, string>> = {
  Int32: 'int', Long: 'long', Double: 'double', Decimal128: 'decimal', ObjectId: 'objectId', Binary: 'binData',
  UUID: 'binData', Timestamp: 'timestamp', BSONRegExp: 'regex', MinKey: 'minKey', MaxKey: 'maxKey',
}; // prettier-ignore

function arrayDifference(
  expected: unknown[],
  actual: unknown,
  lookup: Lookup,
  root: boolean,
): string | undefined {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    return `expected ${expected.length} elements, got ${show(actual)}`;
  }
  return firstOf(expected.map((one, at) => inside(String(at), difference(one, actual[at], lookup, root))));
}

function documentDifference(
  expected: Document,
  actual: unknown,
  lookup: Lookup,
  root: boolean,
): string | undefined {
  if (!isDocument(actual)) return `expected ${show(expected)}, got ${show(actual)}`;
  const extra = root ? [] : Object.keys(actual).filter((name) => !(name in expected));
  if (extra.length > 0) return `unexpected field ${extra.join(', ')}`;
  return firstOf(
    Object.entries(expected).map(([name, value]) =>
      inside(name, difference(value, actual[name], lookup, false)),
    ),
  );
}

function firstOf(differences: (string | undefined)[]): string | undefined {
  return differences.find((one) => one !== undefined);
}

function inside(name: string, found: string | undefined): string | undefined {
  return found === undefined ? undefined : `${name}: ${found}`;
}

function same(expected: unknown, actual: unknown): boolean {
  return actual !== undefined && show(expected) === show(actual);
}

/** A value as relaxed extended JSON, in which numbers of all types look alike. */
export function show(value: unknown): string {
  return value === undefined ? 'nothing' : EJSON.stringify(value, { relaxed: true });
}
