import type { Browser } from 'puppeteer-core';
import { killBrowser, startBrowser } from './browser.ts';

/** One browser kept running between uses. */
export interface WarmBrowser {
  /** The browser, started when there is none. Rejects with PdfUnavailable when it does not start. */
  take(): Promise<Browser>;
  /** Says that it is not used now; after a while without use it ends, and frees its memory. */
  rest(): void;
  /** Ends it at once, whatever it is doing; the next `take` starts another. */
  drop(): void;
  /** Ends it in good order. */
  close(): Promise<void>;
}

const idleLimit = 5 * 60_000;

/** Keeps a browser; starts none before the first `take`. `startLimit` in ms. */
export function keepBrowser(executablePath: string | undefined, startLimit: number): WarmBrowser {
  let current: Promise<Browser> | undefined;
  let idle: NodeJS.Timeout | undefined;

  function release(): Promise<Browser | undefined> {
    const released = current;
    clearTimeout(idle);
    current = undefined;
    return released?.catch(() => undefined) ?? Promise.resolve(undefined);
  }

  async function close(): Promise<void> {
    const browser = await release();
    await browser?.close().catch(() => killBrowser(browser));
  }

  return {
    async take() {
      clearTimeout(idle);
      const running = await current?.catch(() => undefined);
      if (running?.connected) return running;
      const started = startBrowser(executablePath, startLimit);
      current = started;
      return started;
    },
    rest() {
      clearTimeout(idle);
      idle = setTimeout(() => void close(), idleLimit).unref();
    },
    drop: () => void release().then((browser) => browser && killBrowser(browser)),
    close,
  };
}
