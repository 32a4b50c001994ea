import chromium from '@sparticuz/chromium';
import { tmpdir } from 'node:os';
import { type Browser, launch } from 'puppeteer-core';
import { PdfUnavailable } from './unavailable.ts';

/**
 * Our own short list. The one that comes with the packaged browser switches off web security and the sandbox; the
 * sandbox goes only where Chromium refuses to start with it, as root. Host names never resolve.
 */
function browserArguments(): string[] {
  const args = [
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
    '--no-first-run',
  ];
  return process.getuid?.() === 0 ? [...args, '--no-sandbox'] : args;
}

/** Nothing of this process's environment, which may hold secrets; one time zone and language everywhere. */
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: tmpdir(), LANG: 'C.UTF-8', TZ: 'UTC' };

/**
 * Starts a browser for printing, over a pipe (no debugging port, and it ends when this process does). Without a path the
 * packaged Chromium is unpacked and used. Throws PdfUnavailable when it does not start within `timeout` ms.
 */
export async function startBrowser(executablePath: string | undefined, timeout: number): Promise<Browser> {
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), timeout);
  try {
    return await launch({
      executablePath: executablePath ?? (await chromium.executablePath()),
      headless: 'shell',
      pipe: true,
      args: browserArguments(),
      env: environment,
      signal: tooLong.signal,
      protocolTimeout: 120_000,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    throw new PdfUnavailable(
      `The PDF could not be made, because the browser that draws it${
        executablePath === undefined ? '' : ` (${executablePath})`
      } did not start. Ask whoever runs Candour to check that Chromium is there and can run.`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a browser at once, whatever state it is in. */
export function killBrowser(browser: Browser): void {
  browser.process()?.kill('SIGKILL');
}
