import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { changeSection } from '../../../api/collaboration/service.ts';
import type { SectionView } from '../../../api/assessments/contract.ts';
import type { CitingClaims } from '../../../api/evidence/contract.ts';
import type { PostItView } from '../../../api/post-its/contract.ts';
import type { AgreedSection, SectionChanges, SectionReview } from '../../../api/versions/contract.ts';
import { claimText, openPage, type Page } from '../../collaboration/page.ts';
import type { TestPerson } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { CLAIMS, startVersionScene, type VersionScene } from './version-scene.ts';

let scene: VersionScene;
const pages: Page[] = [];
beforeAll(async () => {
  scene = await startVersionScene();
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(() => scene.app.close());

const path = (rest = '') => `/sections/${scene.section.id}${rest}`;
const review = async (who = scene.lead) => (await who.client.get<SectionReview>(path('/review'))).body;
const say = (who: TestPerson, state: string, more: Record<string, string> = {}) =>
  who.client.put<SectionReview>(path('/state'), { state, ...more });
const agree = async (who = scene.lead) => say(who, 'agreed', { hash: (await review()).hash });
const view = async (who: TestPerson) => (await who.client.get<SectionView>(path())).body;
const agreedText = async (who: TestPerson) =>
  JSON.stringify((await who.client.get<AgreedSection>(path('/agreed'))).body);

function open(who: TestPerson): Page {
  const cookie = who.client.cookie();
  const page = openPage({ port: scene.app.port, section: scene.section.id, cookie });
  pages.push(page);
  return page;
}

describe('before the first agreement', () => {
  test('a section is being drafted, and everyone reads the draft', async () => {
    expect(await view(scene.partner)).toMatchObject({ state: 'drafting', reads: 'draft' });
    expect((await scene.partner.client.get(path('/claims'))).status).toBe(200);
    expect((await scene.partner.client.get(path('/agreed'))).status).toBe(404);
  });

  test('contributors say that it is ready, and an edit takes that back', async () => {
    expect(await say(scene.contributor, 'ready')).toMatchObject({ status: 200, body: { state: 'ready' } });
    expect(await review()).toMatchObject({ readyBy: { by: { name: 'Con Contributor' } } });
    expect(await view(scene.manager)).toMatchObject({ state: 'ready' });
    const page = open(scene.lead);
    await until(() => page.provider.synced, 'the section');
    await scene.type('Sometimes ');
    expect(await review()).toMatchObject({ state: 'drafting', readyBy: null });
    await until(() => page.heard.notices.includes('{"type":"section"}'), 'the page to hear of it');
    expect(await view(scene.manager)).toMatchObject({ state: 'drafting' });
    await say(scene.contributor, 'ready');
    expect(await say(scene.contributor, 'drafting')).toMatchObject({ body: { state: 'drafting' } });
  });

  test('only the lead or the coordinator agrees, to the text they read', async () => {
    const { hash, rights } = await review(scene.contributor);
    expect(rights).toMatchObject({ ready: true, agree: false });
    expect((await say(scene.contributor, 'agreed', { hash })).status).toBe(403);
    expect((await say(scene.manager, 'agreed', { hash })).status).toBe(403);
    expect((await say(scene.lead, 'agreed')).status).toBe(400);
  });

  test('nothing is agreed when the text changed, and what changed can be seen', async () => {
    const { hash } = await review();
    await scene.type('Soon ');
    const refused = await say(scene.lead, 'agreed', { hash });
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await review()).toMatchObject({ state: 'drafting', agreed: null });
    const { body } = await scene.lead.client.get<SectionChanges>(path(`/changes?since=${hash}`));
    expect(body.section.claims).toMatchObject([{ id: CLAIMS[0], changes: ['words'] }]);
    expect(body.hash).toBe((await review()).hash);
    const unknown = await scene.lead.client.get(path(`/changes?since=${'0'.repeat(64)}`));
    expect(unknown.status).toBe(404);
  });

  test('the frozen parts of anything else are not a text of the section', async () => {
    const { sections } = await scene.take();
    const other = sections.find(({ id }) => id === scene.other.id)?.hash ?? '';
    expect((await scene.lead.client.get(path(`/changes?since=${other}`))).status).toBe(404);
  });
});

describe('from the first agreement on', () => {
  test('the sockets of readers close, and they do not come back', async () => {
    const [reader, lead] = [open(scene.reader), open(scene.lead)];
    await until(() => reader.provider.synced && lead.provider.synced, 'both pages');
    expect(await agree()).toMatchObject({
      status: 200,
      body: { state: 'agreed', agreed: { by: { name: 'Lea Lead' }, current: true } },
    });
    await until(() => reader.heard.refusals.includes('forbidden'), 'the reader to be refused');
    expect(lead.heard.closes).toEqual([]);
  });

  test('readers and partners read what was agreed while drafting goes on', async () => {
    await scene.type('Unheard of: ');
    await until(async () => (await view(scene.lead)).state === 'drafting', 'the edit to be noticed');
    for (const who of [scene.reader, scene.partner]) {
      expect(await view(who)).toMatchObject({ state: 'drafting', reads: 'agreed' });
      expect((await who.client.get(path('/claims'))).status).toBe(403);
      expect((await who.client.get(path('/review'))).status).toBe(403);
      expect(await agreedText(who)).toContain('Families get help early');
      expect(await agreedText(who)).not.toContain('Unheard of');
    }
    expect(await view(scene.contributor)).toMatchObject({ reads: 'draft' });
    expect((await scene.manager.client.get(path('/claims'))).status).toBe(200);
    expect(await review()).toMatchObject({ agreed: { current: false } });
  });

  test('a partner is told no title and no words of a record that is not for them', async () => {
    expect(await agreedText(scene.reader)).toContain('A secret of the council');
    const seen = await agreedText(scene.partner);
    expect(seen).toContain('A letter for inspectors');
    expect(seen).toContain('E002');
    expect(seen).not.toContain('secret');
  });

  test('readers do not find words of the draft by what it cites', async () => {
    const citing = async (who: TestPerson) =>
      (await who.client.get<CitingClaims>(`/evidence/${scene.shown}/citations`)).body.claims;
    expect((await citing(scene.contributor)).map(({ text }) => text.slice(0, 10))).toEqual(['Unheard of']);
    expect(await citing(scene.reader)).toEqual([]);
  });

  test('partners stick notes on the text they read, and are quoted no draft', async () => {
    const stick = (who: TestPerson) =>
      who.client.post<PostItView>(path('/post-its'), {
        target: { kind: 'claim', claim: CLAIMS[0] },
        note: 'A note',
      });
    expect((await stick(scene.partner)).body.quoted).not.toContain('Unheard of');
    expect((await stick(scene.lead)).body.quoted).toContain('Unheard of');
    const seen = await scene.partner.client.get<PostItView[]>(path('/post-its'));
    expect(seen.body.map(({ author, quoted }) => [author.name, quoted === ''])).toEqual([
      ['Pat Partner', false],
      ['Lea Lead', true],
    ]);
  });

  test('a grade of the draft is not theirs to see either', async () => {
    const [grade] = (await view(scene.lead)).grades;
    await scene.lead.client.put(path('/grade'), { grade: grade?.id ?? '' });
    expect((await view(scene.reader)).grade).toBeNull();
    expect((await view(scene.lead)).grade).toBe(grade?.id);
    await agree(scene.coordinator);
    expect((await view(scene.reader)).grade).toBe(grade?.id);
    expect(await agreedText(scene.reader)).toContain('Unheard of');
  });

  test('taking the agreement back leaves them the text', async () => {
    expect((await say(scene.contributor, 'drafting')).status).toBe(403);
    expect(await say(scene.lead, 'drafting')).toMatchObject({ status: 200, body: { state: 'drafting' } });
    expect(await agreedText(scene.reader)).toContain('Unheard of');
    expect((await scene.reader.client.get(path('/claims'))).status).toBe(403);
  });

  test('an edit that is undone makes the section agreed again: the state is that of the text', async () => {
    await agree();
    await scene.type('X');
    expect((await review()).state).toBe('drafting');
    await changeSection(scene.section.id, null, (ydoc) => claimText(ydoc, 1, scene.side).delete(0, 1));
    expect((await review()).state).toBe('agreed');
  });
});
