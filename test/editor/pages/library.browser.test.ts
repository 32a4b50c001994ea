import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle } from 'puppeteer-core';
import { peerReview } from '../../journeys/papers.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { launchBrowser } from '../../support/browser.ts';
import { newCouncil, type TestPerson } from '../../support/people.ts';
import { arriveAs, wordsOf } from './signed-in.ts';

let app: TestApp;
let browser: Browser;
let person: TestPerson;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-library-'));
  await writeFile(join(folder, 'northbeck-peer-review_2026-03.pdf'), await peerReview());
  await writeFile(join(folder, 'nothing.pdf'), '');
  await writeFile(join(folder, 'letter.docx'), 'This is a letter, not a Word file.');
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  person = await newCouncil(app);
  await person.client.post('/assessments', { title: 'Autumn 2026', framework: 'ofsted-ilacs-2026' });
});

afterAll(async () => {
  await browser.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

test('several files go in at once; what cannot is said beside its name', async () => {
  const visitor = await arriveAs(browser, app, { person, at: '/library/add' });
  const field = await visitor.page.waitForSelector('input[type=file]');
  const names = ['northbeck-peer-review_2026-03.pdf', 'nothing.pdf', 'letter.docx'];
  await (field as ElementHandle<HTMLInputElement>).uploadFile(...names.map((name) => join(folder, name)));
  await visitor.sees('The selected file is empty');
  await visitor.page.locator('form button[type=submit]').click();
  await visitor.sees('1 file added');
  await visitor.sees('E001 Northbeck peer review 2026-03');
  await visitor.sees('the content is not a Word document');
  await visitor.check('files added and refused');
  expect(visitor.complaints).toEqual([]);
});

test('a few letters find a record, and its file opens on the page', async () => {
  const visitor = await arriveAs(browser, app, { person, at: '/library' });
  await visitor.fill('Search by title or source', 'nothing like this');
  await visitor.sees('Nothing found');
  await visitor.fill('Search by title or source', 'peer');
  await visitor.sees('1 record');
  await visitor.click('Northbeck peer review 2026-03');
  await visitor.sees('Claims that cite it');
  await visitor.check('a record');
  await visitor.click('Open northbeck-peer-review_2026-03.pdf');
  await visitor.sees('Page 1 of 4');
  await visitor.check('an open file');
  expect(visitor.complaints).toEqual([]);
});

test('withdrawing asks for the reason and shows it', async () => {
  const visitor = await arriveAs(browser, app, { person, at: '/library' });
  await visitor.click('Northbeck peer review 2026-03');
  await visitor.click('Withdraw this evidence');
  await visitor.click('Withdraw');
  await visitor.sees('Enter why it is withdrawn');
  await visitor.check('withdrawing without a reason');
  await visitor.fill('Why is it withdrawn?', 'The final report replaces it');
  await visitor.click('Withdraw');
  await visitor.sees('This evidence is withdrawn');
  expect(await wordsOf(visitor, '.notice')).toContain('The final report replaces it');
  expect(visitor.complaints).toEqual([]);
});
