import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import { inspectionPage } from '../../exports/inspection.ts';
import { internalPage } from '../../exports/internal/document.ts';
import { accessibilityProblems, launchBrowser, newVisitor } from '../support/browser.ts';
import { claimId, evidence, sampleExport } from './sample-export.ts';

const at = '2026-04-28T10:15:00.000Z';
const author = { name: 'Pat Osei', organisation: 'Ambershire Police' };
const input = sampleExport({
  evidence: [evidence(1, { path: 'evidence/E001-board.pdf' }), evidence(2)],
  signOff: [{ title: 'Director', signatures: [{ name: 'Helen Carr', at, note: 'Read.' }], awaited: [] }],
});
const note = { number: 1, section: 'kj1', claim: claimId(3), quoted: 'Claim', author, note: 'Why?', at };
const pages = {
  inspection: inspectionPage(input),
  internal: internalPage({
    ...input,
    postIts: [{ ...note, replies: [], dealtWith: null }],
    unexplained: ['YOT'],
  }),
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

describe.each(['inspection', 'internal'] as const)('the %s edition in a browser', (name) => {
  test.each([1440, 390])('has no accessibility problem and fits %d pixels', async (width) => {
    const { page, failures } = await newVisitor(browser, width);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(pages[name]);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([]);
    expect(failures).toEqual([]);
    await page.browserContext().close();
  });

  test('has landmarks, a way past the contents, and links that lead somewhere', async () => {
    const { page } = await newVisitor(browser);
    await page.setContent(pages[name]);
    const found = await page.evaluate(`({
      landmarks: ['header', 'nav', 'main', 'footer'].map((tag) => document.querySelectorAll('body > ' + tag).length),
      lost: [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute('href').slice(1))
        .filter((id) => !document.getElementById(id)),
      scripts: document.scripts.length,
      language: document.documentElement.lang,
    })`);
    expect(found).toEqual({ landmarks: [1, 1, 1, 1], lost: [], scripts: 0, language: 'en-GB' });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the text');
    await page.browserContext().close();
  });
});

test('links to the files of a pack by their plain places', () => {
  expect(pages.inspection).toContain('<a href="./evidence/E001-board.pdf#page&#x3D;9">p.9</a>');
  expect(pages.inspection).not.toContain('pack.invalid');
});
