import { type Database, open, type RootDatabase } from 'lmdb';
import { ServerError } from '../errors.ts';
import { checkFile } from './check-file.ts';
import { type Locks } from './locks.ts';
import { type Entry, type Range, type View } from './view.ts';

// Abortable, committed before it returns, not flushed: `flushed()` does that once for all who wait.
const GROUP_COMMIT = 0x10003;
const FORMAT_KEY = Buffer.from([0]);
const FORMAT = Buffer.from('1');

type Bytes = Database<Buffer, Buffer>;

/** The file on disk: reads, writes in one LMDB transaction each, and one shared flush for writers who wait together. */
export interface Store {
  /** The newest state, for reading. */
  view: View;
  /** Runs `change` in one LMDB write transaction: all of it is kept, or none if it throws. */
  write<T>(change: (view: View) => T): T;
  /** Resolves when everything written before the call is on disk. */
  flushed(): Promise<void>;
  /** A view that does not change until it is released. */
  snapshot(): { view: View; release(): void };
  close(): Promise<void>;
}

/** Opens or makes the file. Throws if it was written by a later version or is no database of ours. */
export function openStore(path: string, locks: Locks): Store {
  checkFile(path);
  const env: RootDatabase<Buffer, Buffer> = open({
    path,
    encoding: 'binary',
    keyEncoding: 'binary',
    noMemInit: false,
    maxReaders: 512,
  });
  checkFormat(env);
  return {
    view: new StoredView(env, locks),
    write: (change) => write(env, () => change(new StoredView(env, locks))),
    flushed: groupFlush(env),
    snapshot: () => {
      const transaction = env.useReadTransaction();
      return { view: new StoredView(env, locks, transaction), release: () => transaction.done() };
    },
    close: () => env.close(),
  };
}

function checkFormat(env: Bytes): void {
  const format = env.get(FORMAT_KEY);
  if (!format) env.transactionSync(() => env.putSync(FORMAT_KEY, FORMAT));
  else if (!format.equals(FORMAT))
    throw new Error('The data was written by another version of the embedded database');
}

function write<T>(env: Bytes, change: () => T): T {
  try {
    // The declared type of transactionSync leaves out its second argument.
    const transact = env.transactionSync.bind(env) as (action: () => T, flags: number) => T;
    return transact(change, GROUP_COMMIT);
  } catch (error) {
    // A disk that fills up half way through a page shows as an input/output error.
    if (error instanceof Error && /No space left|Input\/output error|MAP_FULL/i.test(error.message)) {
      throw new ServerError('OutOfDiskSpace', 'The disk is full or failing: nothing was written');
    }
    throw error;
  }
}

function groupFlush(env: Bytes): () => Promise<void> {
  const sync = (callback: (error?: Error) => void): void => {
    (env as Bytes & { sync(done: typeof callback): void }).sync(callback);
  };
  let waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let running = false;
  const run = (): void => {
    const group = waiting;
    waiting = [];
    running = true;
    sync((error) => {
      running = false;
      for (const { resolve, reject } of group) {
        if (error) reject(error);
        else resolve();
      }
      if (waiting.length > 0) run();
    });
  };
  return () =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      if (!running) run();
    });
}

type ReadTransaction = ReturnType<RootDatabase['useReadTransaction']>;

class StoredView implements View {
  private readonly env: Bytes;
  private readonly locks: Locks;
  private readonly options: { transaction?: ReadTransaction };

  constructor(env: Bytes, locks: Locks, transaction?: ReadTransaction) {
    this.env = env;
    this.locks = locks;
    this.options = transaction ? { transaction } : {};
  }

  get(key: Buffer): Buffer | undefined {
    return this.env.get(key, this.options);
  }

  range({ start, end, reverse = false, limit }: Range): Entry[] {
    const bounds = reverse
      ? { start: end, end: start, reverse, exclusiveStart: true, inclusiveEnd: true }
      : { start, end };
    const entries = this.env.getRange({
      ...bounds,
      ...this.options,
      ...(limit === undefined ? {} : { limit }),
    });
    return Array.from(entries as Iterable<Entry>);
  }

  count({ start, end }: Range): number {
    return this.env.getKeysCount({ start, end, ...this.options });
  }

  share(): void {
    // One LMDB write transaction runs at a time.
  }

  put(key: Buffer, value: Buffer): void {
    this.locks.checkFree(key);
    this.env.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.locks.checkFree(key);
    this.env.removeSync(key);
  }
}
