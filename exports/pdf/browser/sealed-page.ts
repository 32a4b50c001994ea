import type { Browser, HTTPRequest, Page } from 'puppeteer-core';

/** Runs `use` with a page that can load nothing and run nothing, in a context of its own that is gone afterwards. */
export async function withSealedPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await seal(page);
    return await use(page);
  } finally {
    if (browser.connected) await context.close();
  }
}

/** Four locks beside the page's own policy, because in trials each one alone let something through. */
async function seal(page: Page): Promise<void> {
  await page.setJavaScriptEnabled(false);
  await page.setOfflineMode(true);
  await page.setRequestInterception(true);
  page.on('request', (request) => void decide(request));
}

/** A request may be answered after its page has gone; then there is nothing left to refuse. */
async function decide(request: HTTPRequest): Promise<void> {
  const inMemory = /^(data:|about:)/.test(request.url());
  await (inMemory ? request.continue() : request.abort('blockedbyclient')).catch(() => undefined);
}
