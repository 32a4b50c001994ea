import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { startTestApp, type TestApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { readPdf } from '../support/read-pdf.ts';
import { until } from '../support/until.ts';
import { peerReview, selfAssessment } from './papers.ts';
import { arrive, type Visitor } from './visitor.ts';

const password = 'violet harbour lantern';
let app: TestApp;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-journey-'));
  await writeFile(join(folder, 'self-assessment.docx'), selfAssessment());
  await writeFile(join(folder, 'peer-review.pdf'), await peerReview());
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

test("from an empty council to a PDF in the inspector's hand", async () => {
  const coordinator = await arrive(browser);
  await setUp(coordinator);
  const assessment = await importDocument(coordinator);
  const section = await openSection(coordinator, assessment);
  const [lead, partner] = [await arrive(browser), await arrive(browser)];
  await invite(
    coordinator,
    { assessment, name: 'Lena Lead', role: 'Lead', section: 'Help and protection' },
    lead,
  );
  await invite(coordinator, { assessment, name: 'Pat Partner', role: 'Partner' }, partner);
  for (const visitor of [coordinator, lead, partner]) await visitor.open(section);
  await writeTogether(coordinator, lead);
  await citeEvidence(coordinator, lead, section);
  await stickPostIt(partner, lead);
  await exportPdf(coordinator, assessment);
  for (const { complaints } of [coordinator, lead, partner]) expect(complaints).toEqual([]);
}, 120_000);

async function setUp(me: Visitor): Promise<void> {
  await me.open(`${app.url}/set-up?token=${app.setUpToken}`);
  await me.check('first start');
  await me.click('Set up your council');
  await me.fill('Name of the council', 'Northbeck Council');
  await me.fill('Your name', 'Cora Coordinator');
  await me.fill('Your e-mail address', 'cora@northbeck.example');
  await me.fill('A password', password);
  await me.check('set up');
  await me.click('Set up');
  await me.sees('There is no self-assessment yet');
  await me.check('no assessments');
}

/** Imports the Word file and answers the address of the assessment it became. */
async function importDocument(me: Visitor): Promise<string> {
  await me.click('Import a document');
  await me.give(join(folder, 'self-assessment.docx'));
  await me.page.locator('input[type=radio][value=ofsted-ilacs-2026]').click();
  await me.check('import');
  await me.click('Read the document');
  await me.sees('Check what was found');
  await me.check('review of the import');
  await me.click('Create the self-assessment');
  await me.page.waitForFunction(() => /^\/assessments\/[0-9a-f]{24}$/.test(location.pathname));
  await me.sees('Foreword');
  await me.check('assessment');
  return me.page.url().split('?')[0] ?? '';
}

/** Opens the judgement everyone will write in and answers its address. */
async function openSection(me: Visitor, assessment: string): Promise<string> {
  await me.open(assessment);
  await me.click('The experiences and progress of children who need help and protection');
  await me.sees('Nine in ten contacts');
  return me.page.url();
}

interface Invitation {
  assessment: string;
  name: string;
  role: string;
  section?: string;
}

/** The coordinator makes a one-time link; the invited person joins behind it. */
async function invite(
  me: Visitor,
  { assessment, name, role, section }: Invitation,
  them: Visitor,
): Promise<void> {
  await me.open(`${assessment}/people`);
  await me.click('Invite someone');
  await me.fill('Name', name);
  await me.fill('E-mail address', `${name.replace(' ', '.').toLowerCase()}@northbeck.example`);
  await me.click(role);
  if (section !== undefined) await me.click(section);
  await me.check(`inviting a ${role}`);
  await me.click('Make the invitation');
  const link = await me.page.waitForSelector('::-p-aria(Invitation link)');
  const address = await link?.evaluate((field) => (field as HTMLInputElement).value);
  await me.click('Done');
  await them.open(address ?? '');
  await them.fill('Choose a password', password);
  await them.check('joining');
  await them.click('Join');
  await them.sees('Self-assessments');
}

/** Both type in the same claim and in neighbouring claims; both see everything, once, saved. */
async function writeTogether(one: Visitor, other: Visitor): Promise<void> {
  await Promise.all([one.sees('Saved'), other.sees('Saved')]);
  await Promise.all([
    typeAtEnd(one.page, 'Nine in ten contacts', ' This is the best figure in four years.'),
    typeAtEnd(other.page, 'Nine in ten contacts', ' Checked by the data team.'),
  ]);
  await typeAtEnd(other.page, 'Families tell us', ' Nobody waits for a call.');
  for (const { page } of [one, other]) {
    const text = await until(async () => {
      const words = await page.$eval('[data-region=effective]', (region) => region.textContent);
      return words.includes('Nobody waits for a call.') && words.includes('four years.') ? words : null;
    }, 'both texts on both pages');
    for (const words of ['Nobody waits for a call.', 'Families tell us'])
      expect(text.split(words)).toHaveLength(2);
    const letters = (from: string) => from.replaceAll(' ', '').split('').sort().join('');
    const claim = await page.evaluate(claimWith, 'Nine in ten');
    const typed = ' This is the best figure in four years. Checked by the data team.';
    expect(letters(claim)).toBe(
      letters(
        `Nine in ten contacts are decided within one working day (Northbeck Peer Review, March 2026).${typed}`,
      ),
    );
  }
  await Promise.all([one.sees('Saved'), other.sees('Saved')]);
  await one.check('section, as its coordinator');
}

/** The words of the claim that has this beginning, without carets and citations. Runs in the page. */
function claimWith(beginning: string): string {
  const claim = [...document.querySelectorAll('p.claim')].find((one) => one.textContent.includes(beginning));
  const copy = claim?.cloneNode(true) as HTMLElement | undefined;
  copy?.querySelectorAll('.citation-chip, .caret').forEach((one) => one.remove());
  return copy?.textContent ?? '';
}

/** Puts the caret at the end of the claim that begins so, sees that it stays there, and types letter by letter. */
async function typeAtEnd(page: Page, beginning: string, words: string): Promise<void> {
  await until(() => page.evaluate(placeCaret, beginning), 'the caret to stand in the claim');
  await page.keyboard.type(words);
}

/** Selects the end of a claim; true when the editor has taken that over two frames later. Runs in the page. */
async function placeCaret(beginning: string): Promise<boolean> {
  const claim = [...document.querySelectorAll('p.claim')].find((one) => one.textContent.includes(beginning));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  claim?.closest<HTMLElement>('[contenteditable]')?.focus();
  await frame();
  if (claim) getSelection()?.setBaseAndExtent(claim, claim.childNodes.length, claim, claim.childNodes.length);
  await frame();
  await frame();
  const anchor = getSelection()?.anchorNode ?? null;
  return claim?.isConnected === true && claim.contains(anchor);
}

/** Adds the report to the library, cites page 3 of it with the keyboard, and the other opens it there. */
async function citeEvidence(me: Visitor, other: Visitor, section: string): Promise<void> {
  await me.open(`${app.url}/library/add`);
  await me.give(join(folder, 'peer-review.pdf'));
  await me.fill('Title', 'Peer review report');
  await me.check('adding evidence');
  await me.click('Add to the library');
  await me.sees('1 file added');
  await me.open(`${app.url}/library`);
  await me.sees('Peer review report');
  await me.check('library');
  await me.open(section);
  await me.sees('Saved');
  await typeAtEnd(me.page, 'Families tell us', ' @');
  const search = await me.page.waitForSelector('[role=combobox]');
  await search?.type('peer review rep p3');
  await me.page.waitForFunction(
    () => document.querySelectorAll('.evidence-search [role=option]').length === 2,
  );
  await me.check('citing evidence');
  await me.page.keyboard.press('Enter');
  await me.sees('Saved');
  const chip = await other.page.waitForSelector('::-p-text(p.3)');
  await chip?.click();
  await other.page.waitForSelector('canvas');
  await other.sees('Peer review report');
  await other.check('evidence beside the text');
}

/** The partner, who cannot type, sticks a note on a claim; the lead sees it at once and deals with it. */
async function stickPostIt(partner: Visitor, lead: Visitor): Promise<void> {
  expect(await partner.page.$$('[contenteditable=true]')).toHaveLength(0);
  await partner.check('section, as a partner');
  await partner.page.evaluate(() => {
    const claim = [...document.querySelectorAll('p.claim')].find((one) =>
      one.textContent.includes('views of fathers'),
    );
    if (claim) getSelection()?.setBaseAndExtent(claim, 0, claim, 0);
  });
  await partner.click('Stick a post-it');
  await partner.fill('Your post-it', 'Our officers see the same. Can we help?');
  await partner.check('writing a post-it');
  await partner.click('Stick it on');
  await lead.sees('Our officers see the same');
  await lead.page.locator('[role=tab]').click();
  await lead.check('post-its');
  await lead.click('Dealt with…');
  await lead.click('Mark as dealt with');
  await partner.sees('Dealt with 1');
  await partner.page.locator('::-p-text(Dealt with 1)').click();
  await partner.sees('Worked in');
}

/** Exports, downloads and reads the PDF. */
async function exportPdf(me: Visitor, assessment: string): Promise<void> {
  const session = await me.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    browserContextId: me.page.browserContext().id ?? '',
  });
  await me.open(`${assessment}/export`);
  await me.check('export');
  await me.click('Make the PDF');
  await me.sees('The PDF is ready');
  await me.check('export done');
  const name = await until(
    async () => (await readdir(folder)).find((file) => /^Northbeck.*\.pdf$/i.test(file)),
    'the download',
  );
  const pdf = await readPdf(new Uint8Array(await readFile(join(folder, name))));
  const text = pdf.pages.join(' ');
  expect(text).toContain('best figure in four years');
  expect(text).toContain('E002');
  expect(text).not.toContain('Our officers see the same');
}
