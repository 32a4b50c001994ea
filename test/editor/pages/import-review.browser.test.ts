import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { made, startPackScene } from '../../api/packs/pack-scene.ts';
import { selfAssessment } from '../../journeys/papers.ts';
import type { Visitor } from '../../journeys/visitor.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { launchBrowser } from '../../support/browser.ts';
import { until } from '../../support/until.ts';
import { newCouncil, type TestPerson } from '../../support/people.ts';
import { arriveAs, wordsOf } from './signed-in.ts';

let app: TestApp;
let browser: Browser;
let person: TestPerson;
let folder: string;
let pack: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-review-'));
  await writeFile(join(folder, 'self-assessment.docx'), selfAssessment());
  await writeFile(join(folder, 'letter.docx'), 'This is a letter, not a Word file.');
  pack = await packOfAnotherCandour();
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  person = await newCouncil(app);
});

/** A pack on disk, made by a Candour that has ended since. */
async function packOfAnotherCandour(): Promise<string> {
  const scene = await startPackScene();
  const order = { assessment: scene.assessment.id, version: null, edition: 'internal' } as const;
  const { content, filename } = await made({ ...order, form: 'pack' });
  await scene.app.close();
  await writeFile(join(folder, filename), content);
  return join(folder, filename);
}

afterAll(async () => {
  await browser.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function readDocument(name: string): Promise<Visitor> {
  const visitor = await arriveAs(browser, app, { person, at: '/assessments/import' });
  await visitor.page.waitForSelector('input[value=ofsted-ilacs-2026]');
  await visitor.give(join(folder, name));
  await visitor.page.locator('input[value=ofsted-ilacs-2026]').click();
  await visitor.click('Read the document');
  return visitor;
}

const totals = (visitor: Visitor) => wordsOf(visitor, '.review__totals');

test('a file that is no Word file is refused in words, and the form stays', async () => {
  const visitor = await readDocument('letter.docx');
  await visitor.sees('There is a problem');
  expect(await wordsOf(visitor, '.drop-zone__chosen')).toContain('letter.docx');
  await visitor.check('a refused file');
  expect(visitor.complaints).toEqual([]);
});

test('an evidence pack of another Candour becomes the same self-assessment, without a framework to choose', async () => {
  const visitor = await arriveAs(browser, app, { person, at: '/assessments/import' });
  await visitor.page.waitForSelector('input[value=ofsted-ilacs-2026]');
  await visitor.give(pack);
  await visitor.page.waitForFunction(() => !document.querySelector('input[type=radio]'));
  await visitor.check('a pack that is chosen');
  await visitor.click('Import the evidence pack');
  await visitor.sees('The evidence pack is imported');
  expect(await wordsOf(visitor, 'h1')).toBe('Self-assessment of Testshire');
  await visitor.check('an imported pack');
  expect(visitor.complaints).toEqual([]);
});

test('a correction survives a reload, can be undone, and is what is created', async () => {
  const visitor = await readDocument('self-assessment.docx');
  await visitor.sees('Check what was found');
  expect(await totals(visitor)).toMatch(/^5 claims/);
  await visitor.page.locator('.folding summary').click();
  await visitor.page.locator('.block--claim button').click();
  await visitor.sees('Correct this');
  await visitor.check('correcting a claim');
  await visitor.page.locator('dialog[open] input[value=theme]').click();
  await visitor.click('Correct it');
  await until(async () => (await totals(visitor)).startsWith('4 claims'), 'the correction');
  visitor.page.once('dialog', (dialog) => void dialog.accept());
  await visitor.page.reload();
  await visitor.sees('1 correction');
  await until(async () => (await totals(visitor)).startsWith('4 claims'), 'the correction again');
  await visitor.click('Undo the last correction');
  await visitor.page.waitForFunction(() => !document.body.innerText.includes('1 correction'));
  expect(await totals(visitor)).toMatch(/^5 claims/);
  await visitor.click('Create the self-assessment');
  await visitor.sees('The document is imported');
  await visitor.click('See what stayed outside');
  await visitor.sees('This document is imported');
  await visitor.check('an import that is done');
  expect(visitor.complaints).toEqual([]);
});
