import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
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

const visit = (person: TestPerson, path = '/sign-off'): Promise<Visitor> =>
  arriveAs(browser, scene.app, { person, at: `/assessments/${scene.assessment}${path}` });

/** Chooses a person for the step with this number, from 1. */
async function choose({ page }: Visitor, step: number, person: TestPerson): Promise<void> {
  const field = `.chain__step:nth-child(${step}) select`;
  await page.waitForSelector(field);
  await page.select(field, person.id);
}

test('a coordinator sets who signs, by keyboard, and is told what is missing', async () => {
  const visitor = await visit(scene.coordinator);
  await visitor.sees('No version has gone round yet');
  await visitor.check('no sign-off yet');
  await visitor.click('Say who signs');
  await visitor.click('Section leads, Director of children’s services');
  await choose(visitor, 1, scene.lead);
  await visitor.click('Save');
  await visitor.sees('There is a problem');
  await visitor.check('a step without people');
  await choose(visitor, 2, scene.manager);
  await visitor.page.focus('[aria-label="Move up Director of children’s services"]');
  await visitor.page.keyboard.press('Enter');
  await visitor.page.focus('[aria-label="Move up Section leads"]');
  await visitor.page.keyboard.press('Enter');
  await visitor.check('a chain');
  await visitor.click('Save');
  await visitor.sees('Change who signs');
  expect(await wordsOf(visitor, 'section[aria-labelledby=chain] ol')).toMatch(
    /Section leads\s+Lea Lead\s+Director of children’s services\s+Mia Manager/,
  );
  expect(visitor.complaints).toEqual([]);
});

test('a version goes round: each signs what they read, and the seals then tell what changed', async () => {
  const version = await scene.take('Annual conversation');
  const asking = await visit(scene.coordinator);
  await asking.click('Ask for signatures');
  await asking.sees('Waiting for Lea Lead (Section leads).');
  await asking.check('a version going round');

  const lead = await arriveAs(browser, scene.app, { person: scene.lead });
  await lead.sees('waits for your signature');
  await lead.check('asked to sign');
  await lead.click('Read and sign version 1');
  await lead.page.waitForSelector('.reading__claim');
  await scene.type('After the version. ', { index: 1 });
  await lead.click('Sign…');
  await lead.sees('The text has changed since version 1');
  await lead.check('signing');
  await lead.click('Sign version 1');
  await lead.sees('Tick the box to say that you have read it');
  await lead.click('I have read version 1 and I agree to it.');
  await lead.fill('Note (optional)', 'Subject to the audit.');
  await lead.click('Sign version 1');
  await lead.page.waitForSelector('.signature');
  expect(await wordsOf(lead, '.signature')).toContain(version.hash.slice(0, 12));

  const manager = await visit(scene.manager);
  await manager.sees('This version waits for your signature');
  await manager.click('Sign…');
  await manager.click('I have read version 1 and I agree to it.');
  await manager.click('Sign version 1');
  await manager.sees('Signed by everyone asked.');
  await manager.check('a signed version');

  await lead.open(`${scene.app.url}/assessments/${scene.assessment}/sections/${scene.section.id}`);
  const broken = await lead.page.waitForSelector('.seals__link');
  expect(await broken?.evaluate((one) => one.getAttribute('aria-label'))).toMatch(
    /Seal broken: changed since version 1 was signed/,
  );
  await lead.check('seals');
  await broken?.evaluate((one) => (one as HTMLElement).click());
  await lead.sees('Words changed');
  await lead.page.waitForFunction(() => document.activeElement?.classList.contains('difference'));
  for (const { complaints } of [asking, lead, manager]) expect(complaints).toEqual([]);
});

test('a signatory refuses with reasons, and the next version can go round', async () => {
  await scene.take('Second try');
  const asking = await visit(scene.coordinator);
  await asking.click('Ask for signatures');
  await asking.sees('Waiting for Lea Lead');
  await asking.click('Remind them');
  await asking.sees('They are reminded');
  const lead = await visit(scene.lead);
  await lead.click('Refuse…');
  await lead.click('Refuse');
  await lead.sees('There is a problem');
  await lead.check('refusing without a reason');
  await lead.fill('What would have to change?', 'The grade is too kind.');
  await lead.click('Refuse');
  await lead.sees('Refused by Lea Lead: The grade is too kind.');
  await lead.check('a refused version');
  for (const { complaints } of [asking, lead]) expect(complaints).toEqual([]);
});
