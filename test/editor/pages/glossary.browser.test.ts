import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import type { GlossaryView } from '../../../api/assessments/contract.ts';
import { createAssessment } from '../../../api/assessments/service.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { launchBrowser } from '../../support/browser.ts';
import { newCouncil, type TestPerson } from '../../support/people.ts';
import { arriveAs, saveList, wordsOf } from './signed-in.ts';

let app: TestApp;
let browser: Browser;
let person: TestPerson;
let path: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  person = await newCouncil(app);
  const words = 'The Multi-Agency Safeguarding Hub (MASH) and the YOT meet with CAFCASS.';
  const { id } = await createAssessment(await person.actor(), {
    title: 'Autumn 2026',
    framework: 'ofsted-ilacs-2026',
    chapters: [
      {
        title: 'Foreword',
        place: 'front',
        text: {
          type: 'doc',
          content: [
            { type: 'paragraph', attrs: { bullet: false }, content: [{ type: 'text', text: words }] },
          ],
        },
      },
    ],
    sections: [],
    recommendations: [],
  });
  path = `/assessments/${id}/glossary`;
});

afterAll(async () => {
  await browser.close();
  await app.close();
});

const saved = async () => (await person.client.get<GlossaryView>(path)).body;

test('what nothing explains is asked for, and explained once', async () => {
  const visitor = await arriveAs(browser, app, { person, at: path });
  await visitor.fill('What YOT means', 'Youth offending team');
  expect(await wordsOf(visitor, 'form')).toContain('Used once, in Foreword: “The Multi-Agency');
  expect(await wordsOf(visitor, 'table')).toContain('Multi-Agency Safeguarding Hub');
  await visitor.check('the glossary');
  await saveList(visitor);
  expect(await saved()).toMatchObject({
    entries: [{ term: 'YOT', meaning: 'Youth offending team' }],
    unexplained: ['CAFCASS'],
  });
  expect(visitor.complaints).toEqual([]);
});

test('a term without a meaning is pointed out, and what someone else saved first is shown', async () => {
  const visitor = await arriveAs(browser, app, { person, at: path });
  await visitor.click('Add a term');
  await visitor.page.locator('.term--own:last-child input[name$=term]').fill('Front door');
  await visitor.click('Save');
  await visitor.click('Enter what it means');
  const focused = await visitor.page.evaluate(() => document.activeElement?.getAttribute('name'));
  expect(focused).toBe('entries.1.meaning');
  await visitor.page.locator('[name="entries.1.meaning"]').fill('Where first calls come in');
  await person.client.put(path, { revision: 1, entries: [] });
  await visitor.click('Save');
  await visitor.sees('Someone else has saved the glossary since you opened it');
  await visitor.check('a conflict');
  await saveList(visitor, 'Save mine instead');
  expect((await saved()).entries.map(({ term }) => term)).toEqual(['YOT', 'Front door']);
  expect(visitor.complaints).toEqual([]);
});
