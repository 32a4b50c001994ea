import type { Browser, Page } from 'puppeteer-core';
import { createAssessment } from '../../../api/assessments/service.ts';
import { createEvidence } from '../../../api/evidence/service.ts';
import { evidenceFields } from '../../../api/evidence/contract.ts';
import type { Block } from '../../../editor/schema/document.ts';
import type { TestApp } from '../../support/app.ts';
import { newVisitor } from '../../support/browser.ts';
import { newCouncil, newMember, type TestPerson } from '../../support/people.ts';
import { until } from '../../support/until.ts';

/** A section to write in, with the people around it. */
export interface Desk {
  assessment: string;
  section: string;
  address: string;
  lead: TestPerson;
  contributor: TestPerson;
  partner: TestPerson;
}

const framework = 'ofsted-ilacs-2026';

/** A claim of the fixture; its id is its key, filled up. */
export function claim(key: string, text: string, level: 0 | 1 = 0): Block {
  return { type: 'claim', attrs: { id: key.padEnd(12, '0'), level }, content: [{ type: 'text', text }] };
}

/** A theme of the fixture. */
export function theme(key: string, text: string): Block {
  return { type: 'theme', attrs: { id: key.padEnd(12, '0') }, content: [{ type: 'text', text }] };
}

/** A council with one judgement written, a library of one record, and three people. */
export async function newDesk(app: TestApp): Promise<Desk> {
  const owner = await newCouncil(app);
  const created = await createAssessment(await owner.actor(), {
    title: 'Self-assessment',
    framework,
    chapters: [{ title: 'Context', place: 'front', text: { type: 'doc', content: [] } }],
    sections: [{ judgement: await firstJudgement(owner), regions: regions() }],
    recommendations: [],
  });
  const assessment = created.id;
  const judged = created.sections.filter((one) => one.kind === 'judgement');
  const section = judged[0]?.id ?? '';
  const member = (name: string, role: 'lead' | 'contributor' | 'partner') =>
    newMember(app, name, { assessment, role, sections: role === 'partner' ? [] : [section] });
  const [lead, contributor, partner] = [
    await member('Lena Lead', 'lead'),
    await member('Colin Contributor', 'contributor'),
    await member('Pat Partner', 'partner'),
  ];
  const fields = evidenceFields.parse({ title: 'Peer review of the front door', source: 'Local government' });
  await createEvidence(await lead.actor(), fields);
  const address = `${app.url}/assessments/${assessment}/sections/${section}`;
  return { assessment, section, address, lead, contributor, partner };
}

function regions() {
  return {
    overview: { type: 'doc' as const, content: [] },
    effective: {
      type: 'doc' as const,
      content: [
        theme('ta', 'Front door'),
        claim('ca', 'Contacts are decided in a day.'),
        claim('cb', 'Thresholds are clear.'),
      ],
    },
    development: { type: 'doc' as const, content: [theme('td', 'Plans'), claim('cd', 'Plans drift.')] },
  };
}

async function firstJudgement(owner: TestPerson): Promise<string> {
  const { body } = await owner.client.get<{ judgements: { id: string; section: boolean }[] }>(
    `/frameworks/${framework}`,
  );
  return body.judgements.find((one) => one.section)?.id ?? '';
}

/** A signed-in person's page with the section open and its text there. */
export async function sit(
  browser: Browser,
  desk: Desk,
  person: TestPerson,
  width = 1440,
): Promise<{ page: Page; failures: string[] }> {
  const visitor = await newVisitor(browser, width);
  const [name = '', value = ''] = person.client.cookie().split('=');
  await visitor.page.browserContext().setCookie({ name, value, domain: 'localhost', path: '/' });
  await visitor.page.goto(desk.address);
  await visitor.page.waitForSelector('[data-region=effective] .claim');
  return visitor;
}

/** The blocks of a region in short: sub-points with `- `, themes with `# `; carets and chips left out. */
export async function textOf(page: Page, region: string): Promise<string[]> {
  return page.$eval(`[data-region=${region}] .text`, (text) =>
    [...text.children].map((block) => {
      const copy = block.cloneNode(true) as HTMLElement;
      copy.querySelectorAll('.caret').forEach((caret) => caret.remove());
      const sign = block.tagName === 'H3' ? '# ' : block.getAttribute('data-level') === '1' ? '- ' : '';
      return sign + copy.textContent.replaceAll('\u2060', '');
    }),
  );
}

/** Puts the caret at the start or end of the block with this number (from 1) of a region, as a click would. */
export async function caretIn(
  page: Page,
  region: string,
  block: number,
  at: 'start' | 'end' = 'end',
): Promise<void> {
  const selector = `[data-region=${region}] .text > :nth-child(${block})`;
  await until(async () => {
    await page.evaluate(placeCaret, selector, at === 'end');
    return page.evaluate(isCaretKnown, selector, block - 1);
  }, 'the caret');
}

/** Runs in the page. */
function placeCaret(selector: string, isEnd: boolean): void {
  const element = document.querySelector<HTMLElement>(selector);
  element?.closest<HTMLElement>('.text')?.focus();
  const range = document.createRange();
  if (element) range.selectNodeContents(element);
  range.collapse(!isEnd);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
}

/** The text's element, which carries its editor. */
interface EditedText extends HTMLElement {
  editor: { state: { selection: { $from: { index(depth: number): number } } } };
}

/** Whether the editor has heard of the selection in a block; browsers tell it a moment later. Runs in the page. */
function isCaretKnown(selector: string, index: number): Promise<boolean> {
  const text = document.querySelector(selector)?.closest<EditedText>('.text');
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => resolve(text?.editor.state.selection.$from.index(0) === index));
    });
  });
}

/** Selects the first words of a block, without a mouse; also where the text can only be read. */
export async function selectWords(page: Page, region: string, block: number, length: number): Promise<void> {
  const selector = `[data-region=${region}] .text > :nth-child(${block})`;
  await until(async () => {
    await page.evaluate(
      (where, count) => {
        const words = document.querySelector(where)?.firstChild;
        if (words) getSelection()?.setBaseAndExtent(words, 0, words, count);
      },
      selector,
      length,
    );
    return page.evaluate(isCaretKnown, selector, block - 1);
  }, 'the selection');
}

/** Waits until a region reads so on the page. */
export async function reads(page: Page, region: string, wanted: string[]): Promise<void> {
  let last: string[] = [];
  await until(
    async () => {
      last = await textOf(page, region);
      return JSON.stringify(last) === JSON.stringify(wanted);
    },
    `${region} to read ${JSON.stringify(wanted)}`,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}; it reads ${JSON.stringify(last)}`);
  });
}

/** Waits until the save state has these words. */
export async function isSaid(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('.save-status')?.getAttribute('data-state') === wanted,
    {},
    words,
  );
}

/** Pastes as the browser would: the same text as HTML and plain. */
export async function paste(page: Page, html: string, plain = ''): Promise<void> {
  await page.evaluate(
    (rich, bare) => {
      const data = new DataTransfer();
      if (rich !== '') data.setData('text/html', rich);
      data.setData('text/plain', bare);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    html,
    plain,
  );
}

/** Presses a key with Control held. */
export async function control(
  page: Page,
  ...keys: ('z' | 'y' | 'b' | 'a' | 'Alt' | 'KeyM' | 'KeyE' | 'Enter')[]
): Promise<void> {
  await page.keyboard.down('Control');
  for (const key of keys) await page.keyboard.down(key);
  for (const key of keys.reverse()) await page.keyboard.up(key);
  await page.keyboard.up('Control');
}
