import { EMPTY_ARRAY_KEY, inverted, type Key, KEY_LIMIT, keyOf } from '../bson/keys.ts';
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
  const start = index.key.map(([path]) => advance({ value: doc, rest: path.split('.'), at: '' }));
  expand({ ...index, limit }, start, result);
  return result;
}

/** How far a path has been walked: it stops at its end or at an array, which gives several keys. */
interface Walk {
  value: Value | undefined;
  rest: string[];
  at: string;
}

const EMPTY: unique symbol = Symbol('empty array');

function advance(from: Walk): Walk {
  let { value, rest, at } = from;
  while (rest.length > 0 && !Array.isArray(value)) {
    const [name = '', ...others] = rest;
    value = isDoc(value) ? value.get(name) : undefined;
    at += `.${name}`;
    rest = value === undefined ? [] : others;
  }
  return { value, rest, at };
}

function expand(
  index: Fields & { limit: number },
  fields: (Walk | typeof EMPTY)[],
  result: DocumentKeys,
): void {
  const open = fields.filter((field) => field !== EMPTY && !isDone(field)) as Walk[];
  const [first] = open;
  if (!first || !Array.isArray(first.value)) {
    addKey(index, fields, result);
    return;
  }
  if (open.some(({ at }) => at !== first.at)) {
    throw new ServerError(
      'CannotIndexParallelArrays',
      `cannot index parallel arrays [${open.map(({ at }) => at.split('.').pop()).join('] [')}]`,
    );
  }
  result.multikey = true;
  const elements: (Value | typeof EMPTY)[] = first.value.length === 0 ? [EMPTY] : first.value;
  for (const element of elements) {
    expand(
      index,
      fields.map((field) => (field === EMPTY || isDone(field) ? field : within(field, element))),
      result,
    );
  }
}

function isDone(field: Walk): boolean {
  return !Array.isArray(field.value) || (field.at.endsWith('[]') && field.rest.length === 0);
}

function within(field: Walk, element: Value | typeof EMPTY): Walk | typeof EMPTY {
  if (element === EMPTY)
    return field.rest.length === 0 ? EMPTY : { value: undefined, rest: [], at: field.at };
  if (field.rest.length === 0) return { value: element, rest: [], at: `${field.at}[]` };
  if (!isDoc(element)) return { value: undefined, rest: [], at: field.at };
  return advance({ value: element, rest: field.rest, at: `${field.at}[]` });
}

function addKey(
  { key: order, limit }: Fields & { limit: number },
  fields: (Walk | typeof EMPTY)[],
  result: DocumentKeys,
): void {
  const values: (Value | undefined)[] = [];
  const parts = fields.map((field, at) => {
    values.push(field === EMPTY ? [] : field.value);
    const key: Key = field === EMPTY ? EMPTY_ARRAY_KEY : keyOf(field.value, limit);
    if (!key.ordered) result.ordered = false;
    return order[at]?.[1] === -1 ? inverted(key.bytes) : key.bytes;
  });
  const bytes = Buffer.concat(parts);
  result.keys.set(bytes.toString('latin1'), { bytes, values });
}
