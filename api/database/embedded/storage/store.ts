import { type Database, open, type RootDatabase } from 'lmdb';
import { ServerError } from '../errors.ts';
import { checkFile } from './check-file.ts';
import { type Holder, Locks } from './locks.ts';
import { type Entry, type Range, type View } from './view.ts';

const FORMAT_KEY = Buffer.from([0]);
const FORMAT = Buffer.from('1');

type Bytes = Database<Buffer, Buffer>;

/** The file on disk: reads, writes in one LMDB transaction each, and one shared flush for writers who wait together. */
export interface Store {
  /** The newest state, for reading. */
  view: View;
  /**
   * Runs `change` and resolves when what it wrote is on disk; if it throws, nothing of it is kept. Changes that come
   * while the disk is busy share the next LMDB transaction and its flush. A change may be run more than once before
   * it is kept. With `holder`, the locks of that transaction do not stand in its way.
   */
  write<T>(change: (view: View) => T, holder?: Holder): Promise<T>;
  /** A view that does not change until it is released. */
  snapshot(): { view: View; release(): void };
  /** Forgets processes that read beside this one and were killed: the space they looked at may be used again. */
  forgetDeadReaders(): void;
  close(): Promise<void>;
}

/** The name of the file in the data folder. */
export const DATA_FILE = 'database.lmdb';

/** The file as LMDB opens it. */
export type Env = RootDatabase<Buffer, Buffer>;

/** Opens or makes the file, or opens it for reading beside the process that writes it. Throws if it is plainly damaged. */
export function openEnv(path: string, { readOnly = false } = {}): Env {
  checkFile(path);
  return open({
    path,
    readOnly,
    encoding: 'binary',
    keyEncoding: 'binary',
    noMemInit: false,
    maxReaders: 512,
  });
}

/** Throws if the file was written by another version, or is an LMDB file of another program. */
export function checkFormat(view: Pick<View, 'get'>): void {
  const format = view.get(FORMAT_KEY);
  if (!format?.equals(FORMAT)) {
    const other = format ? `format ${format.toString('latin1')}` : 'no format of this database';
    throw new Error(`its file has ${other}; this version reads format ${FORMAT.toString()}`);
  }
}

/** Opens or makes the data for reading and writing. */
export function openStore(path: string, locks: Locks): Store {
  const env = openEnv(path);
  if (env.getKeysCount({ limit: 1 }) === 0) env.transactionSync(() => env.putSync(FORMAT_KEY, FORMAT));
  checkFormat(env);
  return {
    view: new StoredView(env, locks),
    write: queueWrites(env, locks),
    snapshot: () => snapshotOf(env, locks),
    forgetDeadReaders: () => void env.readerCheck(),
    close: () => env.close(),
  };
}

/** The data as it is now, which does not change until it is released. */
export function snapshotOf(env: Env, locks = new Locks()): { view: View; release(): void } {
  const transaction = env.useReadTransaction();
  return { view: new StoredView(env, locks, { transaction }), release: () => transaction.done() };
}

interface Job {
  run(): void;
  /** Tells the writer; with an error, that nothing was kept. */
  end(error?: unknown): void;
}

function queueWrites(env: Bytes, locks: Locks): Store['write'] {
  let waiting: Job[] = [];
  const runWaiting = (): void => {
    const jobs = waiting;
    waiting = [];
    runTogether(env, jobs);
  };
  return (change, holder) =>
    new Promise((resolve, reject) => {
      let result: ReturnType<typeof change>;
      const view = new StoredView(env, locks, { holder });
      if (waiting.length === 0) setImmediate(runWaiting);
      waiting.push({
        run: () => (result = change(view)),
        end: (error) => {
          if (error === undefined) resolve(result);
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the change threw
          else reject(error);
        },
      });
    });
}

/** Runs the jobs in one transaction; if one of them fails, each in its own, so that it fails alone. */
function runTogether(env: Bytes, jobs: Job[]): void {
  try {
    // Committed and flushed when it returns.
    env.transactionSync(() => {
      for (const job of jobs) job.run();
    });
  } catch (error) {
    const [only, ...others] = jobs;
    if (others.length === 0) only?.end(diskError(error));
    else for (const job of jobs) runTogether(env, [job]);
    return;
  }
  for (const job of jobs) job.end();
}

function diskError(error: unknown): unknown {
  // A disk that fills up half way through a page shows as an input/output error.
  if (
    error instanceof Error &&
    /No space left|quota exceeded|File too large|Input\/output error|MAP_FULL/i.test(error.message)
  ) {
    return new ServerError('OutOfDiskSpace', 'The disk is full or failing: nothing was written');
  }
  return error;
}

type ReadTransaction = ReturnType<RootDatabase['useReadTransaction']>;

class StoredView implements View {
  private readonly env: Bytes;
  private readonly locks: Locks;
  private readonly holder: Holder | undefined;
  private readonly options: { transaction?: ReadTransaction };

  constructor(
    env: Bytes,
    locks: Locks,
    { holder, transaction }: { holder?: Holder | undefined; transaction?: ReadTransaction } = {},
  ) {
    this.env = env;
    this.locks = locks;
    this.holder = holder;
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
    this.locks.checkFree(key, this.holder);
    this.env.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.locks.checkFree(key, this.holder);
    this.env.removeSync(key);
  }
}
