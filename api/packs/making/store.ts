import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportFileWriter } from '../jobs/file-store.ts';

/** Stores the file of an export as it comes, counting and hashing on the way; none of it is held. */
export async function storeFile(
  id: string,
  content: Readable | Iterable<Uint8Array>,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(content, count, exportFileWriter(id), { signal });
  return { bytes, sha256: hash.digest('hex') };
}
