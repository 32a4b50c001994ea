import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import { arrive } from '../../journeys/visitor.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { launchBrowser } from '../../support/browser.ts';
import { newCouncil, newPerson, PASSWORD, type TestPerson } from '../../support/people.ts';
import { arriveAs, wordsOf } from './signed-in.ts';

let app: TestApp;
let browser: Browser;
let person: TestPerson;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  person = await newCouncil(app);
});

afterAll(async () => {
  await browser.close();
  await app.close();
});

describe('signing in', () => {
  test('leads on to the page that was asked for', async () => {
    const visitor = await arrive(browser);
    await visitor.open(`${app.url}/library?query=audit`);
    await visitor.sees('Sign in');
    await visitor.fill('E-mail address', person.email);
    await visitor.fill('Password', PASSWORD);
    await visitor.click('Sign in');
    await visitor.page.waitForFunction(() => location.pathname === '/library');
    expect(new URL(visitor.page.url()).search).toBe('?query=audit');
  });

  test('never leads to another site', async () => {
    const visitor = await arrive(browser);
    await visitor.open(`${app.url}/sign-in?next=${encodeURIComponent('//example.org/trap')}`);
    await visitor.fill('E-mail address', person.email);
    await visitor.fill('Password', PASSWORD);
    await visitor.click('Sign in');
    await visitor.page.waitForFunction(() => location.pathname === '/');
    expect(visitor.page.url()).toBe(`${app.url}/`);
  });

  test('says what is wrong, takes the focus there and marks the title', async () => {
    const visitor = await arrive(browser);
    await visitor.open(`${app.url}/sign-in`);
    await visitor.fill('E-mail address', person.email);
    await visitor.fill('Password', 'not the password');
    await visitor.click('Sign in');
    await visitor.sees('There is a problem');
    const focused = await visitor.page.evaluate(() => document.activeElement?.className);
    expect(focused).toBe('govuk-error-summary');
    expect(await visitor.page.title()).toMatch(/^Error: Sign in/);
    await visitor.check('sign-in with a problem');
    expect(visitor.complaints).toEqual([]);
  });
});

describe('an open page', () => {
  test('keeps what was typed when the session ends under it', async () => {
    const visitor = await arriveAs(browser, app, { person, at: '/account' });
    await visitor.fill('New password', 'copper kettle meadow');
    const context = visitor.page.browserContext();
    await context.deleteCookie(...(await context.cookies()));
    await visitor.click('Change password');
    await visitor.sees('Sign in again');
    await visitor.check('signed out under an open page');
    await visitor.page.locator('dialog input[type=password]').fill(PASSWORD);
    await visitor.page.locator('dialog button[type=submit]').click();
    await visitor.page.waitForFunction(() => document.querySelector('dialog[open]') === null);
    const typed = await visitor.page.$eval('input[name=next]', (field) => field.value);
    expect(typed).toBe('copper kettle meadow');
    expect(visitor.complaints).toEqual([]);
  });

  test('starts from the beginning when someone else signs in', async () => {
    const other = await newPerson(app, 'Oda Other');
    const visitor = await arriveAs(browser, app, { person, at: '/account' });
    const context = visitor.page.browserContext();
    await context.deleteCookie(...(await context.cookies()));
    await visitor.click('Change password');
    await visitor.sees('Sign in again');
    await visitor.page.locator('dialog input[type=email]').fill(other.email);
    await visitor.page.locator('dialog input[type=password]').fill(PASSWORD);
    await visitor.page.locator('dialog button[type=submit]').click();
    await visitor.sees('You have no self-assessment to work on yet');
    expect(visitor.page.url()).toBe(`${app.url}/`);
  });

  test('moves the focus to the heading of the next page', async () => {
    const visitor = await arriveAs(browser, app, { person });
    await visitor.click('Frameworks');
    await visitor.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await wordsOf(visitor, 'h1')).toBe('Frameworks');
    expect(await visitor.page.title()).toBe('Frameworks – Testshire – Candour');
  });
});

describe('every page that needs no assessment', () => {
  const places = ['/', '/library', '/library/add', '/frameworks', '/people', '/account', '/nowhere'];
  test.each(places)('%s passes axe and fits 320 pixels', async (at) => {
    const visitor = await arriveAs(browser, app, { person, at });
    await visitor.check(at);
    await visitor.page.setViewport({ width: 320, height: 640 });
    const over = await visitor.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ over, complaints: visitor.complaints }).toEqual({ over: 0, complaints: [] });
  });
});
