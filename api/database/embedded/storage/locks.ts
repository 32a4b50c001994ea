/** Thrown when a write outside a transaction meets a key that an open transaction has changed: wait for it, then run again. */
export class Blocked extends Error {
  readonly until: Promise<void>;

  constructor(until: Promise<void>) {
    super('waits for a transaction');
    this.until = until;
  }
}

/** Whoever holds keys: an open transaction. */
export interface Holder {
  ended: Promise<void>;
}

/** Which open transaction has changed which key. Documents and unique index entries are keys alike. */
export class Locks {
  private readonly held = new Map<string, Holder>();

  /** Throws `Blocked` if a transaction holds the key. */
  checkFree(key: Buffer): void {
    if (this.held.size === 0) return;
    const holder = this.held.get(key.toString('latin1'));
    if (holder) throw new Blocked(holder.ended);
  }

  /** Takes the key for a transaction; false if another one holds it. */
  take(key: Buffer, holder: Holder): boolean {
    const name = key.toString('latin1');
    const current = this.held.get(name);
    if (current && current !== holder) return false;
    this.held.set(name, holder);
    return true;
  }

  /** Gives back all that the transaction held. */
  release(holder: Holder): void {
    for (const [key, current] of this.held) if (current === holder) this.held.delete(key);
  }
}
