import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inspectionDocument } from '../../../exports/inspection.ts';
import { withSealedPage } from '../../../exports/pdf/browser/sealed-page.ts';
import { type RunningBrowser, startBrowser } from '../../../exports/pdf/browser/start.ts';
import { drawPdf } from '../../../exports/pdf/draw.ts';
import { type PageNumbers, pageNumbersOf } from '../../../exports/pdf/file/destinations.ts';
import { readPdf } from '../../../exports/pdf/file/read.ts';
import { type Finished, finishPdf } from '../../../exports/pdf/finish.ts';
import { comparePages } from '../../support/compare-pages.ts';
import { sampleExport } from '../sample-export.ts';

const sample = sampleExport();
const { html, ...facts } = inspectionDocument({ ...sample, judgements: sample.judgements.slice(0, 1) });
let running: RunningBrowser;

beforeAll(async () => {
  running = await startBrowser(undefined, { limit: 30_000 });
});

afterAll(() => running.close());

const draw = async (numbers: PageNumbers | null): ReturnType<typeof drawPdf> =>
  withSealedPage(running.browser, (page) => drawPdf(page, html, { numbers, timeout: 30_000 }));

function bytesOf(finished: Finished): Uint8Array {
  if (!('bytes' in finished)) throw new Error('The contents could not be numbered in place');
  expect(finished.problems).toEqual([]);
  return finished.bytes;
}

test('finishing changes no pixel, and numbers the contents as the browser would', async () => {
  const { pdf: drawn, unnumbered } = await draw(null);
  expect(unnumbered).toBeGreaterThan(5);
  const numbers = pageNumbersOf(readPdf(drawn));
  const { pdf: drawnAgain } = await draw(numbers);
  const inPlace = bytesOf(await finishPdf({ drawn, facts, unnumbered, numbers: null }));
  const again = bytesOf(await finishPdf({ drawn: drawnAgain, facts, unnumbered: 0, numbers }));

  const page = await running.browser.newPage();
  for (const finished of [again, inPlace]) {
    const pages = await comparePages(page, drawnAgain, finished);
    expect(pages.length).toBeGreaterThan(8);
    for (const { inked } of pages) expect(inked).toBeGreaterThan(500);
    expect(pages.filter(({ different }) => different > 0)).toEqual([]);
  }
});

test('a line of the contents that cannot be numbered in place asks for another drawing', async () => {
  const { pdf: drawn, unnumbered } = await draw(null);
  const finished = await finishPdf({ drawn, facts, unnumbered: unnumbered + 1, numbers: null });
  expect(finished).toEqual({ pages: pageNumbersOf(readPdf(drawn)) });
});
