import { expect, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { readPageNumbers } from '../../exports/pdf/destinations.ts';
import { startBrowser } from '../../exports/pdf/browser.ts';
import { withSealedPage } from '../../exports/pdf/sealed-page.ts';

const html = `<a href="#one">1</a><a href="#t_wo">2</a><a href="#z">3</a>
  <p id="one" style="break-before:page">1</p><p id="t_wo" style="break-before:page">2</p><p id="z">3</p>`;

test('reads the same pages from a plain and a compressed file', async () => {
  const browser = await startBrowser(undefined, 30_000);
  const plain = await withSealedPage(browser, async (page) => {
    await page.setContent(html);
    return page.pdf();
  });
  await browser.close();
  const expected = new Map([
    ['one', 2],
    ['t_wo', 3],
    ['z', 3],
  ]);
  expect(await readPageNumbers(plain)).toEqual(expected);
  const compressed = await (await PDFDocument.load(plain)).save({ useObjectStreams: true });
  expect(Buffer.from(compressed).toString('latin1')).not.toMatch(/\nxref\s/);
  expect(await readPageNumbers(compressed)).toEqual(expected);
});
