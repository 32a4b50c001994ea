import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import { comparisonEdition } from '../../api/packs/editions/comparison.ts';
import type { Comparison } from '../../api/versions/comparing/contract.ts';
import { comparisonDocument, comparisonPage } from '../../exports/comparison/document.ts';
import { accessibilityProblems, launchBrowser, newVisitor } from '../support/browser.ts';

const same = (text: string) => ({ kind: 'same', text }) as const;
const added = (text: string) => ({ kind: 'added', text }) as const;
const removed = (text: string) => ({ kind: 'removed', text }) as const;
const citation = { evidence: 'e', number: 'E012', title: 'Peer review', revision: 2, page: '4', quote: '' };

const comparison: Comparison = {
  before: {
    id: 'a',
    number: 3,
    title: 'For the board',
    at: '2026-05-03T13:05:00.000Z',
    hash: 'ab'.repeat(32),
  },
  after: { id: null, number: null, title: '', at: '2026-05-09T09:00:00.000Z', hash: 'cd'.repeat(32) },
  sections: [
    {
      id: 'help',
      code: 'HP',
      title: 'Help and protection',
      change: 'changed',
      grade: { before: null, after: 'Good' },
      claims: [
        {
          id: 'c1',
          number: 'HP.E3',
          formerNumber: 'HP.A2',
          changes: ['moved', 'words', 'evidence'],
          moved: { from: 'What needs to improve', to: 'What works well' },
          words: [[same('Visits take '), removed('ten'), added('twelve'), same(' days <b>')]],
          citations: { added: [citation], removed: [] },
        },
      ],
      prose: [{ region: 'overview', title: 'Overview', words: [[added('A new line')]] }],
    },
    { id: 'care', code: 'CL', title: 'Care', change: 'same', grade: null, claims: [], prose: [] },
  ],
  recommendations: [{ number: 2, change: 'changed', words: [[same('See every child '), added('alone')]] }],
  counts: { same: 7, added: 0, removed: 0, moved: 1, changed: 1 },
};
const input = comparisonEdition(comparison, { council: 'Ambershire', assessment: 'Autumn 2026' });
const document = comparisonDocument(input);

describe('a comparison', () => {
  test('says every change in words, so that it can be read without colour or lines', () => {
    const plain = document.html
      .replace(/[\s\S]*<body>/, '')
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ');
    expect(plain).toContain('From version 3, For the board (3 May 2026, 14:05) to the text as it stood');
    expect(plain).toContain('1 claim moved 7 claims the same The same in both: CL');
    expect(plain).toContain('Grade: none before, Good now');
    expect(plain).toContain('Overview [Added: A new line]');
    expect(plain).toContain(
      'Moved, words changed, evidence changed from “What needs to improve” to “What works well”. It was HP.A2 before.',
    );
    expect(plain).toContain('Visits take [Removed: ten] [Added: twelve] days &lt;b&gt;');
    expect(plain).toContain('[Added: evidence E012 Peer review, revision 2, page 4]');
    expect(plain).toContain('See every child [Added: alone]');
  });

  test('names its headings and places as they are drawn', () => {
    expect(document.html.match(/<h[1-4]/g)).toHaveLength(document.headings.length);
    const linked = [...document.html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(linked.filter((id) => !(id in document.targets) || !document.html.includes(`id="${id}"`))).toEqual(
      [],
    );
  });
});

describe('a comparison in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each([1440, 390])('has no accessibility problem and fits %d pixels', async (width) => {
    const { page } = await newVisitor(browser, width);
    await page.setContent(comparisonPage(input));
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.browserContext().close();
  });
});
