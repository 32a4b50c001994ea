import { EMPTY_ARRAY_KEY, inverted, KEY_LIMIT, keyOf } from '../bson/keys.ts';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { type Index } from './catalog.ts';

/** What one document puts into one index. */
export interface DocumentKeys {
  /** The keys, by their bytes as latin1, each with the values it was made from. */
  keys: Map<string, { bytes: Buffer; values: (Value | undefined)[] }>;
  multikey: boolean;
  ordered: boolean;
}

/** Bytes one component may take in this index, so that the whole key stays within what LMDB takes. */
export function componentLimit(index: Pick<Fields, 'key'>): number {
  return Math.min(KEY_LIMIT, Math.floor(1400 / index.key.length));
}

/** Fields in an order, and which documents are left out: an index, or the fields of a sort. */
type Fields = Pick<Index, 'partial'> & {
  key: readonly (readonly [path: string, direction: 1 | -1])[];
};

/** The keys of a document in an index; none if the index leaves it out. Two arrays side by side are refused (171). */
export function keysOfDocument(index: Fields, doc: Doc, limit = componentLimit(index)): DocumentKeys {
  const result: DocumentKeys = { keys: new Map(), multikey: false, ordered: true };
  if (index.partial && !index.partial.matches(doc)) return result;
  const fields = index.key.map(([path]) => follow(doc, path.split('.')));
  expand({ ...index, limit }, fields, result);
  return result;
}

/** Where the path of a field leads: to a value, or to an array on the way or at the end, which gives several keys. */
type Field = { value: Value | undefined | typeof EMPTY } | { array: Value[]; rest: string[] };

const EMPTY: unique symbol = Symbol('empty array');

function follow(from: Value, path: string[]): Field {
  let value: Value | undefined = from;
  for (const [at, name] of path.entries()) {
    if (Array.isArray(value)) return { array: value, rest: path.slice(at) };
    value = isDoc(value) ? value.get(name) : undefined;
  }
  return Array.isArray(value) ? { array: value, rest: [] } : { value };
}

function expand(index: Fields & { limit: number }, fields: Field[], result: DocumentKeys): void {
  const arrays = fields.filter((field) => 'array' in field);
  const [first] = arrays;
  if (!first) {
    addKey(index, fields, result);
    return;
  }
  // Paths that lead through one array go on together, element by element.
  if (arrays.some(({ array }) => array !== first.array)) throw parallelArrays(index, fields);
  result.multikey = true;
  const elements: (Value | typeof EMPTY)[] = first.array.length === 0 ? [EMPTY] : first.array;
  for (const element of elements) {
    const within = fields.map((field) => ('array' in field ? enter(element, field.rest) : field));
    expand(index, within, result);
  }
}

/** An element of an array: itself where the path ends there, be it an array; else what the path finds in a document. */
function enter(element: Value | typeof EMPTY, rest: string[]): Field {
  if (rest.length === 0) return { value: element };
  return element !== EMPTY && isDoc(element) ? follow(element, rest) : { value: undefined };
}

function parallelArrays({ key }: Fields, fields: Field[]): ServerError {
  const names = fields.flatMap((field, at) =>
    'array' in field ? [key[at]?.[0].split('.').at(-1 - field.rest.length)] : [],
  );
  return new ServerError('CannotIndexParallelArrays', `cannot index parallel arrays [${names.join('] [')}]`);
}

function addKey(
  { key: order, limit }: Fields & { limit: number },
  fields: Field[],
  result: DocumentKeys,
): void {
  const values = fields.map((field) => ('value' in field ? field.value : undefined));
  const parts = values.map((value, at) => {
    const key = value === EMPTY ? EMPTY_ARRAY_KEY : keyOf(value, limit);
    if (!key.ordered) result.ordered = false;
    return order[at]?.[1] === -1 ? inverted(key.bytes) : key.bytes;
  });
  const bytes = Buffer.concat(parts);
  const shown = values.map((value) => (value === EMPTY ? [] : value));
  result.keys.set(bytes.toString('latin1'), { bytes, values: shown });
}
