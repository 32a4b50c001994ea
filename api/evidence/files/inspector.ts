import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** How much of the beginning and the end of a file is kept for recognising it. */
const sample = 4100;

/** What was learnt of a file while it went by. */
export interface Inspection {
  bytes: number;
  sha256: string;
  head: Buffer;
  tail: Buffer;
  /** True when the whole is valid UTF-8 without control characters other than tab, line ends and form feed. */
  isText: boolean;
}

/** Lets a file through unchanged and learns its size, hash, beginning, end and whether it is text. Holds 8 kB of it. */
export class Inspector extends Transform {
  #bytes = 0;
  #head: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  #isText = true;
  readonly #hash = createHash('sha256');
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    if (this.#head.length < sample) this.#head = Buffer.concat([this.#head, chunk]).subarray(0, sample);
    this.#tail = lastOf(this.#tail, chunk);
    this.#judgeText(chunk, true);
    done(null, chunk);
  }

  /** What was learnt, once everything went through. */
  inspection(): Inspection {
    this.#judgeText(Buffer.alloc(0), false);
    const sha256 = this.#hash.digest('hex');
    return { bytes: this.#bytes, sha256, head: this.#head, tail: this.#tail, isText: this.#isText };
  }

  #judgeText(chunk: Buffer, stream: boolean): void {
    if (!this.#isText) return;
    try {
      this.#isText = !/[\0-\x08\x0B\x0E-\x1F\x7F]/.test(this.#decoder.decode(chunk, { stream }));
    } catch {
      this.#isText = false;
    }
  }
}

/** A copy of the last bytes, so that no large chunk is kept alive by a small view of it. */
function lastOf(tail: Buffer, chunk: Buffer): Buffer {
  if (chunk.length >= sample) return Buffer.from(chunk.subarray(-sample));
  return Buffer.from(Buffer.concat([tail, chunk]).subarray(-sample));
}
