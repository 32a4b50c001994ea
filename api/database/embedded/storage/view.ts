/** One stored pair. */
export interface Entry {
  key: Buffer;
  value: Buffer;
}

/** A stretch of keys: from `start` (included) to `end` (not included). */
export interface Range {
  start: Buffer;
  end: Buffer;
  reverse?: boolean;
  limit?: number;
}

/**
 * The whole database as one ordered map of bytes, seen by one command: the newest state, or a transaction's
 * snapshot with its own changes on top. Everything above the storage is written against this alone.
 */
export interface View {
  get(key: Buffer): Buffer | undefined;
  range(range: Range): Entry[];
  count(range: Range): number;
  /** Promises the caller that nobody else changes this key before what is written here is kept. */
  share(key: Buffer): void;
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
}
