import { createHash } from 'node:crypto';
import { PassThrough, pipeline, type Readable, Transform } from 'node:stream';
import yazl from 'yazl';
import { byPath, type PackEntry } from './entries.ts';

/** Everything else in a pack is compressed by its own format already. */
const compressible = /\.(csv|html|json|md|mjs|sha256|txt)$/;

/** A file that turned out to be another than it was said to be: nothing may be handed out. */
export class AlteredFile extends Error {
  override readonly name = 'AlteredFile';
  constructor(path: string) {
    super(`The stored file for ${path} is not the one whose SHA-256 was kept with it.`);
  }
}

/**
 * A ZIP of these files as a stream, one file at a time and none held whole. The same files and day give the same bytes from the
 * same version of Node.js: names are sorted and every time is noon of the day. Fails with AlteredFile when a file is not what it should be.
 */
export function zipOf(entries: readonly PackEntry[], day: Date): Readable {
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  let source: Readable | undefined;
  const fail = (error: Error): void => void out.destroy(error);
  zip.on('error', fail);
  out.once('close', () => source?.destroy());
  // ZIP keeps local time: the same wall-clock time everywhere is the same bytes everywhere.
  const mtime = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12);
  for (const entry of [...entries].sort(byPath)) {
    const compress = compressible.test(entry.path);
    const options = { mtime, forceDosTimestamp: true, mode: 0o100644, compress, size: entry.bytes };
    zip.addReadStreamLazy(entry.path, options, (give) => {
      source = entry.open();
      const checked = checkOf(entry);
      pipeline(source, checked, (error) => error && fail(error));
      give(null, checked);
    });
  }
  zip.end();
  pipeline(zip.outputStream, out, () => undefined);
  return out;
}

/** Lets a file through and fails at its end when it was another. */
function checkOf({ path, sha256 }: PackEntry): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : new AlteredFile(path));
    },
  });
}
