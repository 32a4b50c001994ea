import { ServerError } from '../errors.ts';
import { allDocuments, type Collection, documentKey } from '../storage/catalog.ts';
import { type Stored } from '../storage/documents.ts';
import { type Entry, type Range, type View } from '../storage/view.ts';
import { type Plan } from './plan.ts';

/** When a command must have ended, in milliseconds since 1970. */
export type Deadline = number;

const CHUNK_BYTES = 1024 * 1024;

/**
 * The documents a plan reads, each once. Reads in chunks that hold no lock between them, so a cursor may lie open;
 * what is written meanwhile may or may not be seen, as in MongoDB.
 */
export function* scan(
  view: View,
  collection: Collection,
  plan: Plan,
  deadline: Deadline = Infinity,
): Generator<Stored> {
  const seen = plan.index?.multikey ? new Set<string>() : undefined;
  for (const range of plan.ranges) {
    for (const { key, value } of chunks(view, range, deadline)) {
      if (!plan.index) {
        yield { id: key.subarray(5), raw: value };
        continue;
      }
      const name = seen ? value.toString('latin1') : '';
      if (seen?.has(name)) continue;
      seen?.add(name);
      const raw = view.get(documentKey(collection, value));
      if (raw) yield { id: value, raw };
    }
  }
}

/** Every document of a collection, in the order of their ids. */
export function scanAll(view: View, collection: Collection): Generator<Stored> {
  return scan(view, collection, { ranges: [allDocuments(collection)], sorted: true });
}

function* chunks(view: View, range: Range, deadline: Deadline): Generator<Entry> {
  let rest = range;
  let limit = 16;
  for (;;) {
    if (Date.now() > deadline) throw new ServerError('MaxTimeMSExpired', 'operation exceeded time limit');
    const entries = view.range({ ...rest, limit });
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < limit) return;
    rest = range.reverse
      ? { ...range, end: last.key }
      : { ...range, start: Buffer.concat([last.key, Buffer.from([0])]) };
    const size = entries.reduce((sum, { value }) => sum + value.length, 0) / entries.length;
    limit = Math.max(4, Math.min(512, limit * 4, Math.floor(CHUNK_BYTES / (size + 1))));
  }
}
