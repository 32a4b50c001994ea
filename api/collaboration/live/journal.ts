import { type Change, type EntryId, appendEntries } from '../storage.ts';

/** Changes of one section that must be written down before anyone hears of them. */
export interface Writing {
  section: string;
  changes: readonly Change[];
  /** Called once they are on disk, in the order of the calls to `write`, before any promise resolves. */
  written: (entry: EntryId) => void;
  /** Runs what follows from everything of this section that went to disk together. */
  inOne: (run: () => void) => void;
}

interface Waiting extends Writing {
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** So much goes into one write at most, in bytes; a document of the database must stay under 16 MB. */
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * Writes changes to the log with group commit: what arrives while a write is under way waits for the next one, so
 * that many people typing cost few writes. A failed write fails every change in it, and only those.
 */
export class Journal {
  #waiting: Waiting[] = [];
  #busy = false;

  /** Resolves when the changes are on disk and `written` was called; rejects when they could not be written. */
  write(writing: Writing): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...writing, resolve, reject });
      if (!this.#busy) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) await writeBatch(this.#takeBatch());
    this.#busy = false;
  }

  #takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { changes } of this.#waiting) {
      bytes += changes.reduce((sum, { update }) => sum + update.length, 0);
      if (count > 0 && bytes > BATCH_BYTES) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}

async function writeBatch(batch: readonly Waiting[]): Promise<void> {
  const sections = [...new Set(batch.map((one) => one.section))];
  const entries = sections.map((section) => ({
    section,
    changes: batch.filter((one) => one.section === section).flatMap((one) => one.changes),
  }));
  try {
    const ids = await appendEntries(entries);
    for (const [index, section] of sections.entries()) {
      const together = batch.filter((one) => one.section === section);
      together[0]?.inOne(() => {
        for (const one of together) settle(one, ids[index]);
      });
    }
  } catch (error) {
    for (const one of batch) one.reject(error);
  }
}

function settle(one: Waiting, id: EntryId | undefined): void {
  try {
    if (id) one.written(id);
    one.resolve();
  } catch (error) {
    one.reject(error);
  }
}
