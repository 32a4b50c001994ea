import type { Browser } from 'puppeteer-core';
import { type RunningBrowser, startBrowser } from './start.ts';

/** One browser kept running between uses, by one user at a time. */
export interface WarmBrowser {
  /** The browser, started when there is none. Rejects when it does not start, or `stop` fires first; then none is left. */
  take(stop: AbortSignal): Promise<Browser>;
  /** Says that it is not used now; after a while without use it ends, and frees its memory. */
  rest(): void;
  /** Ends it at once, whatever it is doing; resolves when it is gone. The next `take` starts another. */
  drop(): Promise<void>;
  /** Ends it in good order. */
  close(): Promise<void>;
}

const idleLimit = 5 * 60_000;

/** Keeps a browser; starts none before the first `take`. `startLimit` in ms. */
export function keepBrowser(executablePath: string | undefined, startLimit: number): WarmBrowser {
  let current: Promise<RunningBrowser> | undefined;
  let idle: NodeJS.Timeout | undefined;

  async function end(how: 'close' | 'kill'): Promise<void> {
    clearTimeout(idle);
    const ending = current;
    current = undefined;
    const running = await ending?.catch(() => undefined); // what does not start leaves nothing to end
    await running?.[how]();
  }

  return {
    async take(stop) {
      clearTimeout(idle);
      const running = await current?.catch(() => undefined);
      if (running?.browser.connected) return running.browser;
      stop.throwIfAborted();
      current = startBrowser(executablePath, { limit: startLimit, stop });
      return (await current).browser;
    },
    rest() {
      clearTimeout(idle);
      idle = setTimeout(() => void end('close'), idleLimit).unref();
    },
    drop: () => end('kill'),
    close: () => end('close'),
  };
}
