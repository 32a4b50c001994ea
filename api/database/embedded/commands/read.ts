import { Long } from 'bson';
import { decode } from '../bson/decode.ts';
import { encode, type Reply } from '../bson/encode.ts';
import { keyOf } from '../bson/keys.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { ServerError, typeMismatch } from '../errors.ts';
import { compileProjection } from '../query/project.ts';
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
import { select } from './select.ts';
import { anyAt } from '../query/paths.ts';

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
  const documents = (function* () {
    for (const { raw } of found)
      yield projection ? encode(projection.apply(decode(raw, projection.fields))) : raw;
  })();
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
  const values = new Map<string, Value>();
  const fields = new Set([key.split('.', 1)[0] ?? key]);
  const found = select(view, catalog.find(view, namespaceOf(context)), {
    filter: docField(body, 'query'),
    hint: body.get('hint'),
    deadline,
  });
  for (const { raw } of found) collect(decode(raw, fields), key, values);
  return { values: [...values.values()] };
}

function collect(doc: Doc, path: string, values: Map<string, Value>): void {
  const add = (value: Value): void => {
    const name = keyOf(value).bytes.toString('latin1');
    if (!values.has(name)) values.set(name, value);
  };
  anyAt(doc, path.split('.'), (value) => {
    if (Array.isArray(value)) value.forEach(add);
    else if (value !== undefined) add(value);
    return false;
  });
}

/** The commands that read. */
export const READ_COMMANDS: Record<string, Command> = {
  find: { kind: 'read', inTransactions: true, run: find },
  getMore: { kind: 'read', inTransactions: true, run: getMore },
  killCursors: { kind: 'read', inTransactions: true, run: killCursors },
  count: { kind: 'read', run: count },
  distinct: { kind: 'read', inTransactions: true, run: distinct },
};
