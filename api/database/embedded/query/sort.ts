import { compare } from '../bson/order.ts';
import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { type SortFields } from './plan.ts';

const MEMORY_LIMIT = 100 * 1024 * 1024;

/** Reads a sort specification: 1 or -1 for each path. */
export function parseSort(spec: Value | undefined): SortFields {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw new ServerError('TypeMismatch', 'Expected field sort to be of type object');
  return [...spec].map(([path, direction]) => {
    const number = toNumber(direction);
    if (number === 1 || number === -1) return [path, number];
    const known = isNumeric(direction)
      ? '$sort key ordering must be 1 (for ascending) or -1 (for descending)'
      : `Illegal key in $sort specification: ${path}`;
    throw new ServerError(isNumeric(direction) ? 'Location15975' : 'Location15974', known);
  });
}

/** The value a document is sorted by: of an array, its least or greatest; an empty array is below null. */
export function sortValue(doc: Doc, path: string, direction: 1 | -1): Value | undefined | typeof BELOW_NULL {
  return pick(reached(doc, path.split('.'), 0), direction);
}

/** Stands for an empty array, which is sorted before null. */
export const BELOW_NULL: unique symbol = Symbol('below null');

type SortKey = ReturnType<typeof sortValue>;

function reached(value: Value | undefined, path: string[], at: number): SortKey[] {
  const segment = path[at];
  if (Array.isArray(value)) {
    if (segment !== undefined && /^\d+$/.test(segment)) return reached(value[Number(segment)], path, at + 1);
    if (value.length === 0) return segment === undefined ? [BELOW_NULL] : [undefined];
    return segment === undefined
      ? value
      : value.flatMap((element) => (isDoc(element) ? reached(element, path, at) : [undefined]));
  }
  if (segment === undefined) return [value];
  return reached(isDoc(value) ? value.get(segment) : undefined, path, at + 1);
}

function pick(keys: SortKey[], direction: 1 | -1): SortKey {
  return keys.reduce((best, key) => (compareSortKeys(key, best) * direction < 0 ? key : best));
}

function compareSortKeys(a: SortKey, b: SortKey): number {
  if (a === BELOW_NULL || b === BELOW_NULL) {
    const other = a === BELOW_NULL ? b : a;
    if (other === BELOW_NULL) return 0;
    const side = compare(other, null) < 0 ? 1 : -1;
    return a === BELOW_NULL ? side : -side;
  }
  return compare(a, b);
}

/** Sorts in memory (stable); refuses beyond 100 MB, as MongoDB without a disk does. */
export function sortBy<T>(
  items: Iterable<T>,
  sort: SortFields,
  read: (item: T) => { doc: Doc; size: number },
): T[] {
  let size = 0;
  const keyed: { item: T; keys: SortKey[] }[] = [];
  for (const item of items) {
    const { doc, size: bytes } = read(item);
    size += bytes;
    if (size > MEMORY_LIMIT) {
      throw new ServerError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        'Sort exceeded memory limit of 104857600 bytes',
      );
    }
    keyed.push({ item, keys: sort.map(([path, direction]) => sortValue(doc, path, direction)) });
  }
  keyed.sort((a, b) => {
    for (const [at, [, direction]] of sort.entries()) {
      const order = compareSortKeys(a.keys[at], b.keys[at]);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}
