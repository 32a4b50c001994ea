import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import type { ClaimView } from '../../../api/claims/contract.ts';
import type { Visitor } from '../../journeys/visitor.ts';
import { startVersionScene, type VersionScene } from '../../api/versions/version-scene.ts';
import { launchBrowser } from '../../support/browser.ts';
import type { TestPerson } from '../../support/people.ts';
import { arriveAs, wordsOf } from './signed-in.ts';

let scene: VersionScene;
let browser: Browser;

beforeAll(async () => {
  [scene, browser] = await Promise.all([startVersionScene(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await scene.app.close();
});

const visit = (person: TestPerson, path: string): Promise<Visitor> =>
  arriveAs(browser, scene.app, { person, at: `/assessments/${scene.assessment}${path}` });

const fits = async ({ page }: Visitor, width: number): Promise<number> => {
  await page.setViewport({ width, height: 800 });
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
};

test('a version is taken under a name, and read as it stood', async () => {
  const visitor = await visit(scene.coordinator, '/versions');
  await visitor.sees('No version has been taken yet');
  await visitor.check('no versions');
  await visitor.click('Take a version');
  await visitor.click('Take the version');
  await visitor.sees('Enter a name for the version');
  await visitor.fill('Name', 'Annual conversation');
  await visitor.click('Take the version');
  await visitor.sees('Version 1 is taken');
  await visitor.check('the list of versions');
  await scene.type('Since then. ', { index: 1 });
  await visitor.click('Annual conversation');
  await visitor.page.waitForSelector('.reading__claim');
  const claims = await visitor.page.$$eval('.reading__claim', (all) =>
    all.map((one) => (one as HTMLElement).innerText),
  );
  expect(claims[0]).toMatch(/\.E1\s+Families get help early/);
  const hash = await visitor.page.$eval('.version-page__hash input', (field) => field.value);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await visitor.check('a version');
  await visitor.page.locator('.citation-mark').click();
  await visitor.sees('A letter for inspectors');
  await visitor.check('a citation of a version');
  expect(await fits(visitor, 320)).toBe(0);
  expect(visitor.complaints).toEqual([]);
});

test('what changed is said in words, section by section, and nothing when nothing did', async () => {
  const before = await scene.take('Before the workshop');
  await scene.type('Nearly all ', { index: 2 });
  const after = await scene.take('After the workshop');
  const visitor = await visit(scene.lead, `/versions/${before.id}/comparison?with=${after.id}`);
  await visitor.sees('Words changed');
  expect(await wordsOf(visitor, '.change-counts')).toMatch(/^Claims: 1 changed, \d+ the same\.$/);
  const line = await visitor.page.$eval('.difference ins', (one) => one.textContent);
  expect(line).toMatch(/added: Nearly all/);
  await visitor.check('a comparison');
  await visitor.click('PDF of this comparison');
  await visitor.sees('The comparison is ready');
  await visitor.check('a comparison as PDF');
  expect(await fits(visitor, 320)).toBe(0);
  const options = await visitor.page.$$eval('select[name=section] option', (all) =>
    all.map((one) => ({ value: one.value, words: one.textContent })),
  );
  const unchanged = options.find(({ words }) => words.endsWith('(nothing changed)'));
  await visitor.page.select('select[name=section]', unchanged?.value ?? '');
  await visitor.sees('Nothing changed in this section');
  await visitor.open(`${scene.app.url}/assessments/${scene.assessment}/versions/${after.id}/comparison`);
  await visitor.sees('Every section reads the same in both');
  await visitor.check('a comparison without changes');
  expect(visitor.complaints).toEqual([]);
});

test('restoring says what will happen, keeps what stands, and brings a section back', async () => {
  const version = await scene.take('Before the mistake');
  await scene.type('A mistake. ', { index: 1 });
  const visitor = await visit(scene.coordinator, '/versions');
  await visitor.click(`Restore version ${version.number}…`);
  await visitor.sees('What stands now is kept first');
  await visitor.check('restoring');
  await visitor.page.select('dialog[open] select', scene.section.id);
  await visitor.click('Restore this section');
  await visitor.sees(`Brought back from version ${version.number}`);
  await visitor.sees('1 automatic version');
  await visitor.check('a restored version');
  const { body } = await scene.lead.client.get<ClaimView[]>(`/sections/${scene.section.id}/claims`);
  expect(body.some(({ text }) => text.includes('A mistake.'))).toBe(false);
  expect(visitor.complaints).toEqual([]);
});

test('a partner sees no version before one is signed', async () => {
  const version = await scene.take('For the council');
  const visitor = await visit(scene.partner, '/versions');
  await visitor.sees('No version has been taken yet');
  await visitor.open(`${scene.app.url}/assessments/${scene.assessment}/versions/${version.id}`);
  await visitor.sees('You cannot open this page');
  await visitor.check('a version that may not be read');
  expect(visitor.complaints).toEqual([]);
});
