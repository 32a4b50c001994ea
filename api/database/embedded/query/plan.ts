import { afterPrefix, boundOf, equal, inverted, keyOf, RANKS, rankOf } from '../bson/keys.ts';
import { isDoc, typeName, type Value } from '../bson/value.ts';
import { type Collection, documentKey, entryKey, type Index } from '../storage/catalog.ts';
import { componentLimit } from '../storage/index-keys.ts';
import { type Range } from '../storage/view.ts';
import { beginningOf, type Clause, type Filter } from './filter.ts';

/** Fields and directions of a sort. */
export type SortFields = readonly (readonly [path: string, direction: 1 | -1])[];

/** How a query reads: stretches of an index (or of the documents themselves) that hold every match and perhaps more. */
export interface Plan {
  index?: Index;
  ranges: Range[];
  /** Whether the documents come in the order asked for. */
  sorted: boolean;
}

/** The index by which the documents themselves lie. */
export const ID_INDEX: Index = {
  id: 0, name: '_id_', key: [['_id', 1]], unique: true, multikey: false, ordered: true,
}; // prettier-ignore

const MAX_RANGES = 500;

/** Chooses how to read: a whole unique key first, then the most fields held equal, then a range, then the order. */
export function planQuery(collection: Collection, { clauses }: Filter, sort: SortFields, hint?: Index): Plan {
  const usable = collection.indexes.filter((index) => isComplete(index, clauses));
  const candidates = (hint ? [hint] : [ID_INDEX, ...usable]).map((index) => consider(index, clauses, sort));
  const { index, points, stretch, order } = candidates.reduce((best, one) =>
    one.score > best.score ? one : best,
  );
  const isId = index === ID_INDEX;
  const ranges = rangesOf(points, stretch, (bytes) =>
    isId ? documentKey(collection, bytes) : entryKey(index, bytes),
  );
  return {
    ...(isId ? {} : { index }),
    ranges: order === -1 ? ranges.map((range) => ({ ...range, reverse: true })) : ranges,
    sorted: sort.length === 0 || order !== undefined,
  };
}

/** Whether the index holds every document that can match; false when in doubt. */
function isComplete({ partial }: Index, clauses: readonly Clause[]): boolean {
  return (partial?.clauses ?? []).every(({ path, operator, operand }) =>
    clauses.some((one) => one.path === path && one.operator === operator && equal(one.operand, operand)),
  );
}

/** A way to read: the beginnings of keys that hold fields equal, and the stretch after each. */
interface Candidate {
  index: Index;
  points: Buffer[];
  stretch: Stretch | undefined;
  order: 1 | -1 | undefined;
  score: number;
}

function consider(index: Index, clauses: readonly Clause[], sort: SortFields): Candidate {
  let points: Buffer[] = [Buffer.alloc(0)];
  let fixed = 0;
  for (const [path, direction] of index.key) {
    const parts = pointsAt(path, clauses)?.map((value) =>
      turned(keyOf(value, componentLimit(index)).bytes, direction),
    );
    if (!parts || parts.length * points.length > MAX_RANGES) break;
    points = points.flatMap((point) => parts.map((part) => Buffer.concat([point, part])));
    fixed++;
  }
  const stretch = stretchAfter(index, fixed, clauses);
  const order = points.length === 1 ? providedOrder(index, fixed, sort) : undefined;
  let score = fixed * 10 + (stretch ? 5 : 0);
  if (index.unique && fixed === index.key.length) score += 100;
  if (order && sort.length > 0) score += index === ID_INDEX ? 1 : 2;
  return { index, points, stretch, order, score };
}

/** The values that equal keys may have at a path, if a clause says which; arrays lie element by element, so are none. */
function pointsAt(path: string, clauses: readonly Clause[]): Value[] | undefined {
  for (const { operator, operand } of clauses.filter((clause) => clause.path === path)) {
    const values =
      operator === '$eq' ? [operand] : operator === '$in' && Array.isArray(operand) ? operand : undefined;
    if (values && !values.some(Array.isArray)) return values;
  }
  return undefined;
}

