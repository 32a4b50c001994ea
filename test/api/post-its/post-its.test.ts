import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { AuditModel } from '../../../api/audit/model.ts';
import type { SectionView } from '../../../api/assessments/contract.ts';
import type { PostItTarget, PostItView } from '../../../api/post-its/contract.ts';
import { PostItModel } from '../../../api/post-its/model.ts';
import { countOpenPostIts } from '../../../api/post-its/service.ts';
import { makeAnchor } from '../../../editor/schema/anchors.ts';
import { fillRegion } from '../../../editor/schema/ydoc.ts';
import type { TestPerson } from '../../support/people.ts';
import { CLAIM, claims, type SectionScene, startSection } from './section-scene.ts';

let scene: SectionScene;
let section: SectionView;
let other: SectionView;
let side: string;
let lead: TestPerson;
let partner: TestPerson;
let reader: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  scene = await startSection();
  ({ section, other, side, lead, partner, reader, stranger } = scene);
});
afterAll(() => scene.app.close());

const stick = (...given: Parameters<SectionScene['stick']>) => scene.stick(...given);
const notes = (person: TestPerson) => scene.notes(person);

describe("a partner's note", () => {
  test('stands on a claim, with its words, and reaches the lead', async () => {
    const made = await stick(partner, ' We see this too.\r\n\u202EThanks ', { kind: 'claim', claim: CLAIM });
    expect(made.body).toMatchObject({
      number: 1,
      section: section.id,
      target: { kind: 'claim', claim: CLAIM },
      quoted: 'Social workers visit children when they should',
      note: 'We see this too.\nThanks',
      author: { id: partner.id, name: 'Pat Partner' },
      replies: [],
      dealtWith: null,
      rights: { edit: true, settle: false, reopen: false },
    });
    expect(await notes(lead)).toMatchObject([
      { id: made.body.id, rights: { edit: false, settle: true, reopen: false } },
    ]);
  });

  test('stands on a passage, with its anchor as it was made', async () => {
    const ydoc = new Y.Doc();
    fillRegion(ydoc, side, claims);
    const passage = makeAnchor(ydoc, { region: side, blockIndex: 0, from: 15, to: 29 });
    const target = { kind: 'passage', ...passage } as PostItTarget;
    const { body } = await stick(partner, 'How often?', target);
    expect(body.target).toEqual(target);
    expect(body).toMatchObject({ number: 2, quoted: 'Social workers visit children when they should' });
  });

  test('cannot stand on a claim that is not there', async () => {
    const missing = { kind: 'claim', claim: 'nosuchclaim0' };
    expect((await stick(partner, 'x', missing)).status).toBe(400);
    expect((await stick(partner, 'x', { kind: 'claim', claim: CLAIM }, other.id)).status).toBe(400);
    expect((await stick(partner, '  ')).body).toMatchObject({ problems: [{ field: 'note' }] });
    expect((await stick(partner, 'x', { kind: 'page' })).status).toBe(400);
  });

  test('cannot be settled by a partner, a reader or a lead of another section', async () => {
    const [first] = await notes(partner);
    const path = `/post-its/${first?.id}/disposition`;
    for (const person of [partner, reader, stranger]) {
      expect((await person.client.put(path, { disposition: 'worked-in' })).status).toBe(403);
    }
    const away = (await stick(partner, 'On the other section', { kind: 'section' }, other.id)).body;
    const answer = await lead.client.put(`/post-its/${away.id}/disposition`, { disposition: 'worked-in' });
    expect(answer.status).toBe(403);
  });
});

