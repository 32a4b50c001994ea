import { ServerError } from '../errors.ts';
import { type Holder, type Locks } from '../storage/locks.ts';
import { type Entry, type Range, type View } from '../storage/view.ts';

interface Pending {
  key: Buffer;
  /** Undefined where the transaction has removed the key. */
  value: Buffer | undefined;
}

/**
 * What a transaction sees: the state when it began, with its own changes on top. A change takes the key; if another
 * transaction has it, or it has changed since the beginning, the answer is WriteConflict at once.
 */
export class Overlay implements View {
  private readonly pending = new Map<string, Pending>();
  private sorted: Pending[] | undefined = [];
  private readonly base: View;
  private readonly latest: View;
  private readonly locks: Locks;
  private readonly holder: Holder;

  constructor(views: { base: View; latest: View }, locks: Locks, holder: Holder) {
    this.base = views.base;
    this.latest = views.latest;
    this.locks = locks;
    this.holder = holder;
  }

  get(key: Buffer): Buffer | undefined {
    const own = this.pending.get(key.toString('latin1'));
    return own ? own.value : this.base.get(key);
  }

  range(range: Range): Entry[] {
    const { reverse = false, limit = Infinity } = range;
    const own = this.pendingIn(range);
    if (own.length === 0) return this.base.range(range);
    const removed = own.filter(({ value }) => value === undefined).length;
    const stored = this.base.range(limit === Infinity ? range : { ...range, limit: limit + removed });
    const replaced = new Set(own.map(({ key }) => key.toString('latin1')));
    const merged = stored.filter(({ key }) => !replaced.has(key.toString('latin1')));
    // Own keys beyond the last stored one that was read must wait for a later call.
    const last = stored.length >= limit + removed ? stored.at(-1)?.key : undefined;
    for (const { key, value } of own) {
      const beyond = last && Buffer.compare(key, last) * (reverse ? -1 : 1) > 0;
      if (value && !beyond) merged.push({ key, value });
    }
    merged.sort((a, b) => Buffer.compare(a.key, b.key) * (reverse ? -1 : 1));
    return limit === Infinity ? merged : merged.slice(0, limit);
  }

  count(range: Range): number {
    const own = this.pendingIn(range);
    const before = own.filter(({ key }) => this.base.get(key) !== undefined).length;
    return this.base.count(range) - before + own.filter(({ value }) => value !== undefined).length;
  }

  share(key: Buffer): void {
    if (!this.locks.share(key, this.holder)) throw conflict();
    this.checkUnchanged(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.change(key, Buffer.from(value));
  }

  remove(key: Buffer): void {
    this.change(key, undefined);
  }

  /** Writes everything into the newest state. */
  applyTo(view: View): void {
    for (const { key, value } of this.pending.values()) {
      if (value) view.put(key, value);
      else view.remove(key);
    }
  }

  isEmpty(): boolean {
    return this.pending.size === 0;
  }

  private change(key: Buffer, value: Buffer | undefined): void {
    const name = key.toString('latin1');
    if (!this.pending.has(name)) {
      if (!this.locks.take(key, this.holder)) throw conflict();
      this.checkUnchanged(key);
    }
    this.pending.set(name, { key: Buffer.from(key), value });
    this.sorted = undefined;
  }

  private checkUnchanged(key: Buffer): void {
    const [then, now] = [this.base.get(key), this.latest.get(key)];
    const same = then === undefined || now === undefined ? then === now : then.equals(now);
    if (!same) throw conflict();
  }

  private pendingIn({ start, end }: Range): Pending[] {
    this.sorted ??= [...this.pending.values()].sort((a, b) => Buffer.compare(a.key, b.key));
    const from = firstAt(this.sorted, start);
    return this.sorted.slice(from, firstAt(this.sorted, end));
  }
}

function conflict(): ServerError {
  return new ServerError(
    'WriteConflict',
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
  );
}

/** The place of the first pending change at or after a key. */
function firstAt(sorted: Pending[], key: Buffer): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const pending = sorted[middle];
    if (pending && Buffer.compare(pending.key, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
