import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { accessibilityProblems, launchBrowser } from '../../support/browser.ts';
import { until } from '../../support/until.ts';
import {
  caretIn,
  control,
  type Desk,
  isSaid,
  newDesk,
  paste,
  reads,
  selectWords,
  sit,
  textOf,
} from './desk.ts';
import { fromWeb, fromWord } from './fixtures.ts';

let app: TestApp;
let browser: Browser;
let desk: Desk;
let page: Page;
let failures: string[];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  desk = await newDesk(app);
});

afterAll(async () => {
  await browser.close();
  await app.close();
});

beforeEach(async () => {
  ({ page, failures } = await sit(browser, desk, desk.lead));
});

afterEach(async () => {
  expect(failures).toEqual([]);
  await page.browserContext().close();
});

const number = (region: string, block: number) =>
  page.$eval(`[data-region=${region}] .text > :nth-child(${block})`, (one) =>
    one.getAttribute('data-number'),
  );

describe('pasting', () => {
  test('from Word gives themes, claims and sub-points', async () => {
    await caretIn(page, 'effective', 3);
    await page.keyboard.press('Enter');
    await paste(page, fromWord);
    await reads(page, 'effective', [
      '# Front door',
      'Contacts are decided in a day.',
      'Thresholds are clear.',
      '# Assessment and planning',
      'Assessments are timely and analytical.',
      '- In the north they are quicker.',
      'Plans are shared.',
      '# What we still do',
      'Audits – Monthly',
    ]);
    const marks = await page.$$eval('[data-region=effective] .text :is(strong, em, a)', (all) =>
      all.map((one) => `${one.tagName} ${one.textContent}`),
    );
    expect(marks).toEqual(['STRONG timely', 'EM north', 'A shared']);
    expect(await page.$$('[data-region=effective] .text [style], [data-region=effective] .text img')).toEqual(
      [],
    );
    expect(await page.title()).not.toBe('pasted');
  });

  test('from a web page drops what may not be kept', async () => {
    await caretIn(page, 'development', 2);
    await paste(page, fromWeb);
    await reads(page, 'development', [
      '# Plans',
      'Plans drift.',
      '# Early help',
      'Families are seen early',
      '- within five days',
      'Schools refer well',
      'One doorfor all.',
      'x',
    ]);
    expect(await page.$$('[data-region=development] :is(a, .citation-chip)')).toEqual([]);
    const ids = await page.$$eval('.text .claim, .text .theme', (all) =>
      all.map((one) => one.getAttribute('data-id')),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('in prose gives paragraphs and bullets', async () => {
    await page.click('[data-region=overview] .region__add button');
    await paste(page, fromWord);
    await reads(page, 'overview', [
      'Assessment and planning',
      'Assessments are timely and analytical.',
      'In the north they are quicker.',
      'Plans are shared.',
      'What we still do',
      'Audits – Monthly',
    ]);
    const bullets = await page.$$('[data-region=overview] [data-bullet]');
    expect(bullets).toHaveLength(3);
  });
});

describe('moving', () => {
  test('to the other side keeps the id and gives a number there', async () => {
    await isSaid(page, 'Saved');
    const before = await until(() => number('effective', 2), 'a number');
    await page.$eval('#place-ca0000000000', (button) => (button as HTMLElement).click());
    const items = await page.waitForSelector('[role=menu]');
    expect(await accessibilityProblems(page)).toEqual([]);
    await items?.$$eval('[role=menuitem]', (all) => (all.at(-1) as HTMLElement).click());
    await page.waitForSelector('dialog[open]');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.$eval('dialog[open] form', (form) => form.requestSubmit());
    await page.waitForSelector('[data-region=development] [data-id=ca0000000000]');
    await until(
      async () => (await textOf(page, 'effective'))[1] === 'Thresholds are clear.',
      'the next claim in its place',
    );
    const moved = '[data-region=development] [data-id=ca0000000000]';
    const after = await until(
      () =>
        page
          .$eval(moved, (one) => one.getAttribute('data-number'))
          .then((now) => (now === before ? null : now)),
      'a new number',
    );
    expect(after).toMatch(/\.[A-Z]\d+$/);
    await page.waitForFunction(() => document.activeElement?.id === 'place-ca0000000000');
  });

  test('down among its neighbours', async () => {
    await page.$eval('#place-cb0000000000', (button) => (button as HTMLElement).click());
    await page.waitForSelector('[role=menu]');
    await page.$$eval('[role=menuitem]', (all) => {
      (all.find((one) => one.textContent === 'Move down') as HTMLElement).click();
    });
    const below = ['# Front door', '# Assessment and planning', 'Thresholds are clear.'];
    // The page may be read while it draws the blocks anew: what counts is what it comes to.
    await until(
      async () => isDeepStrictEqual((await textOf(page, 'effective')).slice(0, 3), below),
      'the claim below the theme',
    );
  });
});

test('@ cites a record with its page, and the panel shows it', async () => {
  await caretIn(page, 'development', 2);
  await page.keyboard.type(' @');
  const search = await page.waitForSelector('[role=combobox]');
  await search?.type('front door p7');
  await page.waitForFunction(
    () => document.querySelector('.evidence-search__count')?.textContent === '1 record · page 7',
  );
  await page.keyboard.press('Enter');
  await page.keyboard.type(' Indeed.');
  const claim = '[data-region=development] .text > :nth-child(2)';
  await page.waitForFunction(
    (selector) => document.querySelector(selector)?.textContent === 'Plans drift. [E001, p.7] Indeed.',
    {},
    claim,
  );
  await page.$eval(`${claim} .citation-chip`, (chip) => (chip as HTMLElement).click());
  await page.waitForSelector('.citation');
  expect(await page.$eval('.citation', (panel) => panel.textContent)).toContain(
    'Peer review of the front door',
  );
  const field = await page.waitForSelector('::-p-aria(Page)');
  await field?.click({ count: 3 });
  await field?.type('8');
  await page.locator('::-p-aria(Save page and quote)').click();
  await page.waitForFunction(
    (selector) => document.querySelector(selector)?.textContent.includes('p.8'),
    {},
    claim,
  );
  await page.locator('::-p-aria(Remove this citation)').click();
  await page.waitForFunction(
    (selector) => document.querySelector(selector)?.textContent === 'Plans drift. Indeed.',
    {},
    claim,
  );
});

test('Escape in the search gives back what was typed', async () => {
  await caretIn(page, 'development', 2);
  await page.keyboard.type(' @');
  await page.waitForSelector('[role=combobox]');
  await page.keyboard.press('Escape');
  await page.keyboard.type('home');
  await until(async () => (await textOf(page, 'development'))[1]?.endsWith('@home'), 'the words');
});

/** The place (from 1) of the claim about thresholds, which other tests have moved. */
function claimAt(text: string[]): number {
  return text.indexOf('Thresholds are clear.') + 1;
}

test("a partner's post-it on some words reaches the lead's page", async () => {
  const partner = await sit(browser, desk, desk.partner);
  await selectWords(partner.page, 'effective', claimAt(await textOf(page, 'effective')), 10);
  await control(partner.page, 'Alt', 'KeyM');
  await partner.page.waitForSelector('.note-form__field:focus');
  await partner.page.keyboard.type('Health agrees, since May.');
  await control(partner.page, 'Enter');
  const note = await page.waitForSelector('.sticky');
  expect(await note?.evaluate((element) => element.textContent)).toContain('Health agrees, since May.');
  expect(await page.$eval('mark.passage', (mark) => mark.textContent)).toBe('Thresholds');
  await note?.evaluate((element) => (element as HTMLElement).click());
  await page.waitForFunction(() => document.activeElement?.classList.contains('post-it'));
  expect(await accessibilityProblems(page)).toEqual([]);
  const at = claimAt(await textOf(page, 'effective'));
  await caretIn(page, 'effective', at, 'end');
  for (let left = 'Thresholds are clear.'.length; left > 0; left -= 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('All is new.');
  await page.waitForFunction(
    () => document.querySelector('.post-it__gone')?.textContent === 'Original text changed',
  );
  await partner.page.browserContext().close();
});

test('fits a narrow window, with the panel as a sheet', async () => {
  const narrow = await sit(browser, desk, desk.lead, 390);
  const width = await narrow.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await narrow.page.locator('::-p-aria([name="Evidence"][role="tab"])').click();
  await narrow.page.waitForSelector('.panel--open');
  expect(await accessibilityProblems(narrow.page)).toEqual([]);
  await narrow.page.browserContext().close();
});
