import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { Browser, ElementHandle } from 'puppeteer-core';
import { startVersionScene, type VersionScene } from '../api/versions/version-scene.ts';
import { arriveAs, wordsOf } from '../editor/pages/signed-in.ts';
import { launchBrowser } from '../support/browser.ts';
import type { TestPerson } from '../support/people.ts';
import { readPdf } from '../support/read-pdf.ts';
import { until } from '../support/until.ts';
import { arrive, type Visitor } from './visitor.ts';

let scene: VersionScene;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-rings-'));
  [scene, browser] = await Promise.all([startVersionScene(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await scene.app.close();
  await rm(folder, { recursive: true, force: true });
});

test('from an agreed section to a signed pack that an inspector can check', async () => {
  const coordinator = await enter(scene.coordinator);
  const lead = await enter(scene.lead, `/sections/${scene.section.id}`);
  await agree(lead);
  await setChain(coordinator);
  await takeVersion(coordinator);
  await askForSignatures(coordinator);
  await sign(lead, 'Read with my team managers.');
  const manager = await enter(scene.manager);
  await sign(manager);
  await editAndSeeOneSealBreak(lead);
  await compareWithNow(lead);
  const pack = await exportPack(coordinator);
  await verify(pack);
  for (const { complaints } of [coordinator, lead, manager]) expect(complaints).toEqual([]);
}, 180_000);

function enter(person: TestPerson, path = ''): Promise<Visitor> {
  return arriveAs(browser, scene.app, { person, at: `/assessments/${scene.assessment}${path}` });
}

const address = (path: string): string => `${scene.app.url}/assessments/${scene.assessment}${path}`;

/** The lead has read the section to the end and agrees it as it stands. */
async function agree(lead: Visitor): Promise<void> {
  await lead.sees('Saved');
  await lead.click('Agree this section…');
  await lead.check('agreeing');
  await lead.page.locator('dialog[open] button[type=submit]').click();
  await until(
    async () => /Agreed by its lead/.test(await wordsOf(lead, '.review-line')),
    'the section to be agreed',
  );
  await lead.check('an agreed section');
}

async function setChain({ page, ...visitor }: Visitor): Promise<void> {
  await visitor.open(address('/sign-off'));
  await visitor.click('Say who signs');
  await visitor.click('Section leads, Director of children’s services');
  for (const [step, person] of [scene.lead, scene.manager].entries()) {
    const field = `.chain__step:nth-child(${step + 1}) select`;
    await page.waitForSelector(field);
    await page.select(field, person.id);
  }
  await visitor.check('the chain');
  await visitor.click('Save');
  await visitor.sees('Change who signs');
}

async function takeVersion(visitor: Visitor): Promise<void> {
  await visitor.open(address('/versions'));
  await visitor.click('Take a version');
  await visitor.fill('Name', 'For the inspectors');
  await visitor.click('Take the version');
  await visitor.sees('For the inspectors');
  await visitor.check('versions');
}

async function askForSignatures(visitor: Visitor): Promise<void> {
  await visitor.open(address('/sign-off'));
  await visitor.click('Ask for signatures');
  await visitor.sees('Waiting for Lea Lead (Section leads).');
  await visitor.check('a version going round');
}

/** Signs the version that waits, having read it, at whatever page it is offered. */
async function sign(visitor: Visitor, note = ''): Promise<void> {
  await visitor.open(address('/sign-off'));
  await visitor.sees('This version waits for your signature');
  await visitor.click('Sign…');
  await visitor.page.locator('dialog[open] input[type=checkbox]').click();
  if (note !== '') await visitor.fill('Note (optional)', note);
  await visitor.check('signing');
  await visitor.page.locator('dialog[open] button[type=submit]').click();
  await visitor.page.waitForSelector('.signature');
  await visitor.check('signed');
}

/** One claim of the section is edited; its seal breaks and no other. */
async function editAndSeeOneSealBreak(lead: Visitor): Promise<void> {
  await lead.open(address(`/sections/${scene.section.id}`));
  await lead.sees('Saved');
  const seals = (): Promise<string[]> =>
    lead.page.$$eval('[aria-label*="since version 1 was signed"]', (all) =>
      all.map((one) => one.getAttribute('aria-label') ?? ''),
    );
  const whole = await until(async () => {
    const found = await seals();
    return found.length > 0 && found.every((one) => one.includes(': Sealed')) ? found : null;
  }, 'every claim to be sealed');
  await scene.type('Nearly all of our ', { index: 1 });
  const after = await until(async () => {
    const found = await seals();
    return found.some((one) => one.includes('Seal broken')) ? found : null;
  }, 'a seal to break');
  expect(after).toHaveLength(whole.length);
  expect(after.filter((one) => one.includes('Seal broken'))).toHaveLength(1);
  await lead.check('a broken seal');
}

async function compareWithNow(lead: Visitor): Promise<void> {
  await lead.page.locator('.seals__link').click();
  await lead.sees('Words changed');
  expect(await wordsOf(lead, '.change-counts')).toMatch(/^Claims: 1 changed, 3 the same\.$/);
  await lead.check('what changed since it was signed');
}

/** Makes the evidence pack of the signed version, downloads it and answers the folder it is extracted to. */
async function exportPack(visitor: Visitor): Promise<string> {
  await visitor.open(address('/export'));
  await visitor.page.waitForSelector('select[name=version]');
  const session = await visitor.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    browserContextId: visitor.page.browserContext().id ?? '',
  });
  const options = await visitor.page.$$eval('select[name=version] option', (all) =>
    all.map(({ value, textContent }) => ({ value, words: textContent })),
  );
  const signed = options.find(({ words }) => words.includes('For the inspectors'));
  await visitor.page.select('select[name=version]', signed?.value ?? '');
  await visitor.page.locator('input[value=pack]').click();
  await visitor.check('export');
  await visitor.click('Make the evidence pack');
  await visitor.sees('The evidence pack is ready');
  await visitor.sees('It is inspection-ready');
  await visitor.check('a pack made');
  const name = await until(
    async () => (await readdir(folder)).find((file) => file.endsWith('.zip')),
    'the download',
  );
  return extract(await readFile(join(folder, name)));
}

