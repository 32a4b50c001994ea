import { setTimeout as pause } from 'node:timers/promises';
import {
  type Doc,
  type Encodable,
  isDoc,
  isTruthy,
  show,
  toNumber,
  type Value,
} from '../../api/database/embedded/bson/value.ts';
import { type Reply } from '../../api/database/embedded/bson/encode.ts';
import { formatReply, parseMessage } from '../../api/database/embedded/wire/message.ts';
import { type Handle, type Passing } from '../support/database-proxy.ts';

/** What a fail point does to one command. */
interface Failure {
  data: Doc;
  /** True to run the command and then drop the connection. */
  after: boolean;
}

interface Armed {
  data: Doc;
  skip: number;
  times: number;
}

/**
 * Failures on demand for a database that has none of its own, as MongoDB's `configureFailPoint` gives them: knows
 * `failCommand` and `onPrimaryTransactionalWrite`.
 */
export function failPoints(): Handle {
  const points = new FailPoints();
  return (passing) => points.handle(passing);
}

class FailPoints {
  private readonly armed = new Map<string, Armed>();
  private readonly appNames = new WeakMap<Passing['connection'], Value>();
  private applied = '';

  async handle(passing: Passing): Promise<Buffer | undefined> {
    const { request, forward } = passing;
    const { body } = request;
    if (body.has('configureFailPoint')) return formatReply(request, this.configure(body));
    this.noteAppName(passing);
    const failure = this.failureOf(passing);
    return failure ? fail(failure, passing) : forward();
  }

  private configure(body: Doc): Reply {
    const name = body.get('configureFailPoint');
    if (name !== 'failCommand' && name !== 'onPrimaryTransactionalWrite')
      return { ok: 0, code: 2, errmsg: `The fail point ${show(name)} is not known` };
    const [mode, data] = [body.get('mode'), body.get('data')];
    this.armed.delete(name);
    if (mode === 'off') return { ok: 1 };
    const limits = isDoc(mode) ? mode : new Map<string, Value>();
    this.armed.set(name, {
      data: isDoc(data) ? data : new Map<string, Value>(),
      skip: toNumber(limits.get('skip')) ?? 0,
      times: toNumber(limits.get('times')) ?? Infinity,
    });
    return { ok: 1 };
  }

  private noteAppName({ request, connection }: Passing): void {
    const client = request.body.get('client');
    const application = isDoc(client) ? client.get('application') : undefined;
    if (isDoc(application)) this.appNames.set(connection, application.get('name') ?? null);
  }

  private failureOf(passing: Passing): Failure | undefined {
    const command = this.armed.get('failCommand');
    if (command && this.concerns(command.data, passing) && spend(command))
      return { data: command.data, after: false };
    return this.failureOfWrite(passing.request.body);
  }

  /** For a retryable write: none when it is sent again after it was applied. */
  private failureOfWrite(body: Doc): Failure | undefined {
    const write = this.armed.get('onPrimaryTransactionalWrite');
    const statement = `${show(body.get('lsid'))} ${show(body.get('txnNumber'))}`;
    if (!write || !body.has('txnNumber') || body.get('autocommit') === false || statement === this.applied)
      return undefined;
    if (!spend(write)) return undefined;
    const close: [string, Value] = ['closeConnection', write.data.get('closeConnection') ?? true];
    const code = write.data.get('failBeforeCommitExceptionCode');
    if (code !== undefined) return { data: new Map([close, ['errorCode', code]]), after: false };
    this.applied = statement;
    return { data: new Map([close]), after: true };
  }

  private concerns(data: Doc, { request, connection }: Passing): boolean {
    const [name = ''] = request.body.keys();
    const commands = data.get('failCommands');
    const application = data.get('appName');
    return (
      Array.isArray(commands) &&
      commands.includes(name) &&
      (application === undefined || application === this.appNames.get(connection))
    );
  }
}

function spend(armed: Armed): boolean {
  if (armed.skip > 0) return armed.skip-- < 0;
  return armed.times-- > 0;
}

/** Answers as the fail point wants it. */
async function fail({ data, after }: Failure, { request, forward }: Passing): Promise<Buffer | undefined> {
  if (isTruthy(data.get('blockConnection'))) await pause(toNumber(data.get('blockTimeMS')) ?? 0);
  const [code, concern] = [toNumber(data.get('errorCode')), data.get('writeConcernError')];
  const closes = isTruthy(data.get('closeConnection'));
  const isRun = after || concern !== undefined || (code === undefined && !closes);
  const answer = isRun ? await forward() : undefined;
  if (closes) return undefined;
  const wanted = data.get('errorLabels');
  const labels = Array.isArray(wanted) ? wanted : labelsOf(request.body, { code, concern });
  return formatReply(request, {
    ...(answer ? fieldsOf(answer) : {}),
    ...(code === undefined ? {} : failureWith(code)),
    ...(concern === undefined ? {} : { writeConcernError: concern }),
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
  });
}

function fieldsOf(answer: Buffer): Record<string, Encodable> {
  return Object.fromEntries(parseMessage(answer).body);
}

const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const TRANSIENT = new Set([24, 112, 246, 251]);

/** Tells the driver whether to try again, as MongoDB labels failures. */
function labelsOf(
  body: Doc,
  { code, concern }: { code: number | undefined; concern: Value | undefined },
): string[] {
  if (!body.has('txnNumber')) return [];
  const ending = body.has('commitTransaction') || body.has('abortTransaction');
  const inTransaction = body.get('autocommit') === false;
  const failed = code ?? (isDoc(concern) ? toNumber(concern.get('code')) : undefined) ?? 0;
  const labels: string[] = [];
  if (inTransaction && isTransient(code ?? 0, ending)) labels.push('TransientTransactionError');
  if ((ending || !inTransaction) && RETRYABLE.has(failed)) labels.push('RetryableWriteError');
  return labels;
}

function isTransient(code: number, ending: boolean): boolean {
  return TRANSIENT.has(code) || (!ending && RETRYABLE.has(code));
}

const NAMES: Record<number, string> = { 11601: 'Interrupted' };

function failureWith(code: number): Reply {
  return { ok: 0, code, codeName: NAMES[code] ?? `Location${code}`, errmsg: 'Failing command via failpoint' };
}
