import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { removeMember } from '../../../api/accounts/members.ts';
import { changeSection } from '../../../api/collaboration/service.ts';
import type { Comparison } from '../../../api/versions/comparing/contract.ts';
import type { SectionReview, VersionsView, VersionView } from '../../../api/versions/contract.ts';
import { signOffShownOn } from '../../../api/versions/service.ts';
import type { AssessmentSignOff, MySignOffs, SignOffView } from '../../../api/versions/signing/contract.ts';
import { claimText } from '../../collaboration/page.ts';
import { newMember, type TestPerson } from '../../support/people.ts';
import { CLAIMS, startVersionScene, type VersionScene } from './version-scene.ts';

let scene: VersionScene;
let director: TestPerson;
let deputy: TestPerson;
beforeAll(async () => {
  scene = await startVersionScene();
  const place = { assessment: scene.assessment, role: 'senior-manager' as const };
  director = await newMember(scene.app, 'Dee Director', place);
  deputy = await newMember(scene.app, 'Des Deputy', place);
});
afterAll(() => scene.app.close());

interface Step {
  title: string;
  people: TestPerson[];
  all?: boolean;
}

const setChain = (...steps: Step[]) =>
  scene.coordinator.client.put<AssessmentSignOff>(`/assessments/${scene.assessment}/sign-off/chain`, {
    steps: steps.map(({ people, ...step }) => ({ ...step, people: people.map(({ id }) => id) })),
  });
const ask = (version: VersionView, note = '') =>
  scene.coordinator.client.post<SignOffView>(`/versions/${version.id}/sign-off`, { note });
const sign = (who: TestPerson, { id, version }: SignOffView, hash = version.hash) =>
  who.client.post<SignOffView>(`/sign-offs/${id}/signatures`, { hash, note: `By ${who.name}` });
const refuse = (who: TestPerson, { id, version }: SignOffView, reason = 'Not yet') =>
  who.client.post<SignOffView>(`/sign-offs/${id}/refusals`, { hash: version.hash, reason });
const withdraw = (who: TestPerson, { id }: SignOffView, what: 'own' | 'request') =>
  who.client.post<SignOffView>(`/sign-offs/${id}/withdrawals`, { what, reason: 'A mistake' });
const overview = async (who = scene.coordinator) =>
  (await who.client.get<AssessmentSignOff>(`/assessments/${scene.assessment}/sign-off`)).body;
const waiting = async (who: TestPerson) => (await who.client.get<MySignOffs>('/me/sign-offs')).body.waiting;
const review = async (section = scene.section.id) =>
  (await scene.lead.client.get<SectionReview>(`/sections/${section}/review`)).body;
const versions = async (who: TestPerson) =>
  (await who.client.get<VersionsView>(`/assessments/${scene.assessment}/versions`)).body.versions;
const states = ({ steps }: SignOffView) => steps.map(({ state }) => state);

describe('the chain', () => {
  test('is made of people who read drafts', async () => {
    const { candidates } = await overview();
    expect(candidates.map(({ name }) => name)).toEqual([
      'Ada Administrator',
      'Con Contributor',
      'Dee Director',
      'Des Deputy',
      'Lea Lead',
      'Mia Manager',
    ]);
    const refused = await setChain({ title: 'Partners', people: [scene.partner] });
    expect(refused).toMatchObject({ status: 400, body: { problems: [{ field: 'steps' }] } });
    expect((await setChain({ title: 'Nobody', people: [] })).status).toBe(400);
  });

  test('must be there before anyone is asked', async () => {
    expect(await ask(await scene.take())).toMatchObject({ status: 409 });
  });

  test('is kept with its steps in order', async () => {
    const set = await setChain(
      { title: 'Managers', people: [scene.manager, deputy], all: true },
      { title: 'Director', people: [director] },
    );
    expect(set.body.chain.map(({ title, people }) => [title, people.map(({ name }) => name)])).toEqual([
      ['Managers', ['Mia Manager', 'Des Deputy']],
      ['Director', ['Dee Director']],
    ]);
  });
});

