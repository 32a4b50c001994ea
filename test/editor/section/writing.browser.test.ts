import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer-core';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { accessibilityProblems, launchBrowser } from '../../support/browser.ts';
import { caretIn, control, type Desk, isSaid, newDesk, reads, sit, textOf } from './desk.ts';

let app: TestApp;
let browser: Browser;
let desk: Desk;
let lead: { page: Page; failures: string[] };
let other: { page: Page; failures: string[] };

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  desk = await newDesk(app);
});

afterAll(async () => {
  await browser.close();
  await app.close();
});

beforeEach(async () => {
  [lead, other] = [await sit(browser, desk, desk.lead), await sit(browser, desk, desk.contributor)];
});

afterEach(async () => {
  for (const { page, failures } of [lead, other]) {
    await page.browserContext().close();
    expect(failures).toEqual([]);
  }
});

/** More often than there is anything to undo: the rest must do nothing. */
async function undoAll(page: Page): Promise<void> {
  for (let times = 0; times < 15; times += 1) await control(page, 'z');
}

const front = ['# Front door', 'Contacts are decided in a day.', 'Thresholds are clear.'];

describe('two people in one claim', () => {
  test('each types where the own caret is, letter after letter', async () => {
    await caretIn(lead.page, 'effective', 2, 'end');
    await caretIn(other.page, 'effective', 2, 'start');
    await Promise.all([
      lead.page.keyboard.type(' Audits agree.', { delay: 15 }),
      other.page.keyboard.type('Most weeks: ', { delay: 20 }),
    ]);
    const both = [
      '# Front door',
      'Most weeks: Contacts are decided in a day. Audits agree.',
      'Thresholds are clear.',
    ];
    await reads(lead.page, 'effective', both);
    await reads(other.page, 'effective', both);
    await undoAll(lead.page);
    await reads(other.page, 'effective', [
      '# Front door',
      'Most weeks: Contacts are decided in a day.',
      'Thresholds are clear.',
    ]);
    await undoAll(other.page);
    await reads(lead.page, 'effective', front);
    await reads(other.page, 'effective', front);
    await isSaid(lead.page, 'Saved');
  });

  test('names stand at carets, and are not part of the text', async () => {
    await caretIn(other.page, 'effective', 3);
    const name = await lead.page.waitForSelector('.caret__name');
    expect(await name?.evaluate((element) => element.textContent)).toBe('Colin Contributor');
    expect(await lead.page.$eval('.people', (people) => people.textContent)).toContain('Colin Contributor');
    expect(await textOf(lead.page, 'effective')).toEqual(front);
  });
});

describe('the keyboard', () => {
  test('Enter, Tab and the toolbar make claims, sub-points and themes', async () => {
    const { page } = lead;
    await caretIn(page, 'development', 2);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Reviews are late.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('In the east');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.click('.tool--theme');
    await page.keyboard.type('Supervision');
    const wanted = ['# Plans', 'Plans drift.', 'Reviews are late.', '- In the east', '# Supervision'];
    await reads(other.page, 'development', wanted);
    await page.waitForFunction(() =>
      /\.\w\d+$/.test(
        document
          .querySelector('[data-region=development] .text > :nth-child(3)')
          ?.getAttribute('data-number') ?? '',
      ),
    );
    await undoAll(page);
    await reads(page, 'development', ['# Plans', 'Plans drift.']);
  });

  test('Escape and then Tab leaves the text', async () => {
    const { page } = lead;
    await caretIn(page, 'effective', 3);
    await page.keyboard.press('Tab');
    await reads(page, 'effective', [
      '# Front door',
      'Contacts are decided in a day.',
      '- Thresholds are clear.',
    ]);
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await reads(page, 'effective', front);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.text') === null)).toBe(true);
    expect(await textOf(page, 'effective')).toEqual(front);
  });
});

test('a partner reads and comments, and cannot type', async () => {
  const partner = await sit(browser, desk, desk.partner);
  await isSaid(partner.page, 'You can read and comment');
  expect(await partner.page.$$('[contenteditable=true]')).toHaveLength(0);
  expect(await accessibilityProblems(partner.page)).toEqual([]);
  await partner.page.browserContext().close();
});
