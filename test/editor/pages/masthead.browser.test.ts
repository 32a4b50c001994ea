import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import type { Visitor } from '../../journeys/visitor.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { launchBrowser } from '../../support/browser.ts';
import { newCouncil } from '../../support/people.ts';
import { arriveAs } from './signed-in.ts';

let app: TestApp;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  visitor = await arriveAs(browser, app, { person: await newCouncil(app) });
  // The page takes the focus to its heading when it has come; what takes it after that is the test.
  await visitor.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
});

afterAll(async () => {
  await browser.close();
  await app.close();
});

const boxes = (selector: string) =>
  visitor.page.$$eval(selector, (found) =>
    found.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
  );
const expanded = () =>
  visitor.page.$eval('.masthead__menu', (button) => button.getAttribute('aria-expanded'));
const focused = () => visitor.page.evaluate(() => document.activeElement?.textContent);

test('on a phone the head is one row, and the places are behind a button that keys work', async () => {
  const { page } = visitor;
  await page.setViewport({ width: 390, height: 844 });
  expect((await boxes('.masthead'))[0]?.height).toBeLessThanOrEqual(64);
  expect((await boxes('.masthead__link')).every(({ height }) => height === 0)).toBe(true);
  expect(await expanded()).toBe('false');
  await visitor.check('the closed menu');

  await page.focus('.masthead__menu');
  await page.keyboard.press('Enter');
  expect(await expanded()).toBe('true');
  for (const { height } of await boxes('.masthead__menu, .masthead__link'))
    expect(height).toBeGreaterThanOrEqual(44);
  await visitor.check('the open menu');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Assessments');
  await page.keyboard.press('Escape');
  expect(await expanded()).toBe('false');
  expect(await focused()).toBe('Menu');

  await visitor.click('Menu');
  await visitor.click('Evidence');
  await visitor.page.waitForFunction(() => location.pathname === '/library');
  expect(await expanded()).toBe('false');
  expect(visitor.complaints).toEqual([]);
});

test('a touch or a step elsewhere closes the places', async () => {
  const { page } = visitor;
  await page.setViewport({ width: 390, height: 844 });
  await visitor.click('Menu');
  await page.mouse.click(195, 800);
  expect(await expanded()).toBe('false');
  await visitor.click('Menu');
  await page.focus('main');
  expect(await expanded()).toBe('false');
});

test('on a wide screen the places stand in the head', async () => {
  await visitor.page.setViewport({ width: 1440, height: 900 });
  expect((await boxes('.masthead__menu'))[0]?.height).toBe(0);
  expect((await boxes('.masthead__link')).every(({ height }) => height >= 44)).toBe(true);
});
