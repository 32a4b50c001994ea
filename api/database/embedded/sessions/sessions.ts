import { Long } from 'bson';
import { type Reply } from '../bson/encode.ts';
import { type Command, type Context } from '../commands/context.ts';
import { type Cursors } from '../commands/cursors.ts';
import { type Doc, isTruthy } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { Blocked, type Locks } from '../storage/locks.ts';
import { type Store } from '../storage/store.ts';
import { type View } from '../storage/view.ts';
import { noSuchTransaction, Transaction } from './transaction.ts';

/** A command's context before it is known which state it sees. */
export type Unbound = Omit<Context, 'view'>;

const IDLE_MS = 30 * 60 * 1000;

interface Session {
  used: number;
  number: bigint;
  /** The answer to the write with this number, for a client that sends it again. */
  answered?: Promise<Reply>;
  transaction?: Transaction;
}

/** Client sessions: their retryable writes and their transactions. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly store: Store;
  private readonly locks: Locks;
  private readonly cursors: Cursors;

  constructor(parts: { store: Store; locks: Locks; cursors: Cursors }) {
    this.store = parts.store;
    this.locks = parts.locks;
    this.cursors = parts.cursors;
  }

  /** Runs a command as its session fields ask: in a transaction, once only, or just so. */
  async run(command: Command, context: Unbound): Promise<Reply> {
    const { body, session: id } = context;
    const number = body.get('txnNumber');
    if (id === undefined || !(number instanceof Long)) return this.execute(command, context);
    const session = this.sessionFor(id);
    if (number.toBigInt() < session.number) {
      throw new ServerError(
        'TransactionTooOld',
        `Cannot start transaction ${number.toString()} on session because a newer transaction ${session.number} has already started.`,
      );
    }
    if (body.get('autocommit') === false) return this.inTransaction(session, command, context);
    return this.once(session, number.toBigInt(), () => this.execute(command, context));
  }

  /** Ends sessions: their transactions are aborted and their cursors closed. */
  end(id: string): void {
    this.sessions.get(id)?.transaction?.abort();
    this.sessions.delete(id);
    this.cursors.killOwnedBy(id);
  }

  /** Forgets sessions unused for half an hour. */
  expire(now: number): void {
    for (const [id, { used }] of this.sessions) if (used < now - IDLE_MS) this.end(id);
  }

  private sessionFor(id: string): Session {
    const session = this.sessions.get(id) ?? { used: 0, number: -1n };
    session.used = Date.now();
    this.sessions.set(id, session);
    return session;
  }

  private once(session: Session, number: bigint, run: () => Promise<Reply>): Promise<Reply> {
    if (number === session.number && session.answered) return session.answered;
    begin(session, number);
    const answered = run();
    session.answered = answered;
    // What failed was not applied, so it may be tried again.
    answered.catch(() => {
      if (session.answered === answered) delete session.answered;
    });
    return answered;
  }

  /** Runs a command against the newest state; a write waits for open transactions in its way. */
  private async execute(command: Command, context: Unbound): Promise<Reply> {
    if (context.name === 'commitTransaction' || context.name === 'abortTransaction') {
      throw new ServerError('InvalidOptions', `${context.name} may only be run in a transaction`);
    }
    if (command.kind === 'read') return command.run({ ...context, view: this.store.view });
    return writeWhenFree(this.store, (view) => command.run({ ...context, view }));
  }

  private async inTransaction(session: Session, command: Command, context: Unbound): Promise<Reply> {
    const transaction = this.transactionFor(session, context);
    const owner = `${context.session ?? ''}:${transaction.number}`;
    if (context.name === 'commitTransaction' || context.name === 'abortTransaction') {
      this.cursors.killOwnedBy(owner);
      return endTransaction(transaction, context.name);
    }
    checkActive(transaction);
    try {
      if (!command.inTransactions) {
        throw new ServerError(
          'OperationNotSupportedInTransaction',
          `Cannot run '${context.name}' in a multi-document transaction.`,
        );
      }
      const reply = command.run({ ...context, owner, view: transaction.view });
      if (reply['writeErrors'] !== undefined) transaction.abort();
      return reply;
    } catch (error) {
      transaction.abort();
      this.cursors.killOwnedBy(owner);
      throw error;
    }
  }

  private transactionFor(session: Session, { body, name }: Unbound): Transaction {
    const number = (body.get('txnNumber') as Long).toBigInt();
    const current = session.transaction?.number === number ? session.transaction : undefined;
    if (!isTruthy(body.get('startTransaction'))) {
      if (!current) throw noSuchTransaction(number);
      return current;
    }
    if (number === session.number) {
      throw new ServerError(
        'ConflictingTransactionStart',
        `Cannot start a transaction at given transaction number ${number}: one with the same number has begun`,
      );
    }
    checkReadConcern(body, name);
    begin(session, number);
    session.transaction = new Transaction(number, this.store, this.locks);
    return session.transaction;
  }
}

function begin(session: Session, number: bigint): void {
  session.transaction?.abort();
  delete session.transaction;
  delete session.answered;
  session.number = number;
}

function checkReadConcern(body: Doc, name: string): void {
  const concern = body.get('readConcern');
  const level = concern instanceof Map ? concern.get('level') : undefined;
  if (level !== undefined && level !== 'local' && level !== 'majority' && level !== 'snapshot') {
    throw new ServerError(
      'InvalidOptions',
      `The readConcern level of ${name} must be either 'local', 'majority' or 'snapshot' in order to run in a transaction`,
    );
  }
}

function checkActive({ state, number }: Transaction): void {
  if (state === 'committed')
    throw new ServerError(
      'TransactionCommitted',
      `Transaction with { txnNumber: ${number} } has been committed.`,
    );
  if (state === 'aborted') throw noSuchTransaction(number);
}

async function endTransaction(
  transaction: Transaction,
  how: 'commitTransaction' | 'abortTransaction',
): Promise<Reply> {
  if (how === 'commitTransaction') {
    if (transaction.state === 'aborted') throw noSuchTransaction(transaction.number);
    await transaction.commit();
  } else {
    checkActive(transaction);
    transaction.abort();
  }
  return {};
}

/** Writes; if an open transaction holds what is to be changed, waits for its end and begins again. */
export async function writeWhenFree<T>(store: Store, change: (view: View) => T): Promise<T> {
  for (;;) {
    try {
      return await store.write(change);
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      await error.until;
    }
  }
}
