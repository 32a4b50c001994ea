import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { readSection } from '../../api/collaboration/service.ts';
import { TextUpdateModel } from '../../api/collaboration/model.ts';
import { COLLABORATION_PATH } from '../../api/collaboration/vocabulary.ts';
import { documentName } from '../../editor/schema/ydoc.ts';
import { until } from '../support/until.ts';
import { rawLine, refusedUpgrade, updateOf } from './frames.ts';
import { claims, type Harness, startHarness } from './harness.ts';
import { claimText, type Page } from './page.ts';

let harness: Harness;
let ann: string;
let pat: string;
const open: Page[] = [];

beforeAll(async () => {
  harness = await startHarness();
  ann = harness.signIn('Ann', 'coordinator');
  pat = harness.signIn('Pat', 'partner');
});
afterEach(() => {
  for (const page of open.splice(0)) page.close();
});
afterAll(() => harness.close());

async function opened(section: string, cookie = ann): Promise<Page> {
  const page = harness.page(section, cookie);
  open.push(page);
  await until(() => page.isSaved(), 'the page to open');
  return page;
}

/** Everything that must not change when something is refused. */
async function everything(section: string, page: Page): Promise<unknown> {
  const log = await TextUpdateModel.countDocuments({ section });
  return { text: await readSection(section), log, vector: [...Y.encodeStateVector(page.ydoc)] };
}

describe('a websocket', () => {
  const address = () => `ws://127.0.0.1:${harness.port}${COLLABORATION_PATH}`;

  test.each([
    ['without a cookie', () => address(), {}, 401],
    ['with a cookie that means nobody', () => address(), { cookie: 'candour-session=none' }, 401],
    [
      'from another site',
      () => address(),
      { cookie: 'candour-session=ann', origin: 'https://elsewhere.example' },
      403,
    ],
    ['on another path', () => `${address()}/more`, { cookie: 'candour-session=ann' }, 404],
  ])('%s is not opened', async (_what, url, headers, status) => {
    expect(await refusedUpgrade(url(), headers as unknown as Record<string, string>)).toBe(status);
  });

  test('from the same site is opened', async () => {
    const page = harness.page(await harness.section(), ann, { origin: `http://127.0.0.1:${harness.port}` });
    open.push(page);
    await until(() => page.isSaved());
  });
});

describe('a section', () => {
  test.each([
    ['a page with an older schema', '0', 'reload'],
    ['a page that does not say its schema', '', 'reload'],
  ])('is not opened for %s', async (_what, token, reason) => {
    const page = harness.page(await harness.section(), ann, { token });
    open.push(page);
    await until(() => page.heard.refusals.length > 0);
    expect(page.heard.refusals[0]).toBe(reason);
    expect(page.words()).toEqual([]);
  });

  test('is not opened for someone without a place in the assessment', async () => {
    const page = harness.page(await harness.section(), harness.signIn('Nobody', null));
    open.push(page);
    await until(() => page.heard.refusals.length > 0);
    expect(page.heard.refusals[0]).toBe('forbidden');
  });

  test('that is not there is not opened', async () => {
    const page = harness.page('f'.repeat(24), ann);
    open.push(page);
    await until(() => page.heard.refusals.length > 0);
    expect(page.heard.refusals[0]).toBe('not-found');
  });
});

describe('what a partner sends', () => {
  test.each([
    ['an update', 2],
    ['a whole state', 1],
  ] as const)('as %s made by hand changes nothing', async (_what, kind) => {
    const section = await harness.section(claims('As it was.'));
    const page = await opened(section);
    const before = await everything(section, page);
    const line = await rawLine(harness.port, pat, section);
    line.sync(
      kind,
      updateOf(page.ydoc, (copy) => claimText(copy, 0).insert(0, 'Forged. ')),
    );
    const partner = await opened(section, pat);
    partner.type(0, ' Typed.');
    page.type(0, '');
    await until(() => partner.provider.unsyncedChanges > 0);
    const after = await opened(section);
    expect(after.claim(0)).toBe('As it was.');
    expect(await everything(section, page)).toEqual(before);
    line.ws.close();
  });

  test('reaches nobody as a notice', async () => {
    const section = await harness.section();
    const page = await opened(section);
    for (const kind of [5, 6]) {
      const line = await rawLine(harness.port, pat, section);
      line.say(kind, '{"type":"claims"}');
      expect(await line.closed).toBe(4400);
    }
    expect(page.heard.notices).toEqual([]);
  });
});