function turned(bytes: Buffer, direction: 1 | -1): Buffer {
  return direction === -1 ? inverted(bytes) : bytes;
}

/** Keys from `start` to before `end`, or without it to the last. */
interface Stretch {
  start: Buffer;
  end: Buffer | undefined;
}

function rangesOf(points: Buffer[], stretch: Stretch | undefined, place: (bytes: Buffer) => Buffer): Range[] {
  const ranges = points.map((point) => {
    const start = place(stretch ? Buffer.concat([point, stretch.start]) : point);
    const end = stretch?.end ? place(Buffer.concat([point, stretch.end])) : afterPrefix(place(point));
    return { start, end: end ?? Buffer.from([0xff]) };
  });
  ranges.sort((a, b) => Buffer.compare(a.start, b.start));
  // A value may be listed twice.
  return ranges.filter(({ start }, at) => !ranges[at - 1]?.start.equals(start));
}

/** The stretch of the component after the fixed ones that the clauses allow. */
function stretchAfter(index: Index, fixed: number, clauses: readonly Clause[]): Stretch | undefined {
  const [path, direction] = index.key[fixed] ?? [];
  const stretch = stretchOf(
    index,
    clauses.filter((clause) => clause.path === path),
  );
  if (!stretch || direction === 1) return stretch;
  const start = stretch.end ? inverted(stretch.end) : Buffer.alloc(0);
  return { start, end: afterPrefix(inverted(stretch.start)) };
}

function stretchOf(index: Index, clauses: readonly Clause[]): Stretch | undefined {
  const beginning = clauses.find(({ operator }) => operator === '$regex');
  if (beginning) return beginningWith(beginningOf(beginning.operand));
  const bounds = clauses.filter(({ operand }) => isBound(operand));
  const lower = bounds.find(({ operator }) => operator === '$gt' || operator === '$gte');
  const upper = bounds.find(({ operator }) => operator === '$lt' || operator === '$lte');
  const bound = lower ?? upper;
  if (!bound || (lower && upper && rankOf(lower.operand) !== rankOf(upper.operand))) return undefined;
  const type = Buffer.from([rankOf(bound.operand)]);
  let start: Buffer = type;
  let end = afterPrefix(type);
  if (lower) {
    const { bytes, ordered } = boundOf(lower.operand, componentLimit(index));
    start = lower.operator === '$gte' || !ordered ? bytes : (afterPrefix(bytes) ?? start);
  }
  // The two bounds may hold of different elements of an array, so there one is used.
  if (upper && !(lower && index.multikey)) {
    const { bytes, ordered } = boundOf(upper.operand, componentLimit(index));
    end = upper.operator === '$lte' || !ordered ? afterPrefix(bytes) : bytes;
  }
  return { start, end };
}

/** Strings that begin with a text; only with its first part, so that keys that were cut short lie there too. */
function beginningWith(text: string): Stretch | undefined {
  if (text.includes('\0')) return undefined;
  const start = Buffer.concat([Buffer.from([RANKS.string]), Buffer.from(text).subarray(0, 40)]);
  return { start, end: afterPrefix(start) };
}

/** Whether values above or below this one are a stretch; null is in order with nothing but itself. */
function isBound(value: Value): boolean {
  if (value === null || Array.isArray(value) || isDoc(value)) return false;
  return !['minKey', 'maxKey', 'regex'].includes(typeName(value));
}

/** 1 or -1 if reading the index forwards or backwards gives the order asked for. */
function providedOrder(index: Index, fixed: number, sort: SortFields): 1 | -1 | undefined {
  if (index.multikey || !index.ordered) return undefined;
  const held = index.key.slice(0, fixed).map(([path]) => path);
  const own = index.key.slice(fixed);
  const turns = sort
    .filter(([path]) => !held.includes(path))
    .map(([path, direction], at) => (own[at]?.[0] === path ? own[at][1] * direction : 0));
  if (turns.every((turn) => turn === 1)) return 1;
  return turns.every((turn) => turn === -1) ? -1 : undefined;
}
