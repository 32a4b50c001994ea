import { afterPrefix, boundOf, inverted, keyOf } from '../bson/keys.ts';
import { RANKS, rankOf } from '../bson/order.ts';
import { type Doc } from '../bson/value.ts';
import {
  allDocuments,
  allEntries,
  type Collection,
  documentKey,
  entryKey,
  type Index,
} from '../storage/catalog.ts';
import { componentLimit } from '../storage/index-keys.ts';
import { type Range } from '../storage/view.ts';
import { implies, type Predicate, predicatesOf } from './predicates.ts';

/** Fields and directions of a sort. */
export type SortFields = readonly (readonly [path: string, direction: 1 | -1])[];

/** How a query reads: stretches of an index (or of the documents themselves) that hold every match and perhaps more. */
export interface Plan {
  index?: Index;
  ranges: Range[];
  /** Whether the documents come in the order asked for. */
  sorted: boolean;
}

const MAX_RANGES = 500;

/** Chooses how to read: a whole unique key first, then the most fields held equal, then a range, then the order. */
export function planQuery(
  collection: Collection,
  filter: Doc,
  sort: SortFields,
  hint?: Index | '_id_' | '$natural',
): Plan {
  const whole: Plan = { ranges: [allDocuments(collection)], sorted: sort.length === 0 };
  if (hint === '$natural') return whole;
  const predicates = predicatesOf(filter);
  const indexes =
    hint === undefined ? [ID_INDEX, ...collection.indexes] : [hint === '_id_' ? ID_INDEX : hint];
  let best: { plan: Plan; score: number } = { plan: whole, score: 0 };
  for (const index of indexes) {
    // An index must hold every document that can match.
    const partial = hint === undefined ? index.partial : undefined;
    if (partial && !implies(predicates, partial.filter)) continue;
    const candidate = consider(collection, index, predicates, sort);
    if (candidate.score > best.score || hint !== undefined) best = candidate;
  }
  return best.plan;
}

const ID_INDEX: Index = {
  id: 0, name: '_id_', key: [['_id', 1]], unique: true, multikey: false, ordered: true,
}; // prettier-ignore

interface Stretch {
  start: Buffer;
  end: Buffer | undefined;
}

function consider(
  collection: Collection,
  index: Index,
  predicates: ReadonlyMap<string, Predicate>,
  sort: SortFields,
): { plan: Plan; score: number } {
  let points: Buffer[] = [Buffer.alloc(0)];
  let fixed = 0;
  let score = 0;
  for (const [path, direction] of index.key) {
    const values = predicates.get(path)?.anyOf;
    if (!values || values.length * points.length > MAX_RANGES) break;
    const keys = [...new Set(values.map((value) => keyOf(value, limitOf(index)).bytes.toString('latin1')))];
    const parts = keys.map((key) => turned(Buffer.from(key, 'latin1'), direction));
    points = points.flatMap((point) => parts.map((part) => Buffer.concat([point, part])));
    fixed++;
    score += 10;
  }
  const stretches = rangeAfter(index, fixed, predicates);
  if (stretches) score += 5;
  if (index.unique && fixed === index.key.length) score += 100;
  const order = points.length <= 1 ? providedOrder(index, fixed, predicates, sort) : undefined;
  if (order !== undefined) score += index.name === '_id_' ? 1 : 2;
  const sorted = sort.length === 0 || order !== undefined;
  const ranges = points
    .flatMap((point) =>
      (stretches ?? [undefined]).map((stretch) => within(collection, index, point, stretch)),
    )
    .sort((a, b) => Buffer.compare(a.start, b.start));
  if (order === -1) ranges.reverse();
  const plan = {
    ranges: ranges.map((range) => (order === -1 ? { ...range, reverse: true } : range)),
    sorted,
  };
  return { plan: index === ID_INDEX ? plan : { ...plan, index }, score };
}

function limitOf(index: Index): number {
  return index === ID_INDEX ? componentLimit(ID_INDEX) : componentLimit(index);
}

function turned(bytes: Buffer, direction: 1 | -1): Buffer {
  return direction === -1 ? inverted(bytes) : bytes;
}

function within(collection: Collection, index: Index, point: Buffer, stretch: Stretch | undefined): Range {
  const place = (bytes: Buffer): Buffer =>
    index === ID_INDEX ? documentKey(collection, bytes) : entryKey(index, bytes);
  const whole = index === ID_INDEX ? allDocuments(collection) : allEntries(index);
  const start = place(stretch ? Buffer.concat([point, stretch.start]) : point);
  const end = stretch?.end ? place(Buffer.concat([point, stretch.end])) : afterPrefix(place(point));
  return { start, end: end ?? whole.end };
}

function rangeAfter(
  index: Index,
  fixed: number,
  predicates: ReadonlyMap<string, Predicate>,
): Stretch[] | undefined {
  const next = index.key[fixed];
  const predicate = next && predicates.get(next[0]);
  if (!predicate) return undefined;
  const stretch = stretchOf(predicate, index);
  if (!stretch) return undefined;
  if (next[1] === 1) return [stretch];
  return [
    {
      start: stretch.end ? inverted(stretch.end) : Buffer.alloc(0),
      end: afterPrefix(inverted(stretch.start)),
    },
  ];
}

/** The stretch of one component; on a multikey index the two bounds may hold of different elements, so one is used. */
function stretchOf({ lower, upper, prefix }: Predicate, index: Index): Stretch | undefined {
  if (prefix !== undefined) {
    const bytes = Buffer.concat([Buffer.from([RANKS.string]), Buffer.from(prefix).subarray(0, 40)]);
    return prefix.includes('\0') ? undefined : { start: bytes, end: afterPrefix(bytes) };
  }
  const bound = lower ?? upper;
  if (!bound || (lower && upper && rankOf(lower.value) !== rankOf(upper.value))) return undefined;
  const type = Buffer.from([rankOf(bound.value)]);
  let start: Buffer = type;
  let end = afterPrefix(type);
  if (lower) {
    const key = boundOf(lower.value, componentLimit(index));
    start = lower.included || !key.ordered ? key.bytes : (afterPrefix(key.bytes) ?? start);
  }
  if (upper && !(lower && index.multikey)) {
    const key = boundOf(upper.value, componentLimit(index));
    end = upper.included || !key.ordered ? afterPrefix(key.bytes) : key.bytes;
  }
  return { start, end };
}

/** 1 or -1 if reading the index forwards or backwards gives the order asked for. */
function providedOrder(
  index: Index,
  fixed: number,
  predicates: ReadonlyMap<string, Predicate>,
  sort: SortFields,
): 1 | -1 | undefined {
  if (sort.length === 0 || index.multikey || !index.ordered) return undefined;
  const asked = sort.filter(
    ([path]) =>
      !(
        predicates.get(path)?.anyOf?.length === 1 && index.key.some(([own], at) => own === path && at < fixed)
      ),
  );
  const own = index.key.slice(fixed);
  const turns = asked.map(([path, direction], at) => (own[at]?.[0] === path ? own[at][1] * direction : 0));
  if (turns.length === 0 || turns.every((turn) => turn === 1)) return 1;
  return turns.every((turn) => turn === -1) ? -1 : undefined;
}
