import { setTimeout as pause } from 'node:timers/promises';
import { type Doc, isDoc, isTruthy, show, toNumber, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { type Reply } from '../bson/encode.ts';
import { type Command, docField } from '../commands/context.ts';

/** What a fail point does to one command. */
interface Failure {
  data: Doc;
  /** True to run the command and then answer with a failure or not at all. */
  after: boolean;
}

interface Armed {
  data: Doc;
  skip: number;
  times: number;
}

const KNOWN = ['failCommand', 'onPrimaryTransactionalWrite'];

/**
 * Failures on demand, as MongoDB's `configureFailPoint` gives them: for tests of drivers, and only in a server that
 * was started for tests. Knows `failCommand` and `onPrimaryTransactionalWrite`.
 */
export class FailPoints {
  private readonly armed = new Map<string, Armed>();
  private readonly appNames = new Map<number, Value>();
  private applied = '';

  /** The command that arms and disarms them. */
  readonly command: Command = {
    kind: 'read',
    run: ({ body }) => this.configure(body),
  };

  /** Runs a command as the fail points want it: undefined closes the connection. */
  async run(body: Doc, connection: number, command: () => Promise<Reply>): Promise<Reply | undefined> {
    this.noteAppName(body, connection);
    const failure = this.failureOf(body, connection);
    if (!failure) return command();
    const { data, after } = failure;
    if (isTruthy(data.get('blockConnection'))) await pause(toNumber(data.get('blockTimeMS')) ?? 0);
    const concern = data.get('writeConcernError');
    const reply = after || concern !== undefined || !fails(data) ? await command() : undefined;
    if (isTruthy(data.get('closeConnection'))) return undefined;
    const labels = labelsOf(data);
    const code = toNumber(data.get('errorCode'));
    if (code !== undefined) {
      throw new ServerError(code, 'Failing command via failpoint', labels && { errorLabels: labels });
    }
    return {
      ...reply,
      ...(concern === undefined ? {} : { writeConcernError: concern }),
      ...(labels && { errorLabels: labels }),
    };
  }

  private configure(body: Doc): Reply {
    const name = body.get('configureFailPoint');
    if (typeof name !== 'string' || !KNOWN.includes(name))
      throw notInSubset('BadValue', `The fail point ${show(name)}`);
    const mode = body.get('mode');
    this.armed.delete(name);
    if (mode === 'off') return {};
    const limits = isDoc(mode) ? mode : new Map<string, Value>();
    if (mode !== 'alwaysOn' && !isDoc(mode))
      throw new ServerError('BadValue', `unknown mode of a fail point`);
    const times = toNumber(limits.get('times')) ?? Infinity;
    this.armed.set(name, { data: docField(body, 'data'), skip: toNumber(limits.get('skip')) ?? 0, times });
    return {};
  }

  private noteAppName(body: Doc, connection: number): void {
    const client = body.get('client');
    const application = isDoc(client) ? client.get('application') : undefined;
    if (isDoc(application)) this.appNames.set(connection, application.get('name') ?? null);
  }

  private failureOf(body: Doc, connection: number): Failure | undefined {
    const command = this.armed.get('failCommand');
    if (command && this.concerns(command.data, body, connection) && spend(command))
      return { data: command.data, after: false };
    return this.failureOfWrite(body);
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

  private concerns(data: Doc, body: Doc, connection: number): boolean {
    const [name = ''] = body.keys();
    const commands = data.get('failCommands');
    const application = data.get('appName');
    return (
      name !== 'configureFailPoint' &&
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

function fails(data: Doc): boolean {
  return data.has('errorCode') || isTruthy(data.get('closeConnection'));
}

function labelsOf(data: Doc): string[] | undefined {
  const labels = data.get('errorLabels');
  return Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : undefined;
}
