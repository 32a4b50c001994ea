import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import type { PostItView } from '../../../api/post-its/contract.ts';
import type { Visitor } from '../../journeys/visitor.ts';
import { CLAIMS, startVersionScene, type VersionScene } from '../../api/versions/version-scene.ts';
import { launchBrowser } from '../../support/browser.ts';
import type { TestPerson } from '../../support/people.ts';
import { arriveAs, wordsOf } from '../pages/signed-in.ts';

let scene: VersionScene;
let browser: Browser;

beforeAll(async () => {
  [scene, browser] = await Promise.all([startVersionScene(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await scene.app.close();
});

const visit = (person: TestPerson): Promise<Visitor> =>
  arriveAs(browser, scene.app, {
    person,
    at: `/assessments/${scene.assessment}/sections/${scene.section.id}`,
  });

const stateIs = ({ page }: Visitor, words: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector('.review-line .tag')?.textContent === wanted,
    {},
    words,
  );

test('a lead agrees what they have read, and is shown what changed meanwhile', async () => {
  const visitor = await visit(scene.lead);
  await stateIs(visitor, 'Drafting');
  await visitor.click('Ready for review');
  await stateIs(visitor, 'Ready for review');
  await visitor.check('a section that is ready');
  await visitor.click('Agree this section…');
  await visitor.page.waitForSelector('dialog[open] textarea');
  await visitor.check('agreeing');
  await scene.type('Very many ', { index: 2 });
  await visitor.click('Agree this section');
  await visitor.sees('The text changed while you were reading');
  expect(await wordsOf(visitor, '.changed-text ins')).toContain('Very many');
  await visitor.check('agreeing after a change');
  await visitor.click('Agree it as it stands now');
  await stateIs(visitor, 'Agreed by its lead');
  expect(await wordsOf(visitor, '.review-line__state')).toContain('Lea Lead');
  expect(visitor.complaints).toEqual([]);
});

test('a partner reads the agreed text, without a live line, and sticks a post-it on a claim', async () => {
  await scene.type('Not agreed yet. ', { index: 1 });
  const visitor = await visit(scene.partner);
  const network = await visitor.page.createCDPSession();
  await network.send('Network.enable');
  const lines: string[] = [];
  network.on('Network.webSocketCreated', ({ url }) => lines.push(url));
  await visitor.page.reload({ waitUntil: 'networkidle2' });
  await visitor.sees('Agreed by Lea Lead');
  await visitor.page.waitForSelector('.reading__claim');
  expect(lines).toEqual([]);
  expect(await wordsOf(visitor, '.reading')).not.toContain('Not agreed yet.');
  await visitor.check('an agreed text');
  const number = await wordsOf(visitor, `#claim-${CLAIMS[1]} .reading__number`);
  await visitor.click(`Stick a post-it on ${number}`);
  await visitor.page.waitForSelector('.note-form__field:focus');
  await visitor.page.keyboard.type('Schools would say so too.');
  await visitor.click('Stick it on');
  await visitor.page.waitForSelector(`#claim-${CLAIMS[1]} .sticky`);
  await visitor.check('an agreed text with a post-it');
  const notes = await scene.lead.client.get<PostItView[]>(`/sections/${scene.section.id}/post-its`);
  expect(notes.body[0]?.target).toEqual({ kind: 'claim', claim: CLAIMS[1] });
  await visitor.page.setViewport({ width: 320, height: 640 });
  const over = await visitor.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBe(0);
  expect(visitor.complaints).toEqual([]);
});

test('a change after the agreement takes the section back to drafting and can be seen', async () => {
  const visitor = await visit(scene.lead);
  await stateIs(visitor, 'Drafting');
  await visitor.click('What changed since');
  await visitor.page.waitForSelector('.changed-text ins');
  expect(await wordsOf(visitor, '.changed-text ins')).toContain('Not agreed yet.');
  await visitor.check('what changed since the agreement');
  expect(visitor.complaints).toEqual([]);
});
