import { Binary, Long, Timestamp } from 'bson';
import { type Reply } from '../bson/encode.ts';
import { type Doc, isDoc, show, toNumber } from '../bson/value.ts';
import { CODES, failedToParse, notInSubset, ServerError } from '../errors.ts';
import { type Sessions } from '../sessions/sessions.ts';
import { type Catalog } from '../storage/catalog.ts';
import { type Answer } from '../wire/listen.ts';
import { type Request } from '../wire/message.ts';
import { COMMANDS, EVERY_COMMAND } from '../subset.ts';
import { checkFields, type Command, type Context } from './context.ts';
import { type Cursors } from './cursors.ts';

/** The parts that answering needs. */
export interface Parts {
  catalog: Catalog;
  cursors: Cursors;
  sessions: Sessions;
  commands: ReadonlyMap<string, Command>;
}

/** Answers requests: finds the command, checks its fields, runs it, and tells errors as MongoDB does. */
export function createDispatcher(parts: Parts): Answer {
  const clock = clusterClock();
  return async (request) => {
    try {
      return { ...(await run(parts, request)), ok: 1, ...clock() };
    } catch (error) {
      return { ...describeError(error, request.body), ...clock() };
    }
  };
}

async function run(parts: Parts, request: Request): Promise<Reply> {
  const { body } = request;
  const [name = ''] = body.keys();
  const command = parts.commands.get(name);
  if (!command) throw new ServerError('CommandNotFound', `no such command: '${name}'`);
  checkKnown(name, body);
  checkConcerns(body);
  const db = body.get('$db');
  if (typeof db !== 'string' || db === '')
    throw new ServerError('InvalidNamespace', 'A command names its database in $db');
  const maxTime = toNumber(body.get('maxTimeMS')) ?? 0;
  const lsid = body.get('lsid');
  const session = isDoc(lsid) ? lsid.get('id') : undefined;
  const { catalog, cursors } = parts;
  const base: Omit<Context, 'view'> = {
    db,
    name,
    body,
    request,
    catalog,
    cursors,
    deadline: maxTime > 0 ? Date.now() + maxTime : Infinity,
    session: session instanceof Binary ? session.toString('hex') : undefined,
    owner: session instanceof Binary ? session.toString('hex') : undefined,
  };
  const reply = await parts.sessions.run(command, base);
  return { ...reply, ...unmetConcern(body) };
}

function checkKnown(name: string, body: Doc): void {
  const fields: readonly string[] | 'any' = COMMANDS[name as keyof typeof COMMANDS];
  if (fields !== 'any') checkFields(body, [name, ...fields, ...EVERY_COMMAND], name);
}

const TRANSIENT = new Set<number>([CODES.WriteConflict, CODES.NoSuchTransaction]);
const READ_LEVELS = ['local', 'available', 'majority', 'linearizable', 'snapshot'];

function checkConcerns(body: Doc): void {
  const read = body.get('readConcern');
  const level = isDoc(read) ? (read.get('level') ?? 'local') : 'local';
  if (typeof level !== 'string' || !READ_LEVELS.includes(level)) {
    throw failedToParse(`readConcern.level is none of the known levels: ${show(level)}`);
  }
  if (
    (level === 'snapshot' || (isDoc(read) && read.has('atClusterTime'))) &&
    body.get('autocommit') !== false
  ) {
    throw notInSubset('SnapshotUnavailable', 'Reading a snapshot outside a transaction');
  }
  const write = body.get('writeConcern');
  const w = isDoc(write) ? write.get('w') : undefined;
  if (w === undefined || w === 'majority' || toNumber(w) !== undefined) return;
  throw new ServerError(
    'UnknownReplWriteConcern',
    `No write concern mode named ${show(w)} found in replica set configuration`,
  );
}

/** What MongoDB adds to the answer of a write that asks for more nodes than there are: it is applied all the same. */
function unmetConcern(body: Doc): Reply {
  const write = body.get('writeConcern');
  const nodes = isDoc(write) ? (toNumber(write.get('w')) ?? 1) : 1;
  if (nodes <= 1) return {};
  const [code, codeName] = [CODES.UnsatisfiableWriteConcern, 'UnsatisfiableWriteConcern'];
  return { writeConcernError: { code, codeName, errmsg: 'Not enough data-bearing nodes' } };
}

function describeError(error: unknown, body: Doc): Reply {
  if (!(error instanceof ServerError)) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ok: 0, errmsg: `The embedded database failed: ${reason}`, code: 1, codeName: 'InternalError' };
  }
  const { code, codeName, message, extra } = error;
  // With the label the driver runs the whole transaction again.
  const isTransient = body.get('autocommit') === false && TRANSIENT.has(code);
  const labels = isTransient ? { errorLabels: ['TransientTransactionError'] } : {};
  return { ok: 0, errmsg: message, code, codeName, ...extra, ...labels };
}

/** The times every answer carries; sessions need them to read what they wrote. */
function clusterClock(): () => Reply {
  let seconds = 0;
  let counter = 0;
  return () => {
    const now = Math.floor(Date.now() / 1000);
    counter = now > seconds ? 1 : counter + 1;
    seconds = Math.max(now, seconds);
    const time = new Timestamp({ t: seconds, i: counter });
    const signature = { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO };
    return { operationTime: time, $clusterTime: { clusterTime: time, signature } };
  };
}
