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

interface Held {
  holders: Set<Holder>;
  /** Then there is one holder. */
  isChanged: boolean;
}

/** Which open transactions have changed a key, or rely on it. Documents, index entries and the catalog are keys alike. */
export class Locks {
  private readonly held = new Map<string, Held>();

  /** Throws `Blocked` if a transaction, other than the one that writes, has changed the key or relies on it. */
  checkFree(key: Buffer, writer?: Holder): void {
    if (this.held.size === 0) return;
    for (const holder of this.held.get(key.toString('latin1'))?.holders ?? [])
      if (holder !== writer) throw new Blocked(holder.ended);
  }

  /** Takes the key for a transaction; false if another one has changed it or relies on it. */
  take(key: Buffer, holder: Holder): boolean {
    const held = this.entry(key);
    if ([...held.holders].some((one) => one !== holder)) return false;
    held.holders.add(holder);
    held.isChanged = true;
    return true;
  }

  /** Lets a transaction rely on the key; false if another one has changed it. */
  share(key: Buffer, holder: Holder): boolean {
    const held = this.entry(key);
    if (held.isChanged && !held.holders.has(holder)) return false;
    held.holders.add(holder);
    return true;
  }

  /** Gives back all that the transaction held. */
  release(holder: Holder): void {
    for (const [key, { holders }] of this.held) {
      holders.delete(holder);
      if (holders.size === 0) this.held.delete(key);
    }
  }

  private entry(key: Buffer): Held {
    const name = key.toString('latin1');
    const held = this.held.get(name) ?? { holders: new Set(), isChanged: false };
    this.held.set(name, held);
    return held;
  }
}
