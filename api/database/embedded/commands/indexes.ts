import { encode, type Reply } from '../bson/encode.ts';
import { equal } from '../bson/keys.ts';
import { type Doc, type Encodable, isDoc, isTruthy, toNumber, typeName, type Value } from '../bson/value.ts';
import { failedToParse, notInSubset, ServerError } from '../errors.ts';
import { readFilter } from '../query/filter.ts';
import { scan } from '../query/scan.ts';
import {
  allDocuments,
  allEntries,
  type Collection,
  fieldsOfIndex,
  type Index,
  removeRange,
} from '../storage/catalog.ts';
import { buildIndex } from '../storage/documents.ts';
import { type Command, type Context, namespaceOf, statements } from './context.ts';
import { isNamed } from './select.ts';

function createIndexes(context: Context): Reply {
  const { view, catalog } = context;
  const specs = statements(context, 'indexes').map(parseSpec);
  const ns = namespaceOf(context);
  const existed = catalog.find(view, ns);
  let collection = existed ?? catalog.create(view, ns);
  const before = collection.indexes.length + 1;
  for (const wanted of specs) {
    if (wanted && !isThere(collection, wanted)) collection = addIndex(context, collection, wanted);
  }
  const after = collection.indexes.length + 1;
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: !existed,
    ...(before === after ? { note: 'all indexes already exist' } : {}),
  };
}

function addIndex({ view, catalog }: Context, collection: Collection, wanted: Omit<Index, 'id'>): Collection {
  const index: Index = { ...wanted, id: catalog.nextId() };
  const target = {
    view,
    catalog,
    collection: { ...collection, indexes: [], indexedFields: new Set(fieldsOfIndex(index)) },
  };
  const built = buildIndex(
    target,
    index,
    scan(view, collection, { ranges: [allDocuments(collection)], sorted: true }),
  );
  return catalog.saveIndexes(view, collection, [...collection.indexes, built]);
}

/** Reads one index specification; undefined for `_id_`, which is always there. */
function parseSpec(spec: Doc): Omit<Index, 'id'> | undefined {
  const key = spec.get('key');
  const name = spec.get('name');
  if (!isDoc(key) || key.size === 0) throw cannotCreate('Index keys cannot be an empty object');
  if (typeof name !== 'string' || name === '')
    throw failedToParse("The 'name' field is a required property of an index specification");
  const fields = [...key].map(([path, direction]): [string, 1 | -1] => [path, directionOf(path, direction)]);
  if (fields.length === 1 && fields[0]?.[0] === '_id') return undefined;
  return {
    name,
    key: fields,
    unique: isTruthy(spec.get('unique')),
    sparse: isTruthy(spec.get('sparse')),
    multikey: false,
    ordered: true,
    ...parsePartial(spec),
    ...parseExpiry(spec, fields.length),
  };
}

function cannotCreate(message: string): ServerError {
  return new ServerError('CannotCreateIndex', message);
}

function directionOf(path: string, direction: Value): 1 | -1 {
  const number = toNumber(direction);
  if (number === undefined) {
    const type = typeof direction === 'string' ? `'${direction}'` : typeName(direction);
    throw notInSubset('CannotCreateIndex', `The index type ${type}`);
  }
  if (number === 0 || Number.isNaN(number))
    throw cannotCreate('Values in the index key pattern cannot be 0.');
  if (path.split('.').some((part) => part === '' || part.startsWith('$') || /^\d+$/.test(part)))
    throw notInSubset('CannotCreateIndex', `The index path '${path}'`);
  return number > 0 ? 1 : -1;
}

function parsePartial(spec: Doc): Pick<Index, 'partial'> | object {
  const filter = spec.get('partialFilterExpression');
  if (filter === undefined) return {};
  if (!isDoc(filter)) throw cannotCreate('partialFilterExpression must be an object');
  if (spec.has('sparse')) throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options');
  return { partial: { spec: filter, ...readFilter(filter) } };
}

function parseExpiry(spec: Doc, fields: number): Pick<Index, 'expireAfterSeconds'> | object {
  const value = spec.get('expireAfterSeconds');
  if (value === undefined) return {};
  const seconds = toNumber(value);
  if (seconds === undefined || seconds < 0 || seconds > 0x7fffffff)
    throw cannotCreate("TTL index 'expireAfterSeconds' option must be a number from 0 to 2147483647");
  if (fields !== 1)
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL');
  return { expireAfterSeconds: Math.trunc(seconds) };
}

/** Whether just this index is there; another of its name (86) or with other options (85) is refused. */
function isThere({ indexes }: Collection, wanted: Omit<Index, 'id'>): boolean {
  const sameKey = indexes.find(({ key }) => JSON.stringify(key) === JSON.stringify(wanted.key));
  const sameName = indexes.find(({ name }) => name === wanted.name);
  if (sameName && (sameName !== sameKey || !sameOptions(sameKey, wanted)))
    throw new ServerError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index: ${wanted.name}`,
    );
  if (sameKey && !sameName)
    throw new ServerError(
      'IndexOptionsConflict',
      `Index already exists with a different name: ${sameKey.name}`,
    );
  return sameKey !== undefined;
}

function sameOptions(a: Omit<Index, 'id'>, b: Omit<Index, 'id'>): boolean {
  const flags =
    a.unique === b.unique && a.sparse === b.sparse && a.expireAfterSeconds === b.expireAfterSeconds;
  return flags && equal(a.partial?.spec, b.partial?.spec);
}

function requireCollection(context: Context): Collection {
  const ns = namespaceOf(context);
  const collection = context.catalog.find(context.view, ns);
  if (!collection) throw new ServerError('NamespaceNotFound', `ns does not exist: ${ns}`);
  return collection;
}

function listIndexes(context: Context): Reply {
  const { ns, indexes } = requireCollection(context);
  const all = [{ v: 2, key: { _id: 1 }, name: '_id_' }, ...indexes.map(describe)];
  return context.cursors.start(all.map(encode), { ns });
}

function describe({
  name,
  key,
  unique,
  sparse,
  partial,
  expireAfterSeconds,
}: Index): Record<string, Encodable> {
  return {
    v: 2,
    key: new Map<string, number>(key),
    name,
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
    ...(partial ? { partialFilterExpression: partial.spec } : {}),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
}

function dropIndexes(context: Context): Reply {
  const { view, catalog, body } = context;
  const collection = requireCollection(context);
  const { indexes } = collection;
  const asked = body.get('index');
  const gone = asked === '*' ? indexes : [asked].flat().map((one) => indexNamed(collection, one));
  for (const index of gone) removeRange(view, allEntries(index));
  catalog.saveIndexes(
    view,
    collection,
    indexes.filter((index) => !gone.includes(index)),
  );
  return { nIndexesWas: indexes.length + 1 };
}

function indexNamed({ indexes }: Collection, asked: Value | undefined): Index {
  if (asked === '_id_') throw new ServerError('InvalidOptions', 'cannot drop _id index');
  const index = indexes.find((one) => isNamed(one, asked));
  if (index) return index;
  const name = typeof asked === 'string' ? asked : typeName(asked);
  throw new ServerError('IndexNotFound', `index not found with name [${name}]`);
}

/** The commands on indexes. */
export const INDEX_COMMANDS: Record<string, Command> = {
  createIndexes: { kind: 'write', inTransactions: true, run: createIndexes },
  listIndexes: { kind: 'read', run: listIndexes },
  dropIndexes: { kind: 'write', run: dropIndexes },
};