async function extract(zip: Uint8Array): Promise<string> {
  const target = join(folder, 'pack');
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(target, name)), { recursive: true });
    await writeFile(join(target, name), content);
  }
  return target;
}

/** The inspector checks the pack without Candour, in a browser and with Node, and reads who signed. */
async function verify(pack: string): Promise<void> {
  const inspector = await arrive(browser);
  await inspector.open(pathToFileURL(join(pack, 'verify.html')).href);
  const field = (await inspector.page.waitForSelector('#folder')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(pack);
  await inspector.sees('Passed');
  await inspector.check('the verifier');
  expect(checkWithNode(pack)).toContain('Passed: all 7 files are as they were made');
  const document = (await readdir(pack)).find((file) => file.endsWith('.pdf')) ?? '';
  const words = (await readPdf(new Uint8Array(await readFile(join(pack, document))))).pages.join(' ');
  for (const name of ['Lea Lead', 'Mia Manager']) expect(words).toContain(name);
  expect(words).not.toContain('Nearly all of our');
  await appendFile(join(pack, document), ' ');
  expect(checkWithNode(pack)).toContain(`Changed: ${document} is`);
  await inspector.open(pathToFileURL(join(pack, 'index.html')).href);
  await inspector.sees('Families get help early');
  await inspector.check('the offline page');
  expect(inspector.complaints).toEqual([]);
}

/** What the verifier in a pack says on the command line. */
function checkWithNode(pack: string): string {
  return spawnSync(process.execPath, [join(pack, 'verify.mjs'), pack], { encoding: 'utf8' }).stdout;
}
