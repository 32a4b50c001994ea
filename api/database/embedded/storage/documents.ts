import { decode } from '../bson/decode.ts';
import { keyOf } from '../bson/keys.ts';
import { type Doc, show, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import {
  type Catalog,
  type Collection,
  documentKey,
  entryKey,
  fieldsOfIndex,
  type Index,
} from './catalog.ts';
import { type DocumentKeys, keysOfDocument } from './index-keys.ts';
import { type View } from './view.ts';

/** MongoDB's limit for one document. */
export const MAX_DOCUMENT = 16 * 1024 * 1024;

/** A stored document: its bytes, and the key of its `_id`. */
export interface Stored {
  id: Buffer;
  raw: Buffer;
}

/** Where documents change: the state, the catalog, and the collection as it is now. */
export interface Target {
  view: View;
  catalog: Catalog;
  collection: Collection;
}

/** Stores a new document and its index entries; E11000 if a unique key is taken, and then nothing is stored. */
export function insertDocument(target: Target, raw: Buffer, doc: Doc): void {
  const { collection, view } = target;
  checkSize(raw);
  const value = doc.get('_id');
  const id = keyOf(value).bytes;
  const key = documentKey(collection, id);
  if (view.get(key)) throw duplicateKey(collection, { name: '_id_', key: [['_id', 1]] }, [value]);
  const changes = indexChanges(target, id, undefined, doc);
  view.put(key, raw);
  applyChanges(target, id, changes);
}

/** Replaces a stored document's content; its `_id` stays. */
export function replaceDocument(target: Target, old: Stored, raw: Buffer, doc: Doc): void {
  checkSize(raw);
  const before = decode(old.raw, target.collection.indexedFields);
  const changes = indexChanges(target, old.id, before, doc);
  target.view.put(documentKey(target.collection, old.id), raw);
  applyChanges(target, old.id, changes);
}

/** Removes a document and its index entries. */
export function removeDocument(target: Target, old: Stored): void {
  const before = decode(old.raw, target.collection.indexedFields);
  const changes = indexChanges(target, old.id, before, undefined);
  target.view.remove(documentKey(target.collection, old.id));
  applyChanges(target, old.id, changes);
}

function checkSize(raw: Buffer): void {
  if (raw.length > MAX_DOCUMENT) {
    throw new ServerError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${raw.length}, max size: ${MAX_DOCUMENT}`,
    );
  }
}

interface IndexChange {
  index: Index;
  put: Buffer[];
  remove: Buffer[];
  now: DocumentKeys;
}

function indexChanges(
  { view, collection }: Target,
  id: Buffer,
  before: Doc | undefined,
  after: Doc | undefined,
): IndexChange[] {
  return collection.indexes.map((index) => {
    const old = before ? keysOfDocument(index, before) : NOTHING;
    const now = after ? keysOfDocument(index, after) : NOTHING;
    const put: Buffer[] = [];
    for (const [name, { bytes, values }] of now.keys) {
      if (old.keys.has(name)) continue;
      const key = storedEntryKey(index, bytes, id);
      if (index.unique && view.get(key)) throw duplicateKey(collection, index, values);
      put.push(key);
    }
    const gone = [...old.keys].filter(([name]) => !now.keys.has(name));
    return { index, put, remove: gone.map(([, { bytes }]) => storedEntryKey(index, bytes, id)), now };
  });
}

/** An entry's full key: a unique one ends at its value, so that a second document with the value meets it. */
export function storedEntryKey(index: Index, bytes: Buffer, id: Buffer): Buffer {
  return entryKey(index, index.unique ? bytes : Buffer.concat([bytes, id]));
}

const NOTHING: DocumentKeys = { keys: new Map(), multikey: false, ordered: true };

function applyChanges(target: Target, id: Buffer, changes: IndexChange[]): void {
  for (const { put, remove } of changes) {
    for (const key of remove) target.view.remove(key);
    for (const key of put) target.view.put(key, id);
  }
  const news = changes.some(
    ({ index, now }) => (now.multikey && !index.multikey) || (!now.ordered && index.ordered),
  );
  if (!news) return;
  const indexes = changes.map(({ index, now }) => ({
    ...index,
    multikey: index.multikey || now.multikey,
    ordered: index.ordered && now.ordered,
  }));
  target.collection = target.catalog.keep(target.view, target.collection, indexes);
}

/** Fills a new index from the documents there are; E11000 (and nothing kept) if they break its uniqueness. */
export function buildIndex({ view, collection }: Target, index: Index, documents: Iterable<Stored>): Index {
  const fields = fieldsOfIndex(index);
  const entries: { key: Buffer; id: Buffer; values: (Value | undefined)[] }[] = [];
  const built = { ...index };
  for (const { id, raw } of documents) {
    const { keys, multikey, ordered } = keysOfDocument(index, decode(raw, fields));
    built.multikey ||= multikey;
    built.ordered &&= ordered;
    for (const { bytes, values } of keys.values())
      entries.push({ key: storedEntryKey(index, bytes, id), id, values });
  }
  // In key order the pages fill one after the other: many times faster than at random.
  entries.sort((a, b) => Buffer.compare(a.key, b.key));
  entries.forEach(({ key, id, values }, at) => {
    if (index.unique && entries[at - 1]?.key.equals(key)) throw duplicateKey(collection, index, values);
    view.put(key, id);
  });
  return built;
}

/** MongoDB's E11000, with `keyPattern` and `keyValue`. */
function duplicateKey(
  collection: Collection,
  index: Pick<Index, 'name' | 'key'>,
  values: (Value | undefined)[],
): ServerError {
  const shown = index.key.map(([path], at) => `${path}: ${show(values[at])}`).join(', ');
  return new ServerError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.ns} index: ${index.name} dup key: { ${shown} }`,
    {
      keyPattern: new Map(index.key),
      keyValue: new Map(index.key.map(([path], at) => [path, values[at] ?? null])),
    },
  );
}