describe('signing', () => {
  let round: SignOffView;
  let version: VersionView;

  test('goes step by step, and each finds what waits for them', async () => {
    version = await scene.take('For signature');
    round = (await ask(version, 'Please read')).body;
    expect(states(round)).toEqual(['open', 'waiting']);
    expect(await waiting(scene.manager)).toMatchObject([
      { id: round.id, step: 'Managers', note: 'Please read', version: { hash: version.hash } },
    ]);
    expect(await waiting(director)).toEqual([]);
    expect((await sign(director, round)).status).toBe(403);
    expect((await sign(scene.lead, round)).status).toBe(403);
    expect((await ask(version)).status).toBe(409);
  });

  test('is of the version that was read, and of no other', async () => {
    const other = await sign(scene.manager, round, '0'.repeat(64));
    expect(other).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((other.body as unknown as { message: string }).message).toContain('nothing was signed');
    const signed = await sign(scene.manager, round);
    expect(signed.body).toMatchObject({ state: 'open', steps: [{ state: 'open' }, { state: 'waiting' }] });
    expect((await sign(scene.manager, round)).status).toBe(403);
  });

  test('can be taken back, and done again', async () => {
    expect((await withdraw(deputy, round, 'own')).status).toBe(409);
    const taken = await withdraw(scene.manager, round, 'own');
    expect(taken.body.steps[0]?.signatures).toEqual([]);
    expect(taken.body.rights).toMatchObject({ sign: true, takeBack: false });
    await sign(scene.manager, round);
  });

  test('can be refused with reasons, which may be taken back', async () => {
    expect((await refuse(deputy, round, ' ')).status).toBe(400);
    const refused = await refuse(deputy, round, 'Page 3 is wrong');
    expect(refused.body).toMatchObject({
      state: 'refused',
      steps: [{ state: 'refused', refusal: { by: { name: 'Des Deputy' }, reason: 'Page 3 is wrong' } }, {}],
    });
    expect(await waiting(scene.manager)).toEqual([]);
    expect((await withdraw(deputy, round, 'own')).body.state).toBe('open');
  });

  test('reminds those whose turn it is, and no one else', async () => {
    expect((await deputy.client.post(`/sign-offs/${round.id}/reminders`)).status).toBe(403);
    const reminded = await scene.coordinator.client.post<SignOffView>(`/sign-offs/${round.id}/reminders`);
    expect(reminded.status).toBe(200);
    expect((await waiting(deputy))[0]?.remindedAt).not.toBeNull();
  });

  test('is done when every step is signed; then readers and partners see the version', async () => {
    expect(await versions(scene.reader)).toEqual([]);
    await sign(deputy, round);
    const done = await sign(director, round);
    expect(done.body).toMatchObject({ state: 'signed', rights: { withdraw: false, remind: false } });
    expect(await versions(scene.reader)).toMatchObject([{ id: version.id, signed: true }]);
    expect(await versions(scene.partner)).toHaveLength(1);
    const seen = await scene.partner.client.get(`/versions/${version.id}`);
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body)).not.toContain('secret');
    expect((await scene.partner.client.get(`/versions/${version.id}/comparison`)).status).toBe(403);
    const [first] = await versions(scene.reader);
    expect(first?.signatures.map(({ step, by }) => [step, by.name])).toEqual([
      ['Managers', 'Mia Manager'],
      ['Managers', 'Des Deputy'],
      ['Director', 'Dee Director'],
    ]);
    const shown = await signOffShownOn(version.id);
    expect(shown?.steps.map(({ signatures }) => signatures.length)).toEqual([2, 1]);
  });

  test('keeps everything that happened', async () => {
    const { current } = await overview();
    expect(current?.history.map(({ what }) => what)).toEqual([
      'Signed (Managers)',
      'Took back what they said (Managers)',
      'Signed (Managers)',
      'Refused to sign (Managers)',
      'Took back what they said (Managers)',
      'Reminded those who are to sign (Managers)',
      'Signed (Managers)',
      'Signed (Director)',
    ]);
  });
});

