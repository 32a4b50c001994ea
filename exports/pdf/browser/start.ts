import chromium from '@sparticuz/chromium';
import puppeteer, { type Browser } from 'puppeteer-core';
import { PdfUnavailable } from '../unavailable.ts';
import { type BrowserProgram, endWithin, runBrowser } from './program.ts';

/** A browser that draws, and the two ways to end it; both resolve when nothing of it is left. */
export interface RunningBrowser {
  browser: Browser;
  /** Ends it in good order. */
  close(): Promise<void>;
  /** Ends it at once, whatever state it is in. */
  kill(): Promise<void>;
}

/** How long a browser that was asked to end, or whose pipe broke, may take to do so; in ms. */
const endLimit = 5000;

/** How long a start may take. */
export interface StartLimits {
  /** In ms. */
  limit: number;
  /** Ends the start earlier. */
  stop?: AbortSignal;
}

/**
 * Starts a browser for printing; without a path the packaged Chromium is unpacked and used. Throws PdfUnavailable when it does
 * not start, is too late or is stopped; then nothing of it is left.
 */
export async function startBrowser(
  executablePath: string | undefined,
  { limit, stop }: StartLimits,
): Promise<RunningBrowser> {
  const giveUp = new AbortController();
  const giveUpNow = (): void => giveUp.abort();
  const timer = setTimeout(giveUpNow, limit);
  stop?.addEventListener('abort', giveUpNow);
  try {
    const path = executablePath ?? (await chromium.executablePath());
    return await startTwice(path, giveUp.signal);
  } catch (cause) {
    throw new PdfUnavailable(
      `The PDF could not be made, because the browser that draws it${
        executablePath === undefined ? '' : ` (${executablePath})`
      } did not start. Ask whoever runs Candour to check that Chromium is there and can run.`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', giveUpNow);
  }
}

/** A browser that ended before it could be used; the message says how, and what it said. */
class EndedAtStart extends Error {
  override readonly name = 'EndedAtStart';
}

/** Chromium was seen to end by itself while it started, once in many hundred times; nobody should have to ask again for that. */
async function startTwice(path: string, giveUp: AbortSignal): Promise<RunningBrowser> {
  try {
    return await startOnce(path, giveUp);
  } catch (cause) {
    if (!(cause instanceof EndedAtStart) || giveUp.aborted) throw cause;
    return startOnce(path, giveUp);
  }
}

async function startOnce(path: string, giveUp: AbortSignal): Promise<RunningBrowser> {
  giveUp.throwIfAborted();
  const program = await runBrowser(path, browserArguments);
  giveUp.addEventListener('abort', program.kill);
  try {
    giveUp.throwIfAborted();
    return running(await reach(program), program);
  } catch (cause) {
    throw new EndedAtStart(await endWithin(program, giveUp.aborted ? 0 : endLimit), { cause });
  } finally {
    giveUp.removeEventListener('abort', program.kill);
  }
}

/** A program that has ended may have closed its pipe before anybody listened: both are waited for. */
async function reach({ transport, ended }: BrowserProgram): Promise<Browser> {
  const tooEarly = ended.then((how) => Promise.reject(new Error(how)));
  return Promise.race([puppeteer.connect({ transport, protocolTimeout: 120_000 }), tooEarly]);
}

function running(browser: Browser, program: BrowserProgram): RunningBrowser {
  return {
    browser,
    async close() {
      const ended = endWithin(program, endLimit);
      await browser.close();
      await ended;
    },
    async kill() {
      await endWithin(program, 0);
    },
  };
}

/**
 * Our own short list besides Puppeteer's. The one that comes with the packaged browser switches off web security and the
 * sandbox; the sandbox goes only where Chromium refuses to start with it, as root. Host names never resolve.
 */
function browserArguments(profile: string): string[] {
  const args = [
    '--remote-debugging-pipe',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  return puppeteer.defaultArgs({ headless: 'shell', userDataDir: profile, args });
}
