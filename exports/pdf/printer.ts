import { TimeoutError } from 'puppeteer-core';
import type { PrintDocument } from '../document.ts';
import { createFinisher, type Finisher } from './apart/finisher.ts';
import { withSealedPage } from './browser/sealed-page.ts';
import { keepBrowser, type WarmBrowser } from './browser/warm-browser.ts';
import { type Drawing, drawPdf } from './draw.ts';
import type { PageNumbers } from './file/destinations.ts';
import { PdfUnavailable } from './unavailable.ts';

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

/** A finished file, and whether it may be handed to an inspector. */
export interface PrintedPdf {
  bytes: Uint8Array;
  /** True when every check of the file passed. */
  inspectionReady: boolean;
  /** What is wrong, each in a sentence a person can act on; empty when it is ready. */
  problems: string[];
}

/** Prints documents, one at a time, with one browser that stays warm between prints. */
export interface PdfPrinter {
  /** The finished PDF. Rejects with PdfUnavailable when the browser is missing, hangs or dies. */
  print(document: PrintDocument, options?: PrintOptions): Promise<PrintedPdf>;
  /** Ends the browser. A later print starts a new one. */
  close(): Promise<void>;
}

const startLimit = 30_000;
/** Numbers can move what they number: how often they may be filled in before they must have settled. */
const mostPasses = 4;

/** A printer. It starts no browser before the first print. */
export function createPdfPrinter(settings: PrinterSettings = {}): PdfPrinter {
  const timeLimit = settings.timeLimit ?? 60_000;
  const kept = keepBrowser(settings.executablePath, Math.min(startLimit, timeLimit));
  const finisher = createFinisher();
  let turn: Promise<unknown> = Promise.resolve();

  async function printNow(
    document: PrintDocument,
    { onProgress, signal }: PrintOptions,
  ): Promise<PrintedPdf> {
    signal?.throwIfAborted();
    const limit = AbortSignal.timeout(timeLimit);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    const begin = stepsOf(onProgress, stop);
    finisher.warm();
    try {
      return await unlessStopped(stop, drawAndFinish({ kept, finisher, timeLimit, stop }, document, begin));
    } catch (cause) {
      finisher.end();
      await kept.drop();
      signal?.throwIfAborted();
      throw plainly(cause, limit.aborted);
    }
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

interface Engine {
  kept: WarmBrowser;
  finisher: Finisher;
  timeLimit: number;
  stop: AbortSignal;
}

/** Once, when the contents can be numbered in the finished file; else again with the numbers filled in, until they settle. */
async function drawAndFinish(
  engine: Engine,
  { html, ...facts }: PrintDocument,
  begin: Begin,
): Promise<PrintedPdf> {
  let numbers: PageNumbers | null = null;
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const { pdf, unnumbered } = await draw(engine, { html, numbers }, begin);
    begin(0.7, 'Finishing and checking the file');
    const finished = await engine.finisher.finish({ drawn: pdf, facts, unnumbered, numbers });
    if ('bytes' in finished) return { ...finished, inspectionReady: finished.problems.length === 0 };
    numbers = finished.pages;
  }
  throw new PdfUnavailable('The PDF could not be made, because its page numbers did not settle. Try again.');
}

/** The page is gone before the file is finished, and most of the browser's memory with it. */
async function draw(
  { kept, timeLimit, stop }: Engine,
  { html, numbers }: { html: string; numbers: PageNumbers | null },
  begin: Begin,
): Promise<Drawing> {
  begin(0.1, 'Starting the browser that draws the pages');
  const browser = await kept.take(stop);
  begin(numbers ? 0.8 : 0.2, numbers ? 'Numbering the contents' : 'Drawing the pages');
  const drawing = await withSealedPage(browser, (page) =>
    drawPdf(page, html, { numbers, timeout: timeLimit }),
  );
  kept.rest();
  return drawing;
}

/** Begins a step: tells of it, and throws when the print was stopped. */
type Begin = (fraction: number, step: string) => void;

/** Tells only of steps that lead on; a second pass goes through the first ones again. */
function stepsOf(onProgress: PrintOptions['onProgress'], stop: AbortSignal): Begin {
  let reached = 0;
  return (fraction, step) => {
    if (fraction >= reached) onProgress?.({ fraction, step });
    reached = Math.max(reached, fraction);
    stop.throwIfAborted();
  };
}

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
