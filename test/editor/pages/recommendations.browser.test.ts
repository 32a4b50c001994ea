import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import type { AssessmentView, RecommendationsView } from '../../../api/assessments/contract.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { launchBrowser } from '../../support/browser.ts';
import { newCouncil, type TestPerson } from '../../support/people.ts';
import { arriveAs, saveList } from './signed-in.ts';

let app: TestApp;
let browser: Browser;
let person: TestPerson;
let path: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  person = await newCouncil(app);
  const { body } = await person.client.post<AssessmentView>('/assessments', {
    title: 'Autumn 2026',
    framework: 'ofsted-ilacs-2026',
  });
  path = `/assessments/${body.id}/recommendations`;
});

afterAll(async () => {
  await browser.close();
  await app.close();
});

const saved = async () => (await person.client.get<RecommendationsView>(path)).body;

test('what someone else saved first is shown, and nothing typed is lost', async () => {
  const visitor = await arriveAs(browser, app, { person, at: path });
  await visitor.click('Add a recommendation');
  await visitor.page.locator('textarea').fill('See every child alone');
  const theirs = [{ recommendation: 'Record why a decision was made' }];
  await person.client.put(path, { revision: 0, recommendations: theirs });
  await visitor.click('Save');
  await visitor.sees('Someone else has saved this table since you opened it');
  const typed = await visitor.page.$eval('textarea', (field) => field.value);
  expect(typed).toBe('See every child alone');
  expect((await saved()).recommendations[0]?.recommendation).toBe('Record why a decision was made');
  await visitor.check('a conflict');
  await saveList(visitor, 'Save mine instead');
  expect((await saved()).recommendations[0]?.recommendation).toBe('See every child alone');
  expect(visitor.complaints).toEqual([]);
});

test('a row without its recommendation is pointed out and keeps the rest', async () => {
  const visitor = await arriveAs(browser, app, { person, at: path });
  await visitor.page.waitForSelector('textarea');
  await visitor.click('Add a recommendation');
  await visitor.page.locator('li:last-child textarea[name$=position]').fill('Audited monthly');
  await visitor.click('Save');
  await visitor.click('Enter the recommendation');
  const focused = await visitor.page.evaluate(() => document.activeElement?.getAttribute('name'));
  expect(focused).toBe('recommendations.1.recommendation');
  await visitor.check('a row with a problem');
  expect(visitor.complaints).toEqual([]);
});
