import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import type { RecommendationsView } from '../../../api/assessments/contract.ts';
import { moveClaim } from '../../../api/claims/service.ts';
import { changeSection, readSection } from '../../../api/collaboration/service.ts';
import type { Restored, VersionView } from '../../../api/versions/contract.ts';
import { readFrozen } from '../../../api/versions/service.ts';
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

const restore = (version: VersionView, section?: string) =>
  scene.coordinator.client.post<Restored>(
    `/versions/${version.id}/restore`,
    section === undefined ? {} : { section },
  );
const text = () => readSection(scene.section.id);
const deleteBlock = (index: number, region = scene.side) =>
  changeSection(scene.section.id, null, (ydoc) => ydoc.getXmlFragment(region).delete(index, 1));

async function open(who: TestPerson): Promise<Page> {
  const page = openPage({
    port: scene.app.port,
    section: scene.section.id,
    cookie: who.client.cookie(),
  });
  pages.push(page);
  await until(() => page.provider.synced, 'the section');
  return page;
}

describe('restoring a version', () => {
  test('brings the text back under the same ids, and what stood is in the version before', async () => {
    const version = await scene.take();
    const before = await text();
    await scene.type('Wrongly ');
    await deleteBlock(2);
    await moveClaim(await scene.coordinator.actor(), scene.section.id, {
      claim: CLAIMS[2],
      side: scene.side,
      theme: null,
      before: null,
    });
    const changed = await text();
    const { status, body } = await restore(version);
    expect(status).toBe(200);
    expect(await text()).toEqual(before);
    expect(body.sections.map(({ id }) => id)).toEqual([scene.section.id]);
    const kept = await readFrozen(body.before.id);
    expect(kept.version.kind).toBe('automatic');
    expect(kept.frozen.sections.find(({ id }) => id === scene.section.id)?.text).toEqual(changed);
    expect((await scene.take()).hash).not.toBe('');
  });

  test('keeps the numbers of claims', async () => {
    const version = await scene.take();
    const numbers = async (id: string) =>
      (await readFrozen(id)).frozen.sections.flatMap(({ claims }) => claims.map(({ number }) => number));
    await deleteBlock(1);
    await restore(version);
    expect(await numbers((await scene.take()).id)).toEqual(await numbers(version.id));
  });

  test('changes nothing and takes nothing when all is as it was', async () => {
    const version = await scene.take();
    const { body } = await restore(version);
    expect(body).toMatchObject({ before: { id: version.id }, sections: [], recommendations: false });
  });

  test('leaves blocks alone that are the same: places in them stay, and so do others’ words', async () => {
    const version = await scene.take();
    const page = await open(scene.contributor);
    const place = Y.createRelativePositionFromTypeIndex(claimText(page.ydoc, 2, scene.side), 3);
    await scene.type('Wrongly ');
    await restore(version);
    await until(() => !page.claim(1, scene.side).startsWith('Wrongly'), 'the page to hear of it');
    const found = Y.createAbsolutePositionFromRelativePosition(place, page.ydoc);
    expect([found?.type, found?.index]).toEqual([claimText(page.ydoc, 2, scene.side), 3]);
    expect(page.heard.closes).toEqual([]);
    claimText(page.ydoc, 2, scene.side).insert(0, 'Still typing: ');
    await until(() => page.isSaved(), 'the words to be saved');
    expect(JSON.stringify(await text())).toContain('Still typing: ');
  });

  test('loses no word that was saved while it went on', async () => {
    const version = await scene.take();
    const page = await open(scene.contributor);
    const line = () => claimText(page.ydoc, 1, scene.side);
    const asked = restore(version);
    for (let count = 0; count < 30; count += 1) {
      line().insert(0, `w${count} `);
      await until(() => page.isSaved(), 'the word to be saved');
    }
    const { status, body } = await asked;
    expect(status).toBe(200);
    const kept = await readFrozen(body.before.id);
    const both = JSON.stringify(await text()) + JSON.stringify(kept.frozen.sections);
    for (let count = 0; count < 30; count += 1) expect(both).toContain(`w${count} `);
  });

  test('of one section leaves the others as they are', async () => {
    const version = await scene.take();
    const elsewhere = { section: scene.other.id };
    await scene.type('Other ', elsewhere);
    await scene.type('Here ');
    const { body } = await restore(version, scene.section.id);
    expect(body.sections.map(({ id }) => id)).toEqual([scene.section.id]);
    expect(JSON.stringify(await readSection(scene.other.id))).toContain('Other Homes');
    expect(JSON.stringify(await text())).not.toContain('Here ');
    expect((await restore(version, '0'.repeat(24))).status).toBe(400);
  });

  test('brings back chapters, grades and recommendations', async () => {
    const version = await scene.take();
    const { client } = scene.coordinator;
    await client.put(`/sections/${scene.section.id}/grade`, { grade: scene.section.grades[0]?.id ?? '' });
    await client.delete(`/sections/${scene.foreword.id}`);
    const path = `/assessments/${scene.assessment}/recommendations`;
    const { revision } = (await client.get<RecommendationsView>(path)).body;
    await client.put(path, { revision, recommendations: [] });
    const { body } = await restore(version);
    expect(body).toMatchObject({ recommendations: true });
    expect((await client.get<RecommendationsView>(path)).body.recommendations).toHaveLength(1);
    const now = await scene.take();
    expect(now.hash).toBe(version.hash);
  });
});
