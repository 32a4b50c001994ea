import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PrintModel } from '../finish.ts';
import type { FinishTask } from './worker-main.ts';

/** Finishes PDFs, one at a time, in a thread of its own, so that people who type meanwhile notice nothing. */
export interface Finisher {
  /** Starts the thread if there is none: it loads its code while the pages are still being drawn. */
  warm(): void;
  finish(drawn: Uint8Array, model: PrintModel): Promise<Uint8Array>;
  /** Ends the thread, whatever it is doing; the next use starts another. */
  end(): void;
}

const idleLimit = 5 * 60_000;
const resourceLimits = { maxOldGenerationSizeMb: 1536 };

/** A finisher; it starts no thread before it is used, and ends it after a while without use. */
export function createFinisher(): Finisher {
  let current: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  function take(): Worker {
    clearTimeout(idle);
    if (current) return current;
    const worker = new Worker(new URL('./worker.js', import.meta.url), { resourceLimits });
    worker.on('error', () => undefined); // whoever waits for an answer hears it too
    worker.once('exit', () => {
      if (current === worker) current = undefined;
    });
    current = worker;
    return worker;
  }

  function end(): void {
    clearTimeout(idle);
    void current?.terminate();
    current = undefined;
  }

  return {
    warm: () => void take(),
    async finish(drawn, model) {
      const worker = take();
      const answered = answerOf(worker);
      worker.postMessage({ drawn, model } satisfies FinishTask);
      const finished = await answered;
      idle = setTimeout(end, idleLimit).unref();
      return finished;
    },
    end,
  };
}

async function answerOf(worker: Worker): Promise<Uint8Array> {
  const waiting = new AbortController();
  const ended = once(worker, 'exit', waiting).then(() => Promise.reject(new Error('The thread ended')));
  ended.catch(() => undefined);
  try {
    // `once` rejects when an 'error' comes first.
    const [finished] = (await Promise.race([once(worker, 'message', waiting), ended])) as [Uint8Array];
    return finished;
  } finally {
    waiting.abort();
  }
}
