import { randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { type Doc, isDoc, isTruthy, toNumber, type Value } from '../bson/value.ts';
import { afterPrefix } from '../bson/keys.ts';
import { ServerError } from '../errors.ts';
import { type Filter, readFilter } from '../query/filter.ts';
import { topField } from '../query/paths.ts';
import { type Range, type View } from './view.ts';

/** One index beside `_id_`. */
export interface Index {
  id: number;
  name: string;
  key: [path: string, direction: 1 | -1][];
  unique: boolean;
  sparse: boolean;
  partial?: Filter & { spec: Doc };
  expireAfterSeconds?: number;
  /** Some document has an array on its path, so a document may appear more than once. */
  multikey: boolean;
  /** Every key keeps the order of its values; without it the index gives no sorted answers. */
  ordered: boolean;
}

/** A collection as the catalog knows it. Never changed in place: a change is saved and read again. */
export interface Collection {
  db: string;
  name: string;
  ns: string;
  id: number;
  uuid: Binary;
  indexes: Index[];
  /** The top-level fields that the indexes need from a document. */
  indexedFields: ReadonlySet<string>;
}

const CATALOG = 0x01;
const DOCUMENTS = 0x02;
const ENTRIES = 0x03;

/** The key of a stored document. */
export function documentKey(collection: Collection, id: Buffer): Buffer {
  return prefixed(DOCUMENTS, collection.id, id);
}

/** The key of an index entry. */
export function entryKey(index: Index, bytes: Buffer): Buffer {
  return prefixed(ENTRIES, index.id, bytes);
}

/** All documents of a collection. */
export function allDocuments(collection: Collection): Range {
  return prefixRange(documentKey(collection, Buffer.alloc(0)));
}

/** All entries of an index. */
export function allEntries(index: Index): Range {
  return prefixRange(entryKey(index, Buffer.alloc(0)));
}

/** Every key that begins with the prefix. */
export function prefixRange(prefix: Buffer): Range {
  return { start: prefix, end: afterPrefix(prefix) ?? Buffer.from([0xff]) };
}

function prefixed(space: number, id: number, rest: Buffer): Buffer {
  const key = Buffer.allocUnsafe(5 + rest.length);
  key[0] = space;
  key.writeUInt32BE(id, 1);
  rest.copy(key, 5);
  return key;
}

/** The catalog: which collections and indexes there are. Reads go through the caller's view, so it is as transactional as data. */
export class Catalog {
  private readonly cache = new Map<string, { bytes: Buffer; collection: Collection }>();
  private lastId = 0;

  /** Reads the whole catalog once, to know the ids in use and to fail early on damage. */
  constructor(view: View) {
    for (const { key, value } of view.range(prefixRange(Buffer.from([CATALOG])))) {
      const collection = parseCollection(key.toString('utf8', 1), value);
      this.lastId = Math.max(this.lastId, collection.id, ...collection.indexes.map((index) => index.id));
    }
  }

  nextId(): number {
    return ++this.lastId;
  }

  find(view: View, ns: string): Collection | undefined {
    const bytes = view.get(catalogKey(ns));
    if (!bytes) return undefined;
    const cached = this.cache.get(ns);
    if (cached?.bytes.equals(bytes)) return cached.collection;
    const collection = parseCollection(ns, bytes);
    this.cache.set(ns, { bytes, collection });
    return collection;
  }

  list(view: View, db?: string): Collection[] {
    const prefix = Buffer.from(db === undefined ? '' : `${db}.`);
    return view
      .range(prefixRange(Buffer.concat([Buffer.from([CATALOG]), prefix])))
      .map(({ key, value }) => parseCollection(key.toString('utf8', 1), value));
  }

  /** The collection for a write: it and its indexes stay as they are until the write is kept. */
  findForWrite(view: View, ns: string): Collection | undefined {
    const collection = this.find(view, ns);
    if (collection) view.share(catalogKey(ns));
    return collection;
  }

  findOrCreate(view: View, ns: string): Collection {
    return this.findForWrite(view, ns) ?? this.create(view, ns);
  }

  create(view: View, ns: string): Collection {
    checkNamespace(ns);
    const uuid = new Binary(uuidBytes(), Binary.SUBTYPE_UUID);
    view.put(catalogKey(ns), encode({ id: this.nextId(), uuid, indexes: [] }));
    const made = this.find(view, ns);
    if (!made) throw new Error(`The collection ${ns} was not kept`);
    return made;
  }

  /** Keeps a changed list of indexes and returns the collection as it now is. */
  saveIndexes(view: View, { ns, id, uuid }: Collection, indexes: Index[]): Collection {
    const saved = indexes.map(({ key, partial, ...rest }) => ({
      ...rest,
      key: new Map<string, number>(key),
      ...(partial ? { partial: partial.spec } : {}),
    }));
    view.put(catalogKey(ns), encode({ id, uuid, indexes: saved }));
    const made = this.find(view, ns);
    if (!made) throw new Error(`The collection ${ns} was not kept`);
    return made;
  }

  drop(view: View, collection: Collection): void {
    for (const index of collection.indexes) removeRange(view, allEntries(index));
    removeRange(view, allDocuments(collection));
    view.remove(catalogKey(collection.ns));
  }
}

/** Removes every key of a range, a stretch at a time. */
export function removeRange(view: View, range: Range): void {
  for (;;) {
    const entries = view.range({ ...range, limit: 1000 });
    for (const { key } of entries) view.remove(key);
    if (entries.length < 1000) return;
  }
}

function catalogKey(ns: string): Buffer {
  return Buffer.concat([Buffer.from([CATALOG]), Buffer.from(ns)]);
}

function checkNamespace(ns: string): void {
  const name = ns.slice(ns.indexOf('.') + 1);
  const wrong = name === '' || name.startsWith('.') || name.endsWith('.') || /[$\0]/.test(name);
  if (wrong || name.startsWith('system.'))
    throw new ServerError('InvalidNamespace', `Invalid namespace specified '${ns}'`);
  if (Buffer.byteLength(ns) > 255)
    throw new ServerError('InvalidNamespace', `Fully qualified namespace is too long: ${ns}`);
}

function uuidBytes(): Buffer {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}

function parseCollection(ns: string, bytes: Buffer): Collection {
  const doc = decode(bytes);
  const [id, uuid, indexes] = [toNumber(doc.get('id')), doc.get('uuid'), doc.get('indexes')];
  if (id === undefined || !(uuid instanceof Binary) || !Array.isArray(indexes)) {
    throw new Error(`The catalog entry of ${ns} is damaged`);
  }
  const parsed = indexes.filter(isDoc).map(parseIndex);
  const dot = ns.indexOf('.');
  return {
    db: ns.slice(0, dot),
    name: ns.slice(dot + 1),
    ns,
    id,
    uuid,
    indexes: parsed,
    indexedFields: new Set(['_id', ...parsed.flatMap(fieldsOfIndex)]),
  };
}

/** The top-level fields that an index needs from a document. */
export function fieldsOfIndex({ key, partial }: Pick<Index, 'key' | 'partial'>): string[] {
  return [...key.map(([path]) => topField(path)), ...(partial?.fields ?? [])];
}

function parseIndex(doc: Doc): Index {
  const key = doc.get('key');
  const name = doc.get('name');
  const filter = doc.get('partial');
  const expire = toNumber(doc.get('expireAfterSeconds'));
  return {
    id: toNumber(doc.get('id')) ?? 0,
    name: typeof name === 'string' ? name : '',
    key: isDoc(key) ? [...key].map(([path, direction]) => [path, directionOf(direction)]) : [],
    unique: isTruthy(doc.get('unique')),
    sparse: isTruthy(doc.get('sparse')),
    multikey: isTruthy(doc.get('multikey')),
    ordered: isTruthy(doc.get('ordered')),
    ...(isDoc(filter) ? { partial: { spec: filter, ...readFilter(filter) } } : {}),
    ...(expire === undefined ? {} : { expireAfterSeconds: expire }),
  };
}

function directionOf(value: Value): 1 | -1 {
  return (toNumber(value) ?? 1) < 0 ? -1 : 1;
}
