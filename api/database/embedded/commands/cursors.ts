import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import { CursorBatch, type Reply } from '../bson/encode.ts';
import { ServerError } from '../errors.ts';

const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60 * 1000;

interface Cursor {
  ns: string;
  documents: Iterator<Buffer>;
  waiting: Buffer | undefined;
  expires: number;
  owner: string | undefined;
}

/** Open cursors: what is left of an answer too long for one batch. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();

  /** Answers with the first batch, and keeps the rest under a cursor id if there is any. */
  start(
    documents: Iterable<Buffer>,
    options: { ns: string; batchSize?: number | undefined; single?: boolean; owner?: string | undefined },
  ): Reply {
    const { ns, batchSize, single, owner } = options;
    const iterator = documents[Symbol.iterator]();
    const cursor: Cursor = { ns, documents: iterator, waiting: undefined, expires: 0, owner };
    const first = batch(cursor, batchSize ?? FIRST_BATCH, batchSize !== 0);
    const done = single === true || (batchSize !== 0 && !cursor.waiting);
    const id = done ? Long.ZERO : this.keep(cursor);
    return { cursor: new CursorBatch('firstBatch', first, { id, ns }) };
  }

  /** The next batch; error 43 if the cursor is unknown, ended or expired. */
  more(id: Long, batchSize: number | undefined, ns: string): Reply {
    const cursor = this.open.get(id.toString());
    if (!cursor) throw new ServerError('CursorNotFound', `cursor id ${id.toString()} not found`);
    if (cursor.ns !== ns) {
      throw new ServerError(
        'Unauthorized',
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      );
    }
    try {
      const next = batch(cursor, (batchSize ?? 0) === 0 ? Infinity : (batchSize ?? 0), true);
      cursor.expires = Date.now() + IDLE_MS;
      if (!cursor.waiting) this.open.delete(id.toString());
      return { cursor: new CursorBatch('nextBatch', next, { id: cursor.waiting ? id : Long.ZERO, ns }) };
    } catch (error) {
      this.open.delete(id.toString());
      throw error;
    }
  }

  /** Ends a cursor; false if there was none. */
  kill(id: Long): boolean {
    return this.open.delete(id.toString());
  }

  /** Ends the cursors of a session or transaction. */
  killOwnedBy(owner: string): void {
    for (const [id, cursor] of this.open) if (cursor.owner === owner) this.open.delete(id);
  }

  /** Forgets cursors nobody asked for in ten minutes. */
  expire(now: number): void {
    for (const [id, cursor] of this.open) if (cursor.expires < now) this.open.delete(id);
  }

  private keep(cursor: Cursor): Long {
    const id = Long.fromBigInt(randomBytes(8).readBigUInt64LE() >> 1n);
    cursor.expires = Date.now() + IDLE_MS;
    this.open.set(id.toString(), cursor);
    return id;
  }
}

/** Takes documents up to the batch size or 16 MB, and one more to know whether there are more. */
function batch(cursor: Cursor, size: number, look: boolean): Buffer[] {
  const taken: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    if (!cursor.waiting) {
      if (!look) return taken;
      const next = cursor.documents.next();
      if (next.done) return taken;
      cursor.waiting = next.value;
    }
    bytes += cursor.waiting.length;
    if (taken.length >= size || (taken.length > 0 && bytes > MAX_BATCH_BYTES)) return taken;
    taken.push(cursor.waiting);
    cursor.waiting = undefined;
  }
}
