import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import type { PostItView } from '../../../api/post-its/contract.ts';
import type { SectionView } from '../../../api/assessments/contract.ts';
import { makeAnchor, resolveAnchor } from '../../../editor/schema/anchors.ts';
import { until } from '../../support/until.ts';
import type { TestPerson } from '../../support/people.ts';
import { openPage, type Page } from '../../collaboration/page.ts';
import { CLAIM, type SectionScene, startSection } from './section-scene.ts';

let scene: SectionScene;
const pages: Page[] = [];
beforeAll(async () => {
  scene = await startSection();
});
afterAll(async () => {
  for (const page of pages) page.close();
  await scene.app.close();
});

async function opened(person: TestPerson): Promise<Page> {
  const page = openPage({
    port: scene.app.port,
    section: scene.section.id,
    cookie: person.client.cookie(),
  });
  pages.push(page);
  await until(() => page.provider.synced, 'the page to open');
  return page;
}

const noticesOf = (page: Page) =>
  page.heard.notices.filter((notice) => notice === '{"type":"post-its"}').length;

describe('with the section open', () => {
  test('every change of a note reaches the page within a second', async () => {
    const page = await opened(scene.lead);
    const made = await scene.stick(scene.partner, 'Good', { kind: 'claim', claim: CLAIM });
    await until(() => noticesOf(page) === 1, 'the note to arrive', 1);
    const path = `/post-its/${made.body.id}`;
    await scene.reader.client.post(`${path}/replies`, { note: 'Yes' });
    await scene.lead.client.put(`${path}/disposition`, { disposition: 'worked-in' });
    await scene.partner.client.delete(`${path}/disposition`);
    await until(() => noticesOf(page) === 4, 'all changes to arrive', 1);
  });

  test("a partner's passage follows the lead's typing, and the text stays the lead's", async () => {
    const [leads, partners] = [await opened(scene.lead), await opened(scene.partner)];
    const { side: region } = scene;
    const before = Y.encodeStateVector(leads.ydoc);
    const passage = makeAnchor(partners.ydoc, { region, blockIndex: 0, from: 15, to: 29 });
    const made = await scene.stick(scene.partner, 'How often?', { kind: 'passage', ...passage });
    expect(Y.encodeStateVector(leads.ydoc)).toEqual(before);
    const text = (leads.ydoc.getXmlFragment(region).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(0, 'Our ');
    const { target } = (await scene.notes(scene.lead)).find(({ id }) => id === made.body.id) as PostItView;
    if (target.kind !== 'passage') throw new Error('The note lost its passage');
    expect(resolveAnchor(leads.ydoc, target)).toMatchObject({ region, from: 19, to: 33, exact: true });
    await until(() => partners.words(region)[0]?.startsWith('Our '), 'the typing to arrive');
    expect(resolveAnchor(partners.ydoc, target)).toMatchObject({ from: 19, to: 33, exact: true });
  });
});

test('the open notes of a section are counted where it is shown', async () => {
  await scene.stick(scene.reader, 'One more');
  const open = (await scene.notes(scene.lead)).filter((note) => note.dealtWith === null).length;
  const { body } = await scene.lead.client.get<{ sections: SectionView[] }>(
    `/assessments/${scene.section.assessment}`,
  );
  expect(body.sections.find(({ id }) => id === scene.section.id)?.openPostIts).toBe(open);
});
