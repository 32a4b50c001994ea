import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { equal } from '../bson/keys.ts';
import { type Doc, int, isDoc, type Value } from '../bson/value.ts';
import { badValue, ServerError } from '../errors.ts';
import { type Filter, readFilter } from '../query/filter.ts';
import { topField } from '../query/paths.ts';
import { ID_INDEX, planQuery, type SortFields } from '../query/plan.ts';
import { type Projection } from '../query/project.ts';
import { type Deadline, scan } from '../query/scan.ts';
import { sortBy } from '../query/sort.ts';
import { type Collection, type Index } from '../storage/catalog.ts';
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

/** The stored documents a selection means, read as lazily as the order allows. What it asks for is checked at once. */
export function select(
  view: View,
  collection: Collection | undefined,
  selection: Selection,
): Generator<Stored> {
  return found(view, collection, selection, readFilter(selection.filter));
}

function* found(
  view: View,
  collection: Collection | undefined,
  { hint, deadline, sort = [], skip = 0, limit = Infinity }: Selection,
  filter: Filter,
): Generator<Stored> {
  if (!collection) return;
  const plan = planQuery(collection, filter, sort, hinted(collection, hint));
  const matches = matching(scan(view, collection, plan, deadline), filter);
  const fields = new Set(sort.map(([path]) => topField(path)));
  const ordered = plan.sorted ? matches : sortBy(matches, sort, ({ raw }) => decode(raw, fields));
  let position = 0;
  for (const stored of ordered) {
    if (position++ >= skip) yield stored;
    if (position >= skip + limit) return;
  }
}

function* matching(candidates: Iterable<Stored>, { matches, fields }: Filter): Generator<Stored> {
  for (const stored of candidates) if (fields.size === 0 || matches(decode(stored.raw, fields))) yield stored;
}

/** What a selection finds, as answers show it. */
export function* projected(stored: Iterable<Stored>, projection: Projection | undefined): Generator<Buffer> {
  for (const { raw } of stored)
    yield projection ? encode(projection.apply(decode(raw, projection.fields))) : raw;
}

function hinted({ indexes }: Collection, hint: Value | undefined): Index | undefined {
  if (hint === undefined || hint === null || (isDoc(hint) && hint.size === 0)) return undefined;
  const [index, another] = [ID_INDEX, ...indexes].filter((one) => isNamed(one, hint));
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
