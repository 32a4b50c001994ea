import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type { Comparison } from '../../../api/versions/comparing/contract.ts';
import type { VersionDetail, VersionsView } from '../../../api/versions/contract.ts';
import { fingerprint, freezeNow, readFrozen, takeAutomaticVersion } from '../../../api/versions/service.ts';
import { until } from '../../support/until.ts';
import { CLAIMS, startVersionScene, type VersionScene } from './version-scene.ts';

let scene: VersionScene;
beforeAll(async () => {
  scene = await startVersionScene();
});
afterAll(() => scene.app.close());

const list = async (who = scene.coordinator) =>
  (await who.client.get<VersionsView>(`/assessments/${scene.assessment}/versions`)).body;
const partsStored = () => mongoose.connection.collection('frozenParts').countDocuments();

describe('a version', () => {
  test('holds everything an export needs, under the fingerprint of its canonical JSON', async () => {
    const taken = await scene.take('For the Board');
    expect(taken).toMatchObject({
      number: 1,
      title: 'For the Board',
      kind: 'named',
      claims: 4,
      signed: false,
    });
    const { frozen, version } = await readFrozen(taken.id);
    expect(version).toEqual(taken);
    expect(fingerprint(frozen)).toBe(taken.hash);
    expect(frozen.sections.map(fingerprint)).toEqual(taken.sections.map(({ hash }) => hash));
    expect(frozen).toMatchObject({ council: 'Testshire', title: 'Self-assessment of Testshire' });
    expect(frozen.recommendations).toHaveLength(1);
    expect(frozen.evidence.map(({ title }) => title)).toEqual([
      'A letter for inspectors',
      'A secret of the council',
    ]);
    const written = frozen.sections.find(({ id }) => id === scene.section.id);
    expect(written?.claims.map(({ id }) => id)).toEqual([...CLAIMS]);
    expect(written?.claims.map(({ number }) => number.split('.')[1])).toEqual(['E1', 'E2', 'A1']);
  });

  test('stays as it was when the text goes on, and unchanged sections are stored once', async () => {
    const before = await scene.take();
    const [wasRead, parts] = [await readFrozen(before.id), await partsStored()];
    await scene.type('Often ');
    const after = await scene.take();
    expect(after.hash).not.toBe(before.hash);
    expect(after.number).toBe(before.number + 1);
    const changed = after.sections.filter(({ hash }, index) => hash !== before.sections[index]?.hash);
    expect(changed.map(({ id }) => id)).toEqual([scene.section.id]);
    expect(await partsStored()).toBe(parts + 1);
    expect(await readFrozen(before.id)).toEqual(wasRead);
  });

  test('has the number of a claim that was typed a moment before', async () => {
    const { hash } = await freezeNow(scene.assessment);
    await scene.type('Always ');
    const { frozen, hash: now } = await freezeNow(scene.assessment);
    const section = frozen.sections.find(({ id }) => id === scene.section.id);
    expect(now).not.toBe(hash);
    expect(section?.claims).toHaveLength(3);
    expect(JSON.stringify(section?.text)).toContain('Always Often Families');
  });

  test('cannot be altered unnoticed', async () => {
    const { id, sections } = await scene.take();
    const parts = mongoose.connection.collection<{ _id: string; json: string }>('frozenParts');
    const hash = sections[0]?.hash ?? '';
    const part = await parts.findOne({ _id: hash });
    await parts.updateOne({ _id: hash }, { $set: { json: '{}' } });
    await expect(readFrozen(id)).rejects.toThrow('was altered');
    await parts.updateOne({ _id: hash }, { $set: { json: part?.json ?? '' } });
  });

  test('needs a name, and to be there', async () => {
    const path = `/assessments/${scene.assessment}/versions`;
    const unnamed = await scene.coordinator.client.post(path, { title: ' ' });
    expect(unnamed).toMatchObject({ status: 400, body: { problems: [{ field: 'title' }] } });
    expect((await scene.coordinator.client.get(`/versions/${'0'.repeat(24)}`)).status).toBe(404);
  });
});

describe('an automatic version', () => {
  test('is taken only when something changed', async () => {
    await takeAutomaticVersion(scene.assessment, 'Before something');
    const before = (await list()).versions;
    await takeAutomaticVersion(scene.assessment, 'Before something');
    expect((await list()).versions).toEqual(before);
    await scene.type('Now ');
    await takeAutomaticVersion(scene.assessment, 'Before something');
    const [newest] = (await list()).versions;
    expect(newest).toMatchObject({ kind: 'automatic', title: 'Before something', takenBy: null });
  });
});

describe('the list', () => {
  test('says whether the text changed since', async () => {
    await scene.take('The last');
    expect(await list()).toMatchObject({ changedSince: false, rights: { take: true, restore: true } });
    await scene.type('Still ');
    await until(async () => (await list()).changedSince, 'the change to be noted');
  });

  test('shows those who draft every version, and readers and partners none that is not signed', async () => {
    for (const who of [scene.manager, scene.contributor]) {
      const seen = await list(who);
      expect(seen.versions.length).toBeGreaterThan(3);
      expect(seen.rights).toEqual({ take: false, restore: false });
    }
    for (const who of [scene.reader, scene.partner]) expect((await list(who)).versions).toEqual([]);
  });

  test('is not there for an assessment that is not', async () => {
    expect((await scene.coordinator.client.get(`/assessments/${'0'.repeat(24)}/versions`)).status).toBe(403);
  });
});

describe('comparing', () => {
  const compare = (who: VersionScene['reader'], id: string, other = '') =>
    who.client.get<Comparison>(`/versions/${id}/comparison${other}`);

  test('with the text as it stands now, and with another version', async () => {
    const { id } = await scene.take('One');
    await scene.type('Surely ');
    const { body } = await compare(scene.contributor, id);
    expect(body).toMatchObject({ before: { id, title: 'One' }, after: { id: null, number: null } });
    expect(body.counts).toMatchObject({ same: 3, changed: 1 });
    const other = await scene.take('Two');
    const two = await compare(scene.contributor, id, `?with=${other.id}`);
    expect(two.body).toMatchObject({ after: { id: other.id, hash: body.after.hash }, counts: body.counts });
  });

  test('is not for versions of two assessments', async () => {
    const input = { title: 'Another', framework: 'ofsted-ilacs-2018' };
    const another = await scene.coordinator.client.post<{ id: string }>('/assessments', input);
    const path = `/assessments/${another.body.id}/versions`;
    const theirs = await scene.coordinator.client.post<{ id: string }>(path, { title: 'Theirs' });
    const { id } = await scene.take();
    expect((await compare(scene.coordinator, id, `?with=${theirs.body.id}`)).status).toBe(400);
    expect((await compare(scene.manager, id, `?with=${theirs.body.id}`)).status).toBe(400);
  });
});

describe('reading a version', () => {
  test('gives those who draft everything', async () => {
    const { id } = await scene.take();
    const { body } = await scene.manager.client.get<VersionDetail>(`/versions/${id}`);
    expect(JSON.stringify(body)).toContain('A secret of the council');
  });
});
