import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  closeConnectionsOf,
  notifySection,
  readSection,
  refreshRightsOf,
} from '../../api/collaboration/service.ts';
import type { Role } from '../../api/accounts/vocabulary.ts';
import { until } from '../support/until.ts';
import { rawLine, updateOf } from './frames.ts';
import { claims, type Harness, startHarness } from './harness.ts';
import { claimText, type Page } from './page.ts';

let harness: Harness;
const open: Page[] = [];
let people = 0;

beforeAll(async () => {
  harness = await startHarness();
});
afterEach(() => {
  for (const page of open.splice(0)) page.close();
});
afterAll(() => harness.close());

function someone(role: Role): { cookie: string; id: string } {
  people += 1;
  const cookie = harness.signIn(`P${people}`, role);
  return { cookie, id: harness.actor(cookie).id };
}

async function opened(section: string, cookie: string): Promise<Page> {
  const page = harness.page(section, cookie);
  open.push(page);
  await until(() => page.isSaved(), 'the page to open');
  return page;
}

describe('a right that is taken away', () => {
  test('stops what is on its way at once', async () => {
    const { cookie, id } = someone('coordinator');
    const section = await harness.section(claims('Start.'));
    const page = await opened(section, cookie);
    const line = await rawLine(harness.port, cookie, section);
    harness.become(cookie, 'reader');
    await refreshRightsOf(id);
    line.sync(
      2,
      updateOf(page.ydoc, (copy) => claimText(copy, 0).insert(0, 'Late. ')),
    );
    page.type(0, ' Late.');
    expect(await line.closed).toBe(4401);
    await until(() => page.provider.authorizedScope === 'readonly', 'the page to come back as a reader');
    const other = await opened(section, someone('coordinator').cookie);
    expect(other.claim(0)).toBe('Start.');
    expect((await readSection(section))['effective']).toEqual(other.text()['effective']);
  });

  test('to read closes the section', async () => {
    const { cookie, id } = someone('reader');
    const page = await opened(await harness.section(), cookie);
    harness.become(cookie, null);
    await refreshRightsOf(id);
    await until(() => page.heard.refusals.includes('forbidden'), 'the page to be refused');
  });

  test('by signing out closes the lines of that sign-in only', async () => {
    const { cookie, id } = someone('coordinator');
    const section = await harness.section();
    const page = await opened(section, cookie);
    closeConnectionsOf(id, 'another session');
    expect(page.isSaved()).toBe(true);
    harness.signOut(cookie);
    closeConnectionsOf(id, harness.actor(someone('reader').cookie).session);
    closeConnectionsOf(id);
    await until(() => page.heard.closes.includes(4401), 'the line to be closed');
    page.type(0, ' Late.');
    const other = await opened(section, someone('reader').cookie);
    expect(other.claim(0)).toBe('One claim.');
  });
});

describe('a right that is given', () => {
  test('lets the page write when it has come back', async () => {
    const { cookie, id } = someone('reader');
    const section = await harness.section(claims('Start.'));
    const page = await opened(section, cookie);
    harness.become(cookie, 'coordinator');
    await refreshRightsOf(id);
    await until(() => page.isSaved() && page.provider.authorizedScope === 'read-write', 'the right to write');
    page.type(0, ' Now.');
    await until(async () => JSON.stringify(await readSection(section)).includes('Start. Now.'));
  });

  test('that changes nothing here leaves the line open', async () => {
    const { cookie, id } = someone('coordinator');
    const page = await opened(await harness.section(), cookie);
    await refreshRightsOf(id);
    page.type(0, ' On.');
    await until(() => page.isSaved());
    expect(page.heard.closes).toEqual([]);
  });
});

describe('a notice', () => {
  test('reaches everyone who has the section open', async () => {
    const section = await harness.section();
    const other = await opened(await harness.section(), someone('reader').cookie);
    const pages = [
      await opened(section, someone('coordinator').cookie),
      await opened(section, someone('partner').cookie),
    ];
    notifySection(section, { type: 'post-its' });
    await until(() => pages.every((page) => page.heard.notices.length > 0));
    expect(pages.map((page) => page.heard.notices)).toEqual([
      ['{"type":"post-its"}'],
      ['{"type":"post-its"}'],
    ]);
    expect(other.heard.notices).toEqual([]);
  });
});
