import { decode } from '../bson/decode.ts';
import { type Doc, int, isDoc, type Value } from '../bson/value.ts';
import { badValue, ServerError } from '../errors.ts';
import { compileFilter, fieldsOfFilter } from '../query/match.ts';
import { planQuery, type SortFields } from '../query/plan.ts';
import { type Deadline, scan } from '../query/scan.ts';
import { sortBy } from '../query/sort.ts';
import { type Collection, type Index } from '../storage/catalog.ts';
import { equal } from '../bson/order.ts';
import { type Stored } from '../storage/documents.ts';
import { type View } from '../storage/view.ts';

/** Which documents, in which order. */
export interface Selection {
  filter: Doc;
  sort?: SortFields;
  hint?: Value | undefined;
  skip?: number;
  limit?: number;
  deadline?: Deadline;
}

/** The stored documents a selection means, read as lazily as the order allows. */
export function* select(
  view: View,
  collection: Collection | undefined,
  selection: Selection,
): Generator<Stored> {
  const matches = compileFilter(selection.filter);
  const { filter, sort = [], skip = 0, limit = Infinity } = selection;
  if (!collection) return;
  const plan = planQuery(collection, filter, sort, hinted(collection, selection.hint));
  const found = matching(scan(view, collection, plan, selection.deadline), filter, matches);
  const ordered = plan.sorted ? found : sortBy(found, sort, (stored) => readSortFields(stored, sort));
  let position = 0;
  for (const stored of ordered) {
    if (position >= skip + limit) return;
    if (position++ >= skip) yield stored;
    if (position >= skip + limit) return;
  }
}

function* matching(
  candidates: Iterable<Stored>,
  filter: Doc,
  matches: (doc: Doc) => boolean,
): Generator<Stored> {
  const fields = new Set(fieldsOfFilter(filter));
  for (const stored of candidates) {
    if (filter.size === 0 || matches(decode(stored.raw, fields))) yield stored;
  }
}

function readSortFields({ raw }: Stored, sort: SortFields): { doc: Doc; size: number } {
  const fields = new Set(sort.map(([path]) => path.split('.', 1)[0] ?? path));
  return { doc: decode(raw, fields), size: raw.length };
}

function hinted(collection: Collection, hint: Value | undefined): Index | '_id_' | '$natural' | undefined {
  if (hint === undefined || hint === null || (isDoc(hint) && hint.size === 0)) return undefined;
  if (isDoc(hint) && hint.has('$natural')) return '$natural';
  if (hint === '_id_' || (isDoc(hint) && hint.size === 1 && hint.has('_id'))) return '_id_';
  const [index, another] = collection.indexes.filter((one) => isNamed(one, hint));
  if (!index)
    throw badValue('error processing query: hint provided does not correspond to an existing index');
  if (another)
    throw new ServerError('IndexNotFound', 'Hint matched multiple indexes, must hint by index name');
  return index;
}

/** Whether a name, or a key as the client writes it, means this index. */
export function isNamed({ name, key }: Index, asked: Value | undefined): boolean {
  if (!isDoc(asked)) return name === asked;
  return equal(asked, new Map(key.map(([path, direction]) => [path, int(direction)])));
}
