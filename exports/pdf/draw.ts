import type { Page } from 'puppeteer-core';
import type { PageNumbers } from './file/destinations.ts';
import { placeholder } from './finish/page-numbers.ts';

/** A page of HTML as the browser prints it. */
export interface Drawing {
  /** A tagged, bookmarked PDF. */
  pdf: Uint8Array;
  /** How many lines of the contents show a placeholder. */
  unnumbered: number;
}

/** Draws a page of HTML. The contents name the pages of `numbers`; without any they show placeholders. `timeout` in ms. */
export async function drawPdf(
  page: Page,
  html: string,
  { numbers, timeout }: { numbers: PageNumbers | null; timeout: number },
): Promise<Drawing> {
  await page.setContent(html, { waitUntil: 'load', timeout });
  const lines = await fillContents(page, numbers);
  const pdf = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    waitForFonts: false,
    timeout,
  });
  return { pdf, unnumbered: numbers ? 0 : lines };
}

/**
 * Fills the lines of the contents and counts them. Speaks to the page through the debugging protocol, which works although
 * scripts of the page itself are off.
 */
async function fillContents(page: Page, numbers: PageNumbers | null): Promise<number> {
  const known = numbers && Object.fromEntries(numbers);
  return (await page.evaluate(`(() => {
    const known = ${JSON.stringify(known)};
    const lines = document.querySelectorAll('.pg');
    for (const line of lines) line.textContent = known ? (known[line.dataset.target] ?? '') : '${placeholder}';
    return lines.length;
  })()`)) as number;
}
