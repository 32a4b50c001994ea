import { decode } from '../bson/decode.ts';
import { encode, type Reply } from '../bson/encode.ts';
import { type Doc, type Encodable, isTruthy, toNumber } from '../bson/value.ts';
import { CODES, failedToParse, ServerError } from '../errors.ts';
import { compileProjection } from '../query/project.ts';
import { parseSort } from '../query/sort.ts';
import { type Target } from '../storage/documents.ts';
import {
  deleteMatching,
  insertOne,
  type Statement,
  statementOf,
  updateMatching,
  updateOf,
} from './change.ts';
import {
  type Command,
  type Context,
  docField,
  documentsIn,
  flagField,
  namespaceOf,
  statements,
} from './context.ts';

const MAX_STATEMENTS = 100_000;

/** Runs statements one after the other; an error is reported at its place and, if ordered, ends the run. */
function runAll<T>(items: T[], ordered: boolean, run: (item: T, index: number) => void): Encodable[] {
  if (items.length === 0 || items.length > MAX_STATEMENTS) {
    const range = `between 1 and ${MAX_STATEMENTS}. Got ${items.length} operations`;
    throw new ServerError('InvalidLength', `Write batch sizes must be ${range}.`);
  }
  const errors: Encodable[] = [];
  for (const [index, item] of items.entries()) {
    try {
      run(item, index);
    } catch (error) {
      if (
        !(error instanceof ServerError) ||
        error.code === CODES.WriteConflict ||
        error.code === CODES.OutOfDiskSpace
      )
        throw error;
      errors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (ordered) break;
    }
  }
  return errors;
}

function targetOf(context: Context): Target {
  const { view, catalog } = context;
  return { view, catalog, collection: catalog.findOrCreate(view, namespaceOf(context)) };
}

/** The target, if its collection is there already; a change of nothing makes no collection. */
function existingTarget(context: Context): Target | undefined {
  const { view, catalog } = context;
  const collection = catalog.findForWrite(view, namespaceOf(context));
  return collection && { view, catalog, collection };
}

function withErrors(reply: Reply, errors: Encodable[]): Reply {
  return errors.length > 0 ? { ...reply, writeErrors: errors } : reply;
}

function insert(context: Context): Reply {
  const { request, body } = context;
  const documents = request.sequences.get('documents') ?? documentsIn(context, 'documents').map(encode);
  const target = targetOf(context);
  let n = 0;
  const errors = runAll(documents, flagField(body, 'ordered', true), (raw) => {
    insertOne(target, raw);
    n++;
  });
  return withErrors({ n }, errors);
}

function update(context: Context): Reply {
  const { body, deadline } = context;
  const list = statements(context, 'updates');
  let target = existingTarget(context);
  const reply = { n: 0, nModified: 0 };
  const upserted: Encodable[] = [];
  const errors = runAll(list, flagField(body, 'ordered', true), (doc, index) => {
    const multi = isTruthy(doc.get('multi'));
    const change = { update: updateOf(doc.get('u'), multi), upsert: isTruthy(doc.get('upsert')) };
    const statement = statementOf(doc, multi, deadline);
    if (change.upsert) target ??= targetOf(context);
    if (!target) return;
    const outcome = updateMatching(target, statement, change);
    reply.n += outcome.n;
    reply.nModified += outcome.modified;
    if (outcome.upsertedId !== undefined) upserted.push({ index, _id: outcome.upsertedId });
  });
  return withErrors({ ...reply, ...(upserted.length > 0 ? { upserted } : {}) }, errors);
}

function remove(context: Context): Reply {
  const { body, deadline } = context;
  const list = statements(context, 'deletes');
  const target = existingTarget(context);
  let n = 0;
  const errors = runAll(list, flagField(body, 'ordered', true), (doc) => {
    const limit = toNumber(doc.get('limit'));
    if (limit !== 0 && limit !== 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
    if (target) n += deleteMatching(target, statementOf(doc, limit === 0, deadline)).length;
  });
  return withErrors({ n }, errors);
}

function findAndModify(context: Context): Reply {
  const { body, deadline } = context;
  const removing = flagField(body, 'remove');
  const upsert = flagField(body, 'upsert');
  if (removing && (body.has('update') || upsert || flagField(body, 'new')))
    throw failedToParse("Cannot specify 'update', 'upsert' or 'new' along with remove=true");
  if (!removing && !body.has('update'))
    throw failedToParse('Either an update or remove=true must be specified');
  const statement = {
    filter: docField(body, 'query'),
    multi: false,
    hint: body.get('hint'),
    sort: parseSort(body.get('sort')),
    deadline,
  };
  const project = projector(body);
  if (removing) return findAndRemove(context, statement, project);
  const change = { update: updateOf(body.get('update'), false), upsert };
  const target = upsert ? targetOf(context) : existingTarget(context);
  if (!target) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const outcome = updateMatching(target, statement, change);
  const shown = flagField(body, 'new') ? outcome.after : outcome.before;
  const inserted = outcome.upsertedId === undefined ? {} : { upserted: outcome.upsertedId };
  return {
    lastErrorObject: {
      n: outcome.n,
      updatedExisting: outcome.n > 0 && outcome.upsertedId === undefined,
      ...inserted,
    },
    value: shown ? project(shown) : null,
  };
}

function projector(body: Doc): (doc: Doc) => Doc {
  const projection = compileProjection(docField(body, 'fields'));
  return (doc) => projection?.apply(doc) ?? doc;
}

function findAndRemove(context: Context, statement: Statement, project: (doc: Doc) => Doc): Reply {
  const target = existingTarget(context);
  const [removed] = target ? deleteMatching(target, statement) : [];
  return { lastErrorObject: { n: removed ? 1 : 0 }, value: removed ? project(decode(removed.raw)) : null };
}

/** The commands that change documents. */
export const WRITE_COMMANDS: Record<string, Command> = {
  insert: { kind: 'write', inTransactions: true, run: insert },
  update: { kind: 'write', inTransactions: true, run: update },
  delete: { kind: 'write', inTransactions: true, run: remove },
  findAndModify: { kind: 'write', inTransactions: true, run: findAndModify },
};
