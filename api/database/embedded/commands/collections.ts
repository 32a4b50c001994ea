import { type Encodable } from '../bson/value.ts';
import { encode, type Reply } from '../bson/encode.ts';
import { readFilter } from '../query/filter.ts';
import { decode } from '../bson/decode.ts';
import { type Collection } from '../storage/catalog.ts';
import { type Command, type Context, docField, flagField, namespaceOf } from './context.ts';

function create(context: Context): Reply {
  const { view, catalog } = context;
  const ns = namespaceOf(context);
  // MongoDB answers ok when the same plain collection is there already.
  catalog.findOrCreate(view, ns);
  return {};
}

function drop(context: Context): Reply {
  const { view, catalog } = context;
  const ns = namespaceOf(context);
  const collection = catalog.find(view, ns);
  if (!collection) return {};
  catalog.drop(view, collection);
  return { nIndexesWas: collection.indexes.length + 1, ns };
}

function dropDatabase({ db, view, catalog }: Context): Reply {
  for (const collection of catalog.list(view, db)) catalog.drop(view, collection);
  return { dropped: db };
}

function listCollections({ db, body, view, catalog, cursors }: Context): Reply {
  const { matches } = readFilter(docField(body, 'filter'));
  const nameOnly = flagField(body, 'nameOnly');
  const all = catalog
    .list(view, db)
    .map((collection) => encode(describe(collection, nameOnly)))
    .filter((raw) => matches(decode(raw)));
  return cursors.start(all, { ns: `${db}.$cmd.listCollections` });
}

function describe({ name }: Collection, nameOnly: boolean): Record<string, Encodable> {
  if (nameOnly) return { name, type: 'collection' };
  const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
  return { name, type: 'collection', options: {}, info: { readOnly: false }, idIndex };
}

/** The commands on collections and databases. */
export const COLLECTION_COMMANDS: Record<string, Command> = {
  create: { kind: 'write', inTransactions: true, run: create },
  drop: { kind: 'write', run: drop },
  dropDatabase: { kind: 'write', run: dropDatabase },
  listCollections: { kind: 'read', run: listCollections },
};
