import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

/** One file of a pack: where it stands, and what it must turn out to be when it is read. */
export interface PackEntry {
  path: string;
  bytes: number;
  /** SHA-256, 64 hexadecimal digits. */
  sha256: string;
  open: () => Readable;
}

/** A file of the pack whose content is at hand. */
export function heldEntry(path: string, content: string | Uint8Array): PackEntry {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, bytes: bytes.length, sha256, open: () => Readable.from([bytes], { objectMode: false }) };
}

/** The order of the files in a pack and in its lists: by code unit, the same on every machine. */
export function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
