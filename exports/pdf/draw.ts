import type { Page } from 'puppeteer-core';
import { type PageNumbers, readPageNumbers } from './destinations.ts';
import { PdfUnavailable } from './unavailable.ts';

const mostPasses = 4;

/**
 * Draws a page of HTML as a tagged, bookmarked PDF whose contents name the right pages: a plain pass to see where everything
 * falls, then the numbers are filled in and it is drawn again until they agree. `onPass` hears of each pass before it starts.
 */
export async function drawPdf(
  page: Page,
  html: string,
  timeout: number,
  onPass: (pass: number) => void,
): Promise<Uint8Array> {
  await page.setContent(html, { waitUntil: 'load', timeout });
  onPass(1);
  let numbers = await readPageNumbers(await printPage(page, false, timeout));
  for (let pass = 2; pass <= mostPasses; pass += 1) {
    await fillNumbers(page, numbers);
    onPass(pass);
    const pdf = await printPage(page, true, timeout);
    const found = await readPageNumbers(pdf);
    if (agree(numbers, found)) return pdf;
    numbers = found;
  }
  throw new PdfUnavailable('The PDF could not be made, because its page numbers did not settle. Try again.');
}

async function printPage(page: Page, final: boolean, timeout: number): Promise<Uint8Array> {
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: final,
    outline: final,
    waitForFonts: false,
    timeout,
  });
}

/** Speaks to the page through the debugging protocol, which works although scripts of the page itself are off. */
async function fillNumbers(page: Page, numbers: PageNumbers): Promise<void> {
  const entries = JSON.stringify(Object.fromEntries(numbers));
  await page.evaluate(`{
    const numbers = ${entries};
    for (const span of document.querySelectorAll('.pg')) span.textContent = numbers[span.dataset.target] ?? '';
  }`);
}

function agree(before: PageNumbers, after: PageNumbers): boolean {
  return before.size === after.size && [...before].every(([name, page]) => after.get(name) === page);
}
