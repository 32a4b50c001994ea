import { Int32 } from 'bson';
import { equal } from '../bson/order.ts';
import { type Doc, isDoc, isTruthy, toNumber, typeName, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { planQuery } from '../query/plan.ts';
import { compileFilter } from '../query/match.ts';
import { scan } from '../query/scan.ts';
import { allEntries, type Collection, type Index, removeRange } from '../storage/catalog.ts';
import { buildIndex } from '../storage/documents.ts';
import { type Command, type Context, namespaceOf, type Reply, statements } from './context.ts';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';

const OPTIONS = [
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'expireAfterSeconds',
  'partialFilterExpression',
];

function createIndexes(context: Context): Reply {
  const { view, catalog } = context;
  const ns = namespaceOf(context);
  const existed = catalog.find(view, ns);
  let collection = existed ?? catalog.create(view, ns);
  const before = collection.indexes.length + 1;
  for (const spec of statements(context, 'indexes', decode)) {
    const wanted = parseSpec(spec);
    if (!wanted || isThere(collection, wanted)) continue;
    const index: Index = { ...wanted, id: catalog.nextId() };
    const target = {
      view,
      catalog,
      collection: { ...collection, indexes: [], indexedFields: fieldsOf(index) },
    };
    const built = buildIndex(target, index, scan(view, collection, planQuery(collection, new Map(), [])));
    collection = catalog.saveIndexes(view, collection, [...collection.indexes, built]);
  }
  const after = collection.indexes.length + 1;
  const note = before === after ? { note: 'all indexes already exist' } : {};
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: !existed,
    ...note,
  };
}

function fieldsOf(index: Index): ReadonlySet<string> {
  const filtered = index.partial ? [...fieldNames(index.partial.filter)] : [];
  return new Set([...index.key.map(([path]) => path.split('.', 1)[0] ?? path), ...filtered]);
}

function fieldNames(filter: Doc): string[] {
  return [...filter].flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.', 1)[0] ?? name];
    return Array.isArray(value) ? value.filter(isDoc).flatMap(fieldNames) : [];
  });
}

/** Reads one index specification; undefined for `_id_`, which is always there. */
function parseSpec(spec: Doc): Omit<Index, 'id'> | undefined {
  for (const option of spec.keys()) {
    if (!OPTIONS.includes(option)) throw notInSubset('CannotCreateIndex', `The index option '${option}'`);
  }
  const key = spec.get('key');
  const name = spec.get('name');
  if (!isDoc(key) || key.size === 0)
    throw new ServerError('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (typeof name !== 'string' || name === '')
    throw new ServerError(
      'FailedToParse',
      "The 'name' field is a required property of an index specification",
    );
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
    ...parseExpiry(spec, fields),
  };
}

function directionOf(path: string, direction: Value): 1 | -1 {
  const number = toNumber(direction);
  if (number === undefined)
    throw notInSubset(
      'CannotCreateIndex',
      `The index type ${typeof direction === 'string' ? `'${direction}'` : typeName(direction)}`,
    );
  if (number === 0 || Number.isNaN(number))
    throw new ServerError('CannotCreateIndex', 'Values in the index key pattern cannot be 0.');
  if (
    path === '' ||
    path.split('.').some((part) => part === '' || part.startsWith('$') || /^\d+$/.test(part))
  ) {
    throw notInSubset('CannotCreateIndex', `The index path '${path}'`);
  }
  return number > 0 ? 1 : -1;
}

function parsePartial(spec: Doc): Pick<Index, 'partial'> | object {
  const filter = spec.get('partialFilterExpression');
  if (filter === undefined) return {};
  if (!isDoc(filter)) throw new ServerError('CannotCreateIndex', 'partialFilterExpression must be an object');
  if (spec.has('sparse'))
    throw new ServerError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  return { partial: { filter, matches: compileFilter(filter) } };
}

