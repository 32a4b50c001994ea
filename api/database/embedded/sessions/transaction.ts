import { ServerError } from '../errors.ts';
import { type Locks } from '../storage/locks.ts';
import { type Store } from '../storage/store.ts';
import { type View } from '../storage/view.ts';
import { Overlay } from './overlay.ts';

// An open snapshot keeps LMDB from using old pages again, so a forgotten transaction must end; MongoDB's limit too.
const LONGEST_MS = 60_000;

/** One transaction of several commands: nothing of it is in the data before it is committed. */
export class Transaction {
  readonly number: bigint;
  state: 'active' | 'committed' | 'aborted' = 'active';
  readonly ended: Promise<void>;
  private committing: Promise<void> | undefined;
  private readonly overlay: Overlay;
  private readonly finish: () => void;
  private readonly store: Store;

  constructor(number: bigint, store: Store, locks: Locks) {
    this.number = number;
    this.store = store;
    let resolveEnded: () => void = () => undefined;
    this.ended = new Promise((resolve) => (resolveEnded = resolve));
    const snapshot = store.snapshot();
    this.overlay = new Overlay({ base: snapshot.view, latest: store.view }, locks, this);
    const timer = setTimeout(() => {
      this.abort();
    }, LONGEST_MS);
    timer.unref();
    this.finish = () => {
      clearTimeout(timer);
      locks.release(this);
      snapshot.release();
      resolveEnded();
    };
  }

  /** What its commands read and write. */
  get view(): View {
    return this.overlay;
  }

  /** Writes all of it in one LMDB transaction, on disk before this resolves. Asked again, it is not done again. */
  commit(): Promise<void> {
    this.committing ??= this.write();
    return this.committing;
  }

  private async write(): Promise<void> {
    try {
      if (!this.overlay.isEmpty()) await this.store.write((view) => this.overlay.applyTo(view), this);
      this.state = 'committed';
    } catch (error) {
      this.state = 'aborted';
      throw error;
    } finally {
      this.finish();
    }
  }

  abort(): void {
    if (this.state !== 'active' || this.committing) return;
    this.state = 'aborted';
    this.finish();
  }
}

/** Error 251, after which a driver runs the transaction again. */
export function noSuchTransaction(number: bigint): ServerError {
  return new ServerError(
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions.`,
  );
}
