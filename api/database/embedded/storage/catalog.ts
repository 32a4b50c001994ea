import { afterPrefix } from '../bson/keys.ts';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { type Doc, type Encodable, isDoc, isTruthy, toNumber } from '../bson/value.ts';
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
    for (const { id, indexes } of this.list(view))
      this.lastId = Math.max(this.lastId, id, ...indexes.map((index) => index.id));
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

  /** All collections, or those of one database. */
  list(view: View, db?: string): Collection[] {
    return view
      .range(prefixRange(catalogKey(db === undefined ? '' : `${db}.`)))
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
    return this.keep(view, { ns, id: this.nextId() }, []);
  }

  /** Keeps a changed list of indexes and returns the collection as it now is. */
  keep(view: View, { ns, id }: Pick<Collection, 'ns' | 'id'>, indexes: Index[]): Collection {
    const bytes = encode({ id, indexes: indexes.map(storedIndex) });
    view.put(catalogKey(ns), bytes);
    return parseCollection(ns, bytes);
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

function parseCollection(ns: string, bytes: Buffer): Collection {
  const doc = decode(bytes);
  const [id, stored] = [toNumber(doc.get('id')), doc.get('indexes')];
  if (id === undefined || !Array.isArray(stored)) throw new Error(`The catalog entry of ${ns} is damaged`);
  const indexes = stored.filter(isDoc).map(parseIndex);
  const [db = ''] = ns.split('.', 1);
  const indexedFields = new Set(['_id', ...indexes.flatMap((index) => [...fieldsOfIndex(index)])]);
  return { db, name: ns.slice(db.length + 1), ns, id, indexes, indexedFields };
}

/** The top-level fields that an index needs from a document. */
export function fieldsOfIndex({ key, partial }: Index): Set<string> {
  return new Set([...key.map(([path]) => topField(path)), ...(partial?.fields ?? [])]);
}

/** Reads an index from its specification, or from the catalog, which keeps that and more. */
export function parseIndex(doc: Doc): Index {
  const [key, name, expire] = [doc.get('key'), doc.get('name'), toNumber(doc.get('expireAfterSeconds'))];
  const filter = doc.get('partialFilterExpression') ?? doc.get('partial');
  return {
    id: toNumber(doc.get('id')) ?? 0,
    name: typeof name === 'string' ? name : '',
    key: isDoc(key) ? [...key].map(([path, way]) => [path, (toNumber(way) ?? 1) < 0 ? -1 : 1]) : [],
    unique: isTruthy(doc.get('unique')),
    multikey: isTruthy(doc.get('multikey')),
    ordered: doc.get('ordered') !== false,
    ...(isDoc(filter) ? { partial: { spec: filter, ...readFilter(filter) } } : {}),
    ...(expire === undefined ? {} : { expireAfterSeconds: Math.trunc(expire) }),
  };
}

function storedIndex(index: Index): { [field: string]: Encodable } {
  const { id, multikey, ordered } = index;
  return { ...specificationOf(index), id, multikey, ordered };
}

/** An index as its specification says it. */
export function specificationOf(index: Index): { [field: string]: Encodable } {
  const { name, key, unique, partial, expireAfterSeconds } = index;
  return {
    v: 2,
    key: new Map<string, number>(key),
    name,
    ...(unique ? { unique } : {}),
    ...(partial ? { partialFilterExpression: partial.spec } : {}),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
}
