import { createHash } from 'node:crypto';
import { type Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const sayEvery = 4 * 1024 * 1024;

/** What is given to copying besides: a signal that stops it, and where to say how many bytes went through. */
export interface CopyOptions {
  signal: AbortSignal;
  onBytes?: (bytes: number) => void;
}

/** Copies something as it comes, counting and hashing on the way; none of it is held. */
export async function copyCounted(
  content: Readable | Iterable<Uint8Array>,
  target: Writable,
  { signal, onBytes = () => undefined }: CopyOptions,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (Math.floor((bytes + chunk.length) / sayEvery) > Math.floor(bytes / sayEvery)) onBytes(bytes);
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(content, count, target, { signal });
  return { bytes, sha256: hash.digest('hex') };
}
