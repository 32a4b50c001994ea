/** Makes the exports of the queue, two at a time in this process, whoever asked for them and wherever. */
import { randomUUID } from 'node:crypto';
import { ExpectedError } from '../../http/errors.ts';
import { log } from '../../http/log.ts';
import type { ProduceOptions } from '../making/produce.ts';
import { removeExportFile } from './file-store.ts';
import {
  claimNext,
  giveBack,
  type Job,
  type Made,
  note,
  noteCancelled,
  noteDone,
  noteFailed,
  removeOldExports,
} from './records.ts';

/** Makes an export and stores its file under the job's `file`. */
export type Maker = (job: Job, options: ProduceOptions) => Promise<Made>;

const atOnce = 2;
/** How often, in ms, it is said that this process is alive, and looked for what others left. */
const beatEvery = 5_000;
const stopping = new Error('Candour is stopping');
const taken = new Error('The export was cancelled');

/** Makes what is in the queue, also what was left there when Candour last stopped; one for each process. */
export class ExportQueue {
  readonly #make: Maker;
  readonly #worker = randomUUID();
  readonly #running = new Map<string, { stop: AbortController; over: Promise<void> }>();
  readonly #beat: NodeJS.Timeout;
  #filling: Promise<void> = Promise.resolve();
  #isOpen = true;

  constructor(make: Maker) {
    this.#make = make;
    this.#beat = setInterval(() => this.#sayAlive(), beatEvery).unref();
    this.wake();
  }

  /** Looks for something to make now. */
  wake(): void {
    this.#filling = this.#filling.then(() => this.#fill()).catch(logged('the next'));
  }

  /** Cancels an export, wherever it is made. Throws Conflict when it is finished. */
  async cancel(id: string): Promise<void> {
    await noteCancelled(id);
    this.#running.get(id)?.stop.abort(taken);
  }

  /** Stops; what is being made goes back into the queue. */
  async close(): Promise<void> {
    this.#isOpen = false;
    clearInterval(this.#beat);
    await this.#filling;
    for (const { stop } of this.#running.values()) stop.abort(stopping);
    await Promise.all([...this.#running.values()].map(({ over }) => over));
    await this.#filling;
  }

  async #fill(): Promise<void> {
    while (this.#isOpen && this.#running.size < atOnce) {
      const job = await claimNext(this.#worker);
      if (!job) return;
      const stop = new AbortController();
      const over = this.#run(job, stop.signal).finally(() => {
        this.#running.delete(job.id);
        this.wake();
      });
      this.#running.set(job.id, { stop, over });
    }
  }

  /** Never rejects: what goes wrong is kept on the export. */
  async #run(job: Job, signal: AbortSignal): Promise<void> {
    const report = (progress: number, step: string): void => void this.#say(job.id, { progress, step });
    try {
      const made = await this.#make(job, { signal, report });
      if (await noteDone(this.#worker, job.id, made)) await removeOldExports(job.assessment);
      else await removeExportFile(job.file);
    } catch (error) {
      await this.#settle(job, signal, error).catch(logged(job.id));
    }
  }

  async #settle(job: Job, signal: AbortSignal, error: unknown): Promise<void> {
    await removeExportFile(job.file);
    if (signal.reason === stopping) return giveBack(this.#worker, job.id);
    if (signal.reason === taken) return;
    log.error({ err: error, export: job.id }, 'an export could not be made');
    await noteFailed(this.#worker, job.id, sentenceFor(error));
    await removeOldExports(job.assessment);
  }

  #sayAlive(): void {
    for (const id of this.#running.keys()) void this.#say(id, {});
    this.wake();
  }

  /** Failing to note progress must not fail the export: the next note makes it good. */
  async #say(id: string, change: Parameters<typeof note>[2]): Promise<void> {
    const isMine = await note(this.#worker, id, change).catch((error: unknown) => {
      logged(id)(error);
      return true;
    });
    if (!isMine) this.#running.get(id)?.stop.abort(taken);
  }
}

function logged(id: string): (error: unknown) => void {
  return (error) => log.warn({ err: error, export: id }, 'the queue of exports could not note something');
}

function sentenceFor(error: unknown): string {
  if (error instanceof ExpectedError) return error.message;
  return 'It could not be made, because something went wrong in Candour. Try again; if it happens again, tell whoever runs Candour.';
}
