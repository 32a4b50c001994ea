import { isDoc, isNumeric, toNumber, type Doc, type Value } from '../bson/value.ts';
import { ServerError, typeMismatch } from '../errors.ts';
import { keysOfDocument } from '../storage/index-keys.ts';
import { pathOf } from './paths.ts';
import { type SortFields } from './plan.ts';

const MEMORY_LIMIT = 100 * 1024 * 1024;

/** Reads a sort specification: 1 or -1 for each path. */
export function parseSort(spec: Value | undefined): SortFields {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw typeMismatch('Expected field sort to be of type object');
  return [...spec].map(([path, direction]) => {
    pathOf(path);
    const number = toNumber(direction);
    if (number === 1 || number === -1) return [path, number];
    if (!isNumeric(direction)) throw new ServerError(15974, `Illegal key in $sort specification: ${path}`);
    throw new ServerError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  });
}

/** Sorts in memory (stable); refuses beyond 100 MB, as MongoDB without a disk does. */
export function sortBy<T extends { raw: Buffer }>(
  items: Iterable<T>,
  sort: SortFields,
  read: (item: T) => Doc,
): T[] {
  let left = MEMORY_LIMIT;
  const keyed: { item: T; key: Buffer }[] = [];
  for (const item of items) {
    left -= item.raw.length;
    if (left < 0)
      throw new ServerError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        'Sort exceeded memory limit of 104857600 bytes',
      );
    keyed.push({ item, key: sortKey(read(item), sort) });
  }
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ item }) => item);
}

/** A document is sorted by the first key that an index of the same fields would have of it. */
function sortKey(doc: Doc, sort: SortFields): Buffer {
  const { keys } = keysOfDocument({ key: sort }, doc, Infinity);
  return [...keys.values()].map(({ bytes }) => bytes).reduce((a, b) => (Buffer.compare(a, b) <= 0 ? a : b));
}