describe('a thread', () => {
  test('grows by answers of anyone who may read', async () => {
    const { body } = await stick(partner, 'Is this all year?');
    await reader.client.post(`/post-its/${body.id}/replies`, { note: 'I wonder too' });
    const answered = await lead.client.post<PostItView>(`/post-its/${body.id}/replies`, { note: 'Yes' });
    expect(answered.body.replies).toMatchObject([
      { author: { name: 'Rea Reader' }, note: 'I wonder too' },
      { author: { name: 'Lea Lead' }, note: 'Yes' },
    ]);
  });

  test('answers sent together are all kept', async () => {
    const { body } = await stick(partner, 'Everyone?');
    const path = `/post-its/${body.id}/replies`;
    await Promise.all(Array.from({ length: 6 }, (_, n) => reader.client.post(path, { note: `Answer ${n}` })));
    const thread = (await notes(lead)).find((one) => one.id === body.id);
    expect(thread?.replies.map((reply) => reply.note).sort()).toEqual(
      Array.from({ length: 6 }, (_, n) => `Answer ${n}`),
    );
  });

  test('nobody from outside the assessment sees or answers', async () => {
    const [first] = await notes(lead);
    expect((await stranger.client.get(`/sections/${section.id}/post-its`)).status).toBe(403);
    expect((await stranger.client.post(`/post-its/${first?.id}/replies`, { note: 'x' })).status).toBe(403);
    expect((await stick(stranger, 'x')).status).toBe(403);
  });

  test('a note that is not there is not found', async () => {
    const answer = await lead.client.post(`/post-its/${'0'.repeat(24)}/replies`, { note: 'x' });
    expect(answer.status).toBe(404);
  });
});

describe('dealing with a note', () => {
  test('the lead says what became of it, its author opens it again', async () => {
    const { body } = await stick(partner, 'Please add the audit');
    const path = `/post-its/${body.id}/disposition`;
    const declined = { disposition: 'declined' };
    expect(await lead.client.put(path, declined)).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'reason' }] },
    });
    const settled = await lead.client.put<PostItView>(path, { ...declined, reason: 'Not our audit' });
    expect(settled.body).toMatchObject({
      dealtWith: { disposition: 'declined', reason: 'Not our audit', by: { name: 'Lea Lead' } },
      rights: { settle: false, reopen: true },
    });
    expect((await reader.client.delete(path)).status).toBe(403);
    const reopened = await partner.client.delete<PostItView>(path);
    expect(reopened).toMatchObject({ status: 200, body: { dealtWith: null } });
  });

  test('open notes are counted by section', async () => {
    const before = await countOpenPostIts([section.id, other.id, 'f'.repeat(24)]);
    const { body } = await stick(lead, 'One more');
    const during = await countOpenPostIts([section.id]);
    expect(during[section.id]).toBe((before[section.id] ?? 0) + 1);
    await lead.client.put(`/post-its/${body.id}/disposition`, { disposition: 'worked-in' });
    expect(await countOpenPostIts([section.id])).toEqual({ [section.id]: before[section.id] });
    expect(before).toEqual({ [section.id]: before[section.id], [other.id]: 1 });
  });
});

describe('correcting a note', () => {
  test('its author may at once, nobody else', async () => {
    const { body } = await stick(partner, 'Teh audit');
    const corrected = await partner.client.patch<PostItView>(`/post-its/${body.id}`, { note: 'The audit' });
    expect(corrected.body.note).toBe('The audit');
    expect((await lead.client.patch(`/post-its/${body.id}`, { note: 'Mine' })).status).toBe(403);
    await lead.client.post(`/post-its/${body.id}/replies`, { note: 'Noted' });
    const late = await partner.client.patch(`/post-its/${body.id}`, { note: 'Something else' });
    expect(late.status).toBe(423);
  });

  test('after ten minutes it stays', async () => {
    const { body } = await stick(partner, 'An old note');
    await PostItModel.updateOne({ _id: body.id }, { $set: { at: new Date(Date.now() - 11 * 60_000) } });
    expect((await partner.client.patch(`/post-its/${body.id}`, { note: 'New' })).status).toBe(423);
  });
});

test('each change leaves one entry in the trail', async () => {
  const { body } = await stick(partner, 'For the trail');
  await lead.client.post(`/post-its/${body.id}/replies`, { note: 'x' });
  await lead.client.put(`/post-its/${body.id}/disposition`, { disposition: 'action' });
  await lead.client.delete(`/post-its/${body.id}/disposition`);
  const entries = await AuditModel.find({ subject: body.id }).sort({ sequence: 1 }).lean();
  expect(entries.map((entry) => entry.event)).toEqual([
    'post-it.added',
    'post-it.answered',
    'post-it.settled',
    'post-it.reopened',
  ]);
  expect(JSON.stringify(entries)).not.toContain('For the trail');
});