describe('presence', () => {
  const seenBy = (page: Page, other: Page): { user?: unknown; cursor?: unknown } | undefined =>
    page.provider.awareness?.getStates().get(other.ydoc.clientID);

  test('has the name of the session, whatever the page says', async () => {
    const section = await harness.section();
    const [page, partner] = [await opened(section), await opened(section, pat)];
    partner.provider.setAwarenessField('user', { name: 'The director', color: 'red', role: 'coordinator' });
    const { user } = await until(() => seenBy(page, partner), 'the partner to be seen');
    expect(user).toEqual({
      id: harness.actor(pat).id,
      name: 'Pat',
      role: 'partner',
      color: expect.stringMatching(/^#[0-9a-f]{6}$/) as unknown,
    });
  });

  test('of somebody else cannot be changed', async () => {
    const section = await harness.section();
    const [page, partner, third] = [await opened(section), await opened(section, pat), await opened(section)];
    page.provider.setAwarenessField('cursor', { anchor: 1 });
    const ofPage = () => seenBy(third, page);
    await until(() => ofPage()?.cursor, 'the caret to be seen');
    await until(() => partner.provider.awareness?.getStates().has(page.ydoc.clientID));
    const { awareness } = partner.provider;
    const meta = awareness?.meta.get(page.ydoc.clientID);
    awareness?.states.set(page.ydoc.clientID, { user: { name: 'Forged' }, cursor: { anchor: 99 } });
    awareness?.meta.set(page.ydoc.clientID, { clock: (meta?.clock ?? 0) + 5, lastUpdated: Date.now() });
    awareness?.emit('update', [{ added: [], updated: [page.ydoc.clientID], removed: [] }, 'local']);
    partner.provider.setAwarenessField('cursor', { anchor: 7 });
    await until(() => seenBy(third, partner)?.cursor);
    expect(ofPage()).toMatchObject({ user: { name: 'Ann' }, cursor: { anchor: 1 } });
  });
});

describe('an update that may not be part of a text', () => {
  const element = (name: string, attributes: Record<string, unknown> = {}) => {
    const made = new Y.XmlElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
    return made;
  };
  const side = (copy: Y.Doc) => copy.getXmlFragment('effective');
  const first = (copy: Y.Doc) => side(copy).get(0) as Y.XmlElement;

  test.each<[string, (copy: Y.Doc) => unknown]>([
    ['an unknown node', (copy) => side(copy).push([element('table')])],
    ['a node named like an object', (copy) => side(copy).push([element('constructor')])],
    ['an unknown mark', (copy) => claimText(copy, 0).format(0, 2, { blink: {} })],
    ['a mark with more attributes', (copy) => claimText(copy, 0).format(0, 2, { bold: { onclick: 'x' } })],
    [
      'a link to a script',
      (copy) => claimText(copy, 0).format(0, 2, { link: { href: 'javascript:alert(1)' } }),
    ],
    ['a link to nowhere', (copy) => claimText(copy, 0).format(0, 2, { link: {} })],
    ['an unknown attribute', (copy) => first(copy).setAttribute('onclick', 'x')],
    ['a wrong attribute', (copy) => first(copy).setAttribute('level', 9 as unknown as string)],
    [
      'an attribute that is an object',
      (copy) => first(copy).setAttribute('id', { a: 1 } as unknown as string),
    ],
    ['an unknown region', (copy) => copy.getXmlFragment('another').push([element('claim')])],
    ['a map beside the text', (copy) => copy.getMap('settings').set('a', 1)],
    ['text straight in a region', (copy) => side(copy).push([new Y.XmlText('Loose.')])],
    ['a claim inside a claim', (copy) => first(copy).push([element('claim')])],
    ['a citation that names nothing', (copy) => first(copy).push([element('citation', { evidence: 'x' })])],
    ['an object inside a text', (copy) => claimText(copy, 0).insertEmbed(0, { image: 'x' })],
  ])('is refused: %s', async (_what, change) => {
    const section = await harness.section(claims('As it was.'));
    const page = await opened(section);
    const before = await everything(section, page);
    const line = await rawLine(harness.port, ann, section);
    line.sync(2, updateOf(page.ydoc, change));
    expect(await line.closed).toBe(4400);
    expect(await everything(section, page)).toEqual(before);
    page.type(0, ' And on.');
    await until(() => page.isSaved(), 'others to type on');
  });

  test.each<[string, Uint8Array]>([
    ['that cannot be read', new Uint8Array([1, 2, 3, 255, 255, 255])],
    [
      'that builds on what is not there',
      updateOf(new Y.Doc(), (copy) => side(copy).push([element('claim')])).map((byte, at) =>
        at === 3 ? 9 : byte,
      ),
    ],
    ['that is too long', new Uint8Array(2_000_000).fill(255)],
  ])('is refused: one %s', async (_what, update) => {
    const section = await harness.section(claims('As it was.'));
    const page = await opened(section);
    const before = await everything(section, page);
    const line = await rawLine(harness.port, ann, section);
    line.sync(2, update);
    expect(await line.closed).toBe(4400);
    expect(await everything(section, page)).toEqual(before);
  });

  test('ends the line when a message is over the limit', async () => {
    const line = await rawLine(harness.port, ann, await harness.section());
    line.sync(2, new Uint8Array(3_000_000));
    expect(await line.closed).toBe(1009);
  });

  test('ends the line when there are too many', async () => {
    const line = await rawLine(harness.port, ann, await harness.section());
    for (let count = 0; count < 1500; count += 1) line.sync(2, new Uint8Array([0, 0]));
    expect(await line.closed).toBe(4429);
  });

  test('ends the line for bytes that are no message', async () => {
    const section = await harness.section(claims('As it was.'));
    const line = await rawLine(harness.port, ann, section);
    line.ws.send(new Uint8Array([255, 255, 255, 255]));
    await line.closed;
    const page = await opened(section);
    expect(page.claim(0)).toBe('As it was.');
    expect(documentName(section)).toBe(`section:${section}`);
  });
});