function parseExpiry(spec: Doc, fields: unknown[]): Pick<Index, 'expireAfterSeconds'> | object {
  const value = spec.get('expireAfterSeconds');
  if (value === undefined) return {};
  const seconds = toNumber(value);
  if (seconds === undefined || seconds < 0 || seconds > 0x7fffffff) {
    throw new ServerError(
      'CannotCreateIndex',
      "TTL index 'expireAfterSeconds' option must be a number from 0 to 2147483647",
    );
  }
  if (fields.length !== 1)
    throw new ServerError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  return { expireAfterSeconds: Math.trunc(seconds) };
}

/** Whether just this index is there; another of its name (86) or with other options (85) is refused. */
function isThere(collection: Collection, wanted: Omit<Index, 'id'>): boolean {
  const sameKey = collection.indexes.find(({ key }) => JSON.stringify(key) === JSON.stringify(wanted.key));
  const sameName = collection.indexes.find(({ name }) => name === wanted.name);
  if (sameName && sameName !== sameKey) {
    throw new ServerError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index: ${wanted.name}`,
    );
  }
  if (!sameKey) return false;
  if (!sameOptions(sameKey, wanted)) {
    throw new ServerError(
      sameName ? 'IndexKeySpecsConflict' : 'IndexOptionsConflict',
      `An equivalent index already exists with different options: ${sameKey.name}`,
    );
  }
  if (!sameName)
    throw new ServerError(
      'IndexOptionsConflict',
      `Index already exists with a different name: ${sameKey.name}`,
    );
  return true;
}

function sameOptions(a: Omit<Index, 'id'>, b: Omit<Index, 'id'>): boolean {
  const flags =
    a.unique === b.unique && a.sparse === b.sparse && a.expireAfterSeconds === b.expireAfterSeconds;
  return flags && equal(a.partial?.filter, b.partial?.filter);
}

function requireCollection(context: Context): Collection {
  const ns = namespaceOf(context);
  const collection = context.catalog.find(context.view, ns);
  if (!collection) throw new ServerError('NamespaceNotFound', `ns does not exist: ${ns}`);
  return collection;
}

function listIndexes(context: Context): Reply {
  const collection = requireCollection(context);
  const all = [{ v: 2, key: { _id: 1 }, name: '_id_' }, ...collection.indexes.map(describe)].map((spec) =>
    encode(spec),
  );
  return context.cursors.start(all, { ns: collection.ns });
}

function describe({
  name,
  key,
  unique,
  sparse,
  partial,
  expireAfterSeconds,
}: Index): Record<string, string | number | boolean | Doc | Map<string, number>> {
  return {
    v: 2,
    key: new Map<string, number>(key),
    name,
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
    ...(partial ? { partialFilterExpression: partial.filter } : {}),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
}

function dropIndexes(context: Context): Reply {
  const { view, catalog, body } = context;
  const collection = requireCollection(context);
  const asked = body.get('index');
  const gone =
    asked === '*'
      ? collection.indexes
      : (Array.isArray(asked) ? asked : [asked]).map((one) => indexNamed(collection, one));
  for (const index of gone) removeRange(view, allEntries(index));
  catalog.saveIndexes(
    view,
    collection,
    collection.indexes.filter((index) => !gone.includes(index)),
  );
  return { nIndexesWas: collection.indexes.length + 1 };
}

function indexNamed({ indexes }: Collection, asked: Value | undefined): Index {
  if (asked === '_id_') throw new ServerError('InvalidOptions', 'cannot drop _id index');
  const index = indexes.find(({ name, key }) =>
    isDoc(asked)
      ? equal(asked, new Map(key.map(([path, direction]) => [path, new Int32(direction)])))
      : name === asked,
  );
  if (!index)
    throw new ServerError(
      'IndexNotFound',
      `index not found with name [${typeof asked === 'string' ? asked : typeName(asked)}]`,
    );
  return index;
}

/** The commands on indexes. */
export const INDEX_COMMANDS: Record<string, Command> = {
  createIndexes: { kind: 'write', inTransactions: true, fields: ['indexes'], run: createIndexes },
  listIndexes: { kind: 'read', fields: ['cursor'], run: listIndexes },
  dropIndexes: { kind: 'write', fields: ['index'], run: dropIndexes },
};
