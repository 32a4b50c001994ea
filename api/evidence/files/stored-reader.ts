import { PassThrough, pipeline, Readable } from 'node:stream';
import { buffer as wholeOf } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { fileReader } from './file-store.ts';

/** One reading of the database; a directory of small entries is read from few of them. */
const windowSize = 256 * 1024;

type ReadArguments = Parameters<yauzl.RandomAccessReader['read']>;

/** Lets yauzl read a stored file at any place, without a copy of it on disk or whole in memory. */
export class StoredReader extends yauzl.RandomAccessReader {
  readonly #id: string;
  readonly #size: number;
  #window: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };

  constructor(id: string, size: number) {
    super();
    this.#id = id;
    this.#size = size;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const through = new PassThrough();
    pipeline(this.#streamOf(start, end), through, () => undefined);
    return through;
  }

  override read(...[target, offset, length, position, done]: ReadArguments): void {
    this.#bytesAt(position, length).then(
      (bytes) => {
        bytes.copy(target, offset);
        done(null);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error('The stored file could not be read'));
      },
    );
  }

  /** Small entries lie side by side: many of them come out of one window. */
  #streamOf(start: number, end: number): Readable {
    if (end - start > windowSize) return fileReader(this.#id, { start, end });
    const read = () => this.#bytesAt(start, end - start);
    return Readable.from(
      (async function* one() {
        yield await read();
      })(),
    );
  }

  async #bytesAt(position: number, length: number): Promise<Buffer> {
    if (position + length > this.#size) throw new RangeError(`No byte ${position + length} in ${this.#size}`);
    const inWindow = position - this.#window.start;
    if (inWindow < 0 || inWindow + length > this.#window.bytes.length) await this.#fill(position, length);
    const from = position - this.#window.start;
    return this.#window.bytes.subarray(from, from + length);
  }

  async #fill(position: number, length: number): Promise<void> {
    const end = Math.min(this.#size, position + Math.max(length, windowSize));
    const bytes = await wholeOf(fileReader(this.#id, { start: position, end }));
    this.#window = { start: position, bytes };
  }
}
