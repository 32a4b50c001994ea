import { Long } from 'bson';
import { decode } from '../bson/decode.ts';
import { type Reply } from '../bson/encode.ts';
import { nameOf } from '../bson/keys.ts';
import { type Value } from '../bson/value.ts';
import { ServerError, typeMismatch } from '../errors.ts';
import { compileProjection } from '../query/project.ts';
import { pathOf, reached, topField } from '../query/paths.ts';
import { parseSort } from '../query/sort.ts';
import { allDocuments } from '../storage/catalog.ts';
import {
  type Command,
  type Context,
  docField,
  flagField,
  missingField,
  namespaceOf,
  numberField,
} from './context.ts';
import { projected, select } from './select.ts';

function find(context: Context): Reply {
  const { body, view, catalog, cursors, deadline, owner } = context;
  const ns = namespaceOf(context);
  const limit = numberField(body, 'limit') ?? 0;
  const skip = numberField(body, 'skip') ?? 0;
  const batchSize = numberField(body, 'batchSize');
  for (const [field, value] of Object.entries({ skip, batchSize, limit })) {
    if (value !== undefined && value < 0)
      throw new ServerError(51024, `BSON field '${field}' value must be >= 0, actual value '${value}'`);
  }
  const projection = compileProjection(docField(body, 'projection'));
  const found = select(view, catalog.find(view, ns), {
    filter: docField(body, 'filter'),
    sort: parseSort(body.get('sort')),
    hint: body.get('hint'),
    skip,
    limit: limit === 0 ? Infinity : limit,
    deadline,
  });
  const documents = projected(found, projection);
  return cursors.start(documents, { ns, batchSize, single: flagField(body, 'singleBatch'), owner });
}

function getMore({ db, body, cursors }: Context): Reply {
  const id = body.get('getMore');
  if (!(id instanceof Long))
    throw typeMismatch("BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const collection = body.get('collection');
  const ns = `${db}.${typeof collection === 'string' ? collection : ''}`;
  return cursors.more(id, numberField(body, 'batchSize'), ns);
}

function killCursors({ body, cursors }: Context): Reply {
  const ids = body.get('cursors');
  const longs = Array.isArray(ids) ? ids.filter((id) => id instanceof Long) : [];
  const killed = longs.filter((id) => cursors.kill(id));
  return {
    cursorsKilled: killed,
    cursorsNotFound: longs.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
  };
}

function count(context: Context): Reply {
  const { body, view, catalog, deadline } = context;
  const collection = catalog.find(view, namespaceOf(context));
  const filter = docField(body, 'query');
  const skip = numberField(body, 'skip') ?? 0;
  const limit = Math.abs(numberField(body, 'limit') ?? 0) || Infinity;
  if (filter.size === 0 && collection && !body.has('hint'))
    return { n: Math.min(limit, Math.max(0, view.count(allDocuments(collection)) - skip)) };
  const found = select(view, collection, { filter, skip, limit, hint: body.get('hint'), deadline });
  let n = 0;
  while (!found.next().done) n++;
  return { n };
}

function distinct(context: Context): Reply {
  const { body, view, catalog, deadline } = context;
  const key = body.get('key');
  if (typeof key !== 'string') throw missingField('distinct.key');
  const found = select(view, catalog.find(view, namespaceOf(context)), {
    filter: docField(body, 'query'),
    hint: body.get('hint'),
    deadline,
  });
  const [path, fields] = [pathOf(key), new Set([topField(key)])];
  const values = new Map<string, Value>();
  for (const { raw } of found) {
    for (const value of reached(decode(raw, fields), path).flat())
      if (value !== undefined && !values.has(nameOf(value))) values.set(nameOf(value), value);
  }
  return { values: [...values.values()] };
}

/** The commands that read. */
export const READ_COMMANDS: Record<string, Command> = {
  find: { kind: 'read', inTransactions: true, run: find },
  getMore: { kind: 'read', inTransactions: true, run: getMore },
  killCursors: { kind: 'read', inTransactions: true, run: killCursors },
  count: { kind: 'read', run: count },
  distinct: { kind: 'read', inTransactions: true, run: distinct },
};
