import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createPdfPrinter } from '../../../exports/pdf/printer.ts';
import { inspectionDocument } from '../../../exports/inspection.ts';
import { type PdfBookmark, type PdfReading, readPdf } from '../../support/read-pdf.ts';
import { sampleExport } from '../sample-export.ts';

const input = sampleExport();
const document = inspectionDocument(input);
const printer = createPdfPrinter();
let pdf: Uint8Array;
let reading: PdfReading;
let text: string;

const squeeze = (words: string): string => words.replace(/\s+/g, '');

beforeAll(async () => {
  ({ bytes: pdf } = await printer.print(document));
  reading = await readPdf(pdf);
  text = squeeze(reading.pages.map(withoutRunningHeads).join(''));
});

afterAll(() => printer.close());

/** A page without what its margins say of the copy and the page. */
function withoutRunningHeads(page: string): string {
  return page.replace(/Page \d+ of \d+|Draft of 3 May 2026, 14:05 · 7f3a 9c21 d04b|DRAFT/g, '');
}

describe('the printed assessment', () => {
  test('is tagged, titled, in English and dated by its input', () => {
    expect(reading.tagged).toBe(true);
    expect(reading.info).toMatchObject({
      Title: 'Self-assessment of children’s services – Ambershire County Council',
      Author: 'Ambershire County Council',
      Language: 'en-GB',
      Producer: 'Candour',
      CreationDate: 'D:20260503130500Z',
    });
  });

  test('holds every string of the model in order', () => {
    const missing: string[] = [];
    let from = 0;
    for (const string of document.strings) {
      const at = text.indexOf(squeeze(string), from);
      if (at < 0) missing.push(string);
      else from = at + squeeze(string).length;
    }
    expect(missing).toEqual([]);
  });

  test('holds the recommendations in words and no empty cell', () => {
    for (const row of input.recommendations) expect(text).toContain(squeeze(row.recommendation));
    expect(text.split('Notrecorded')).toHaveLength(1 + 1 + 4);
  });

  test('labels every claim with its number exactly once', () => {
    const body = reading.pages
      .slice(0, (reading.destinations.get('part-recommendations') ?? 1) - 1)
      .map(withoutRunningHeads)
      .join(' ');
    const labels = [...body.matchAll(/\bKJ\d\.[ED]\d+\b/g)].map((match) => match[0]);
    expect(labels.toSorted()).toEqual(Object.values(input.claimNumbers).toSorted());
  });

  test('numbers its contents by the real pages', () => {
    const contents = reading.pages[1] ?? '';
    const printed = [...contents.matchAll(/ (\d+)(?= |$)/g)].map((match) => Number(match[1]));
    const targets = reading.links.filter((link) => link.page === 2).map((link) => link.dest ?? '');
    const pages = [...new Set(targets)].map((target) => reading.destinations.get(target));
    expect(pages).toHaveLength(16);
    expect(printed.slice(-pages.length)).toEqual(pages);
  });

  test('starts each part on the page its destination names', () => {
    for (const judgement of input.judgements) {
      const page = reading.destinations.get(`judgement-${judgement.id}`) ?? 0;
      expect(reading.pages[page - 1]).toContain(`Short ${judgement.code}`);
      expect(squeeze(reading.pages[page - 1] ?? '')).toContain(squeeze(judgement.title));
    }
  });

  test('has a bookmark for each heading, in its words', () => {
    const flat = (items: PdfBookmark[]): string[] =>
      items.flatMap((item) => [item.title, ...flat(item.items)]);
    expect(flat(reading.bookmarks)).toEqual(document.headings.map((heading) => heading.title));
    for (const { title, page } of reading.bookmarks.flatMap((root) => root.items)) {
      expect(squeeze(reading.pages[page - 1] ?? '')).toContain(squeeze(title));
    }
  });

  test('links every citation to its evidence and back', () => {
    const index = reading.destinations.get('part-evidence') ?? 0;
    const citations = reading.links.filter((link) => link.dest?.startsWith('ev-'));
    expect(new Set(citations.map((link) => link.dest)).size).toBe(9);
    for (const { dest } of citations)
      expect(reading.destinations.get(dest ?? '')).toBeGreaterThanOrEqual(index);
    const back = reading.links.filter((link) => link.dest?.startsWith('c-'));
    expect(new Set(back.map((link) => link.dest)).size).toBe(27);
    expect(reading.links.filter((link) => link.url !== null)).toEqual([]);
  });

  test('names version, fingerprint, state and page on every page', () => {
    const count = reading.pages.length;
    reading.pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${count}`);
      expect(page).toContain('Draft of 3 May 2026, 14:05 · 7f3a 9c21 d04b');
      expect(page.match(/DRAFT/g)).toHaveLength(1);
    });
  });

  test('leaves air between the repeated head of a table and a row that goes on below it', async () => {
    const position = 'Visits are on time and children are seen alone. '.repeat(120);
    const recommendations = [{ number: '1', recommendation: 'See every child', position, progress: '' }];
    const bare = { chapters: [], judgements: [], evidence: [], glossary: [] };
    const { bytes } = await printer.print(inspectionDocument(sampleExport({ ...bare, recommendations })));
    const { pieces } = await readPdf(bytes);
    const heads = pieces.map((page) => page.find((piece) => piece.text === 'Current position')?.height ?? 0);
    const second = heads.findLastIndex((height) => height > 0);
    expect(second).toBeGreaterThan(heads.findIndex((height) => height > 0));
    const below = (pieces[second] ?? []).filter(
      ({ text, height }) => /\w/.test(text) && height < (heads[second] ?? 0),
    );
    const gap = (heads[second] ?? 0) - Math.max(...below.map(({ height }) => height));
    expect(gap).toBeGreaterThan(24); // a line of 14 pt, 6 pt below the head and 6 pt above the row
  });

  test('is the same bytes for the same input, from a new browser too', async () => {
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    expect(hash((await printer.print(document)).bytes)).toBe(hash(pdf));
    await printer.close();
    expect(hash((await printer.print(document)).bytes)).toBe(hash(pdf));
  });
});
