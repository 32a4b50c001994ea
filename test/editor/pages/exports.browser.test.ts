import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import { type PackScene, startPackScene } from '../../api/packs/pack-scene.ts';
import { launchBrowser } from '../../support/browser.ts';
import { until } from '../../support/until.ts';
import { arriveAs, wordsOf } from './signed-in.ts';

let scene: PackScene;
let browser: Browser;

beforeAll(async () => {
  [scene, browser] = await Promise.all([startPackScene(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await scene.app.close();
});

test('an export is chosen, made and kept, and the page says what goes out', async () => {
  const { app, ada, assessment, version } = scene;
  const visitor = await arriveAs(browser, app, { person: ada, at: `/assessments/${assessment.id}/export` });
  await visitor.sees('Every chapter and judgement');
  await visitor.page.waitForSelector('select[name=version]');
  await visitor.page.select('select[name=version]', version.id);
  expect(await wordsOf(visitor, '.going-out')).toMatch(/Post-its: they stay between you/);
  await visitor.page.locator('input[value=pack]').click();
  await until(
    async () => /3 evidence files, \d+ bytes/.test(await wordsOf(visitor, '.going-out')),
    'the size',
  );
  await visitor.check('an evidence pack chosen');
  await visitor.click('Make the evidence pack');
  await visitor.sees('The evidence pack is ready');
  await visitor.sees('It is inspection-ready');
  expect(await wordsOf(visitor, '.stacking-table')).toMatch(/Evidence pack of version 1[^]*Inspection-ready/);
  await visitor.check('a pack made');
  await visitor.page.locator('input[value=internal]').click();
  await visitor.sees('Do not hand it over');
  expect(await wordsOf(visitor, '.going-out')).toMatch(/Post-its with their threads/);
  await until(async () => /6 evidence files/.test(await wordsOf(visitor, '.going-out')), 'the size');
  expect(visitor.complaints).toEqual([]);
});