describe('seals', () => {
  test('stand on every claim of a signed version', async () => {
    const { state, signed } = await review();
    expect(state).toBe('signed');
    expect(signed?.seals).toEqual(CLAIMS.map((claim) => ({ claim, state: 'intact' })));
    expect((await overview()).sinceSigned).toMatchObject({ intact: 4, broken: 0, added: 0, removed: 0 });
  });

  test('break only on the claims that an edit touches', async () => {
    await scene.type('Nearly ', { index: 2 });
    const { state, signed } = await review();
    expect(state).toBe('drafting');
    expect(signed?.seals).toEqual([
      { claim: CLAIMS[0], state: 'intact' },
      { claim: CLAIMS[1], state: 'broken' },
      { claim: CLAIMS[2], state: 'intact' },
    ]);
    expect((await review(scene.other.id)).state).toBe('signed');
    expect((await overview()).sinceSigned).toMatchObject({ intact: 3, broken: 1 });
  });

  test('show what changed since a person signed', async () => {
    const { lastSignedByMe } = await overview(director);
    const path = `/versions/${lastSignedByMe?.version ?? ''}/comparison`;
    const { body } = await director.client.get<Comparison>(path);
    expect(body.counts).toEqual({ same: 3, added: 0, removed: 0, moved: 0, changed: 1 });
    expect((await overview(scene.lead)).lastSignedByMe).toBeNull();
  });

  test('are whole again when the words are as they were', async () => {
    await changeSection(scene.section.id, null, (ydoc) => claimText(ydoc, 2, scene.side).delete(0, 7));
    expect(await review()).toMatchObject({ state: 'signed' });
  });

  test('go when a signature is taken back, and come again with it', async () => {
    const current = (await overview()).current as SignOffView;
    expect((await withdraw(scene.coordinator, current, 'request')).status).toBe(409);
    await withdraw(director, current, 'own');
    expect(await review()).toMatchObject({ state: 'drafting', signed: null });
    expect(await versions(scene.reader)).toEqual([]);
    await sign(director, current);
    expect(await review()).toMatchObject({ state: 'signed' });
    expect((await ask(await scene.take())).status).toBe(200);
  });
});

describe('a request', () => {
  test('keeps the chain it was asked with, and can be withdrawn by the coordinator', async () => {
    await setChain({ title: 'Director alone', people: [director] });
    const current = (await overview()).current as SignOffView;
    expect(current.steps.map(({ title }) => title)).toEqual(['Managers', 'Director']);
    expect((await withdraw(scene.manager, current, 'request')).status).toBe(403);
    const withdrawn = await withdraw(scene.coordinator, current, 'request');
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', withdrawn: { reason: 'A mistake' } });
    expect((await sign(scene.manager, current)).status).toBe(403);
  });

  test('says so when somebody who is to sign has left, and is not made without them', async () => {
    const version = await scene.take();
    const { body: round } = await ask(version);
    expect(round.stuck).toBeNull();
    await removeMember(await scene.coordinator.actor(), director.id, scene.assessment);
    expect(await waiting(director)).toEqual([]);
    expect((await sign(director, round)).status).toBe(403);
    const { current } = await overview();
    expect(current?.stuck).toContain('Dee Director has left');
    await withdraw(scene.coordinator, round, 'request');
    const again = await ask(version);
    expect(again).toMatchObject({ status: 409 });
    expect((again.body as unknown as { message: string }).message).toContain('Dee Director');
  });

  test('is signed by any one where a step says so, at once by two as well', async () => {
    await setChain({ title: 'A manager', people: [scene.manager, deputy], all: false });
    const { body: round } = await ask(await scene.take());
    const answers = await Promise.all([sign(scene.manager, round), sign(deputy, round)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    const { current } = await overview();
    expect(current).toMatchObject({ state: 'signed' });
    expect(current?.steps[0]?.signatures).toHaveLength(1);
  });

  test('is made once when two ask at once, and the other is told so', async () => {
    const versions = [await scene.take(), await scene.take()];
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(versions.map((version) => ask(version)));
      const [made, refused] = answers.toSorted((one, other) => one.status - other.status);
      expect(made?.status).toBe(200);
      expect(refused).toMatchObject({
        status: 409,
        body: { message: expect.stringContaining('is going round to be signed already') },
      });
      await withdraw(scene.coordinator, made?.body as SignOffView, 'request');
    }
  });
});
