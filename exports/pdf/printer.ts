import { TimeoutError } from 'puppeteer-core';
import type { PrintDocument } from '../document.ts';
import { createFinisher } from './apart/finisher.ts';
import { drawPdf } from './draw.ts';
import { withSealedPage } from './sealed-page.ts';
import { PdfUnavailable } from './unavailable.ts';
import { keepBrowser } from './warm-browser.ts';

/** How far a print is: a fraction from 0 to 1 and what is being done, in plain words. */
export interface PrintProgress {
  fraction: number;
  step: string;
}

/** What a print may be given besides its input. */
export interface PrintOptions {
  onProgress?: (progress: PrintProgress) => void;
  /** Stops the print; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Where the browser is and how long it may take. */
export interface PrinterSettings {
  /** A Chromium to use instead of the packaged one. */
  executablePath?: string;
  /** The most one print may take, in ms; 60 s by default. */
  timeLimit?: number;
}

/** Prints documents, one at a time, with one browser that stays warm between prints. */
export interface PdfPrinter {
  /** The finished PDF. Rejects with PdfUnavailable when the browser is missing, hangs or dies. */
  print(document: PrintDocument, options?: PrintOptions): Promise<Uint8Array>;
  /** Ends the browser. A later print starts a new one. */
  close(): Promise<void>;
}

const startLimit = 30_000;

/** A printer. It starts no browser before the first print. */
export function createPdfPrinter(settings: PrinterSettings = {}): PdfPrinter {
  const timeLimit = settings.timeLimit ?? 60_000;
  const kept = keepBrowser(settings.executablePath, Math.min(startLimit, timeLimit));
  const finisher = createFinisher();
  let turn: Promise<unknown> = Promise.resolve();

  async function printNow(
    { html, ...model }: PrintDocument,
    { onProgress, signal }: PrintOptions,
  ): Promise<Uint8Array> {
    signal?.throwIfAborted();
    const report: Report = (fraction, step) => onProgress?.({ fraction, step });
    report(0.1, 'Starting the browser that draws the pages');
    const limit = AbortSignal.timeout(timeLimit);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    finisher.warm();
    try {
      const drawn = await unlessStopped(stop, drawWith(html, timeLimit, report));
      kept.rest();
      report(0.75, 'Finishing the file');
      return await unlessStopped(stop, finisher.finish(drawn, model));
    } catch (cause) {
      kept.drop();
      finisher.end();
      signal?.throwIfAborted();
      throw plainly(cause, limit.aborted);
    }
  }

  async function drawWith(html: string, timeout: number, report: Report): Promise<Uint8Array> {
    return withSealedPage(await kept.take(), (page) =>
      drawPdf(page, html, timeout, (pass) =>
        pass === 1 ? report(0.25, 'Drawing the pages') : report(0.5, 'Numbering the contents'),
      ),
    );
  }

  return {
    print(document, options = {}) {
      const mine = turn.then(() => printNow(document, options));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close() {
      finisher.end();
      return kept.close();
    },
  };
}

type Report = (fraction: number, step: string) => void;

/** Settles with `work`, or rejects as soon as `stop` fires: a hanging browser may never answer. */
async function unlessStopped<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  let forget = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    const onStop = (): void => reject(stop.reason as Error);
    forget = () => stop.removeEventListener('abort', onStop);
    if (stop.aborted) onStop();
    else stop.addEventListener('abort', onStop, { once: true });
  });
  work.catch(() => undefined); // once stopped, what becomes of the abandoned work is of no interest
  return Promise.race([stopped, work]).finally(forget);
}

function plainly(cause: unknown, late: boolean): Error {
  if (cause instanceof PdfUnavailable) return cause;
  const slow = late || cause instanceof TimeoutError;
  return new PdfUnavailable(
    slow
      ? 'The PDF could not be made in time, so it was stopped. Try again; if it happens again, the document may be too large.'
      : 'The PDF could not be made, because the browser that draws it stopped. Try again.',
    { cause },
  );
}
