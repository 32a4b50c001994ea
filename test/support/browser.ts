import chromium from '@sparticuz/chromium';
import { source as axeSource, type AxeResults, type RunOptions } from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** A headless Chromium that the packages bring along. Close it at the end of the test file. */
export async function launchBrowser(): Promise<Browser> {
  return launch().catch(launch); // Chromium was seen to end by itself while it started, once in many hundred times
}

async function launch(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: await chromium.executablePath(),
    headless: 'shell',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-first-run',
    ],
    protocolTimeout: 60_000,
  });
}

/** A page of its own visitor (own cookies) at the given width; errors in the page are collected in `failures`. */
export async function newVisitor(
  browser: Browser,
  width = 1440,
): Promise<{ page: Page; failures: string[] }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height: 900 });
  page.setDefaultTimeout(20_000);
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Unhandled|Uncaught/i.test(message.text())) failures.push(message.text());
  });
  return { page, failures };
}

/** What axe finds wrong on the page for WCAG 2.2 AA, as `rule: elements`; empty when nothing is. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.waitForFunction(hasFaded);
  await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(where: Document, options: RunOptions): Promise<AxeResults> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
    for (const animation of moving) animation.pause();
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    for (const animation of moving) animation.play();
    return found;
  });
  return results.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

/** True when nothing is half way of fading in or out, where its contrast is nobody's. Runs in the page. */
function hasFaded(): boolean {
  return document.getAnimations().every(({ effect, playState }) => {
    if (!(effect instanceof KeyframeEffect) || !effect.target || playState === 'finished') return true;
    const fades = effect.getKeyframes().some((frame) => 'opacity' in frame);
    return !fades || getComputedStyle(effect.target).opacity === '1';
  });
}
