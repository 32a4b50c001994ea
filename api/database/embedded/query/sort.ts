import { compare } from '../bson/order.ts';
import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { ServerError, typeMismatch } from '../errors.ts';
import { isArrayIndex } from './paths.ts';
import { type SortFields } from './plan.ts';

const MEMORY_LIMIT = 100 * 1024 * 1024;

/** Reads a sort specification: 1 or -1 for each path. */
export function parseSort(spec: Value | undefined): SortFields {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw typeMismatch('Expected field sort to be of type object');
  return [...spec].map(([path, direction]) => {
    const number = toNumber(direction);
    if (number === 1 || number === -1) return [path, number];
    if (!isNumeric(direction)) throw new ServerError(15974, `Illegal key in $sort specification: ${path}`);
    throw new ServerError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  });
}

/** A value to sort by; no values stand for an empty array, which is below null. */
type SortKey = readonly (Value | undefined)[];

/** What a document is sorted by at a path: of an array, its least or greatest element. */
function sortKey(doc: Doc, path: string, direction: 1 | -1): SortKey {
  const keys = reached(doc, path.split('.'), 0);
  return keys.reduce((best, key) => (compareKeys(key, best) * direction < 0 ? key : best));
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a.length > 0 && b.length > 0) return compare(a[0], b[0]);
  if (a.length === b.length) return 0;
  const side = compare((a.length > 0 ? a : b)[0], null) < 0 ? 1 : -1;
  return a.length === 0 ? side : -side;
}

function reached(value: Value | undefined, path: string[], at: number): SortKey[] {
  const segment = path[at];
  if (!Array.isArray(value)) {
    if (segment === undefined) return [[value]];
    return reached(isDoc(value) ? value.get(segment) : undefined, path, at + 1);
  }
  if (segment === undefined) return value.length === 0 ? [[]] : value.map((element) => [element]);
  if (isArrayIndex(segment)) return reached(value[Number(segment)], path, at + 1);
  if (value.length === 0) return [[undefined]];
  return value.flatMap((element) => (isDoc(element) ? reached(element, path, at) : [[undefined]]));
}

/** Sorts in memory (stable); refuses beyond 100 MB, as MongoDB without a disk does. */
export function sortBy<T>(
  items: Iterable<T>,
  sort: SortFields,
  read: (item: T) => { doc: Doc; size: number },
): T[] {
  let left = MEMORY_LIMIT;
  const keyed: { item: T; keys: SortKey[] }[] = [];
  for (const item of items) {
    const { doc, size } = read(item);
    left -= size;
    if (left < 0)
      throw new ServerError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        'Sort exceeded memory limit of 104857600 bytes',
      );
    keyed.push({ item, keys: sort.map(([path, direction]) => sortKey(doc, path, direction)) });
  }
  keyed.sort((a, b) => {
    for (const [at, [, direction]] of sort.entries()) {
      const order = compareKeys(a.keys[at] ?? [], b.keys[at] ?? []);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}
