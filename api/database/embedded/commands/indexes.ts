import { decode } from '../bson/decode.ts';
import { encode, type Reply } from '../bson/encode.ts';
import { equal } from '../bson/keys.ts';
import { type Doc, isDoc, toNumber, typeName, type Value } from '../bson/value.ts';
import { failedToParse, notInSubset, ServerError } from '../errors.ts';
import { scanAll } from '../query/scan.ts';
import {
  allEntries,
  type Collection,
  type Index,
  parseIndex,
  removeRange,
  specificationOf,
} from '../storage/catalog.ts';
import { buildIndex } from '../storage/documents.ts';
import { type Command, type Context, namespaceOf, statements } from './context.ts';
import { isNamed } from './select.ts';

function createIndexes(context: Context): Reply {
  const { view, catalog } = context;
  const wanted = statements(context, 'indexes').filter(isBesideId).map(parseIndex);
  const ns = namespaceOf(context);
  const existed = catalog.find(view, ns);
  let collection = existed ?? catalog.create(view, ns);
  const before = collection.indexes.length + 1;
  for (const index of wanted) {
    if (!isThere(collection, index)) collection = addIndex(context, collection, index);
  }
  const after = collection.indexes.length + 1;
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: !existed,
    ...(before === after ? { note: 'all indexes already exist' } : {}),
  };
}

function addIndex({ view, catalog }: Context, collection: Collection, wanted: Index): Collection {
  const index = { ...wanted, id: catalog.nextId() };
  const built = buildIndex({ view, catalog, collection }, index, scanAll(view, collection));
  return catalog.keep(view, collection, [...collection.indexes, built]);
}

/** Checks an index specification, and whether it is one of another index than `_id_`, which is always there. */
function isBesideId(spec: Doc): boolean {
  const [key, name, filter] = [spec.get('key'), spec.get('name'), spec.get('partialFilterExpression')];
  if (!isDoc(key) || key.size === 0) throw cannotCreate('Index keys cannot be an empty object');
  if (typeof name !== 'string' || name === '')
    throw failedToParse("The 'name' field is a required property of an index specification");
  for (const [path, direction] of key) checkField(path, direction);
  if (filter !== undefined && !isDoc(filter)) throw cannotCreate('partialFilterExpression must be an object');
  checkExpiry(spec.get('expireAfterSeconds'), key.size);
  return key.size > 1 || !key.has('_id');
}

function cannotCreate(message: string): ServerError {
  return new ServerError('CannotCreateIndex', message);
}

function checkField(path: string, direction: Value): void {
  const number = toNumber(direction);
  if (number === undefined) {
    const type = typeof direction === 'string' ? `'${direction}'` : typeName(direction);
    throw notInSubset('CannotCreateIndex', `The index type ${type}`);
  }
  if (number === 0 || Number.isNaN(number))
    throw cannotCreate('Values in the index key pattern cannot be 0.');
  if (path.split('.').some((part) => part === '' || part.startsWith('$') || /^\d+$/.test(part)))
    throw notInSubset('CannotCreateIndex', `The index path '${path}'`);
}

function checkExpiry(value: Value | undefined, fields: number): void {
  if (value === undefined) return;
  const seconds = toNumber(value);
  if (seconds === undefined || !(seconds >= 0 && seconds <= 0x7fffffff))
    throw cannotCreate("TTL index 'expireAfterSeconds' option must be a number from 0 to 2147483647");
  if (fields !== 1)
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL');
}

/** Whether just this index is there; another of its name (86), or this with another name or expiry (85), is refused. */
function isThere({ indexes }: Collection, wanted: Index): boolean {
  const named = indexes.find(({ name }) => name === wanted.name);
  if (named && !isSame(named, wanted))
    throw new ServerError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index: ${wanted.name}`,
    );
  const same = named ?? indexes.find((index) => isSame(index, wanted));
  if (same && (!named || same.expireAfterSeconds !== wanted.expireAfterSeconds))
    throw new ServerError(
      'IndexOptionsConflict',
      `Index already exists with a different name or options: ${same.name}`,
    );
  return same !== undefined;
}

function isSame(one: Index, other: Index): boolean {
  return equal(identity(one), identity(other));
}

/** What tells an index from others: its specification but the name and the expiry. */
function identity(index: Index): Doc {
  const specification = decode(encode(specificationOf(index)));
  for (const field of ['name', 'expireAfterSeconds']) specification.delete(field);
  return specification;
}

function requireCollection(context: Context): Collection {
  const ns = namespaceOf(context);
  const collection = context.catalog.find(context.view, ns);
  if (!collection) throw new ServerError('NamespaceNotFound', `ns does not exist: ${ns}`);
  return collection;
}

function listIndexes(context: Context): Reply {
  const { ns, indexes } = requireCollection(context);
  const all = [{ v: 2, key: { _id: 1 }, name: '_id_' }, ...indexes.map(specificationOf)];
  return context.cursors.start(all.map(encode), { ns });
}

function dropIndexes(context: Context): Reply {
  const { view, catalog, body } = context;
  const collection = requireCollection(context);
  const { indexes } = collection;
  const asked = body.get('index');
  const gone = asked === '*' ? indexes : [asked].flat().map((one) => indexNamed(collection, one));
  for (const index of gone) removeRange(view, allEntries(index));
  catalog.keep(
    view,
    collection,
    indexes.filter((index) => !gone.includes(index)),
  );
  return { nIndexesWas: indexes.length + 1 };
}

function indexNamed({ indexes }: Collection, asked: Value | undefined): Index {
  if (asked === '_id_') throw new ServerError('InvalidOptions', 'cannot drop _id index');
  const [index, another] = indexes.filter((one) => isNamed(one, asked));
  if (another)
    throw new ServerError('AmbiguousIndexKeyPattern', 'More than one index has this key; name one of them');
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
