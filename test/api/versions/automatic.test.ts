import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { versionsToThin } from '../../../api/versions/automatic/rules.ts';
import { QUIET_AFTER } from '../../../api/versions/automatic/quiet.ts';
import { THIN_AFTER } from '../../../api/versions/automatic/thinning.ts';
import type { RecommendationsView } from '../../../api/assessments/contract.ts';
import type { VersionsView } from '../../../api/versions/contract.ts';
import {
  noteExported,
  readFrozen,
  takeAutomaticVersion,
  takeQuietVersions,
  thinVersions,
} from '../../../api/versions/service.ts';
import { settleSection } from '../../../api/collaboration/service.ts';
import { startVersionScene, type VersionScene } from './version-scene.ts';

let scene: VersionScene;
beforeAll(async () => {
  scene = await startVersionScene();
});
afterAll(() => scene.app.close());

const titles = async () =>
  (
    await scene.coordinator.client.get<VersionsView>(`/assessments/${scene.assessment}/versions`)
  ).body.versions.map(({ title }) => title);
const soon = () => Date.now() + QUIET_AFTER + 1000;

describe('at a quiet moment', () => {
  test('a version is taken once, when something changed and nobody goes on', async () => {
    await takeQuietVersions(Date.now());
    expect(await titles()).toEqual([]);
    await takeQuietVersions(soon());
    await takeQuietVersions(soon());
    expect(await titles()).toEqual(['At a quiet moment']);
    await scene.type('More ');
    await settleSection(scene.section.id);
    await takeQuietVersions(Date.now());
    expect(await titles()).toHaveLength(1);
    await takeQuietVersions(soon());
    expect(await titles()).toHaveLength(2);
  });
});

describe('before something is taken away', () => {
  test('a version is taken: a chapter, rows of the recommendations', async () => {
    const { client } = scene.coordinator;
    await scene.type('One ');
    await client.delete(`/sections/${scene.foreword.id}`);
    expect((await titles())[0]).toBe('Before the chapter Foreword was taken out');
    const path = `/assessments/${scene.assessment}/recommendations`;
    const { revision } = (await client.get<RecommendationsView>(path)).body;
    await client.put(path, { revision, recommendations: [] });
    expect((await titles())[0]).toBe('Before recommendations were taken out');
  });
});

describe('thinning', () => {
  test('keeps the last of each day', () => {
    const one = (id: string, takenAt: string, assessment = 'a') => ({
      id,
      assessment,
      takenAt: new Date(takenAt),
    });
    const versions = [
      one('1', '2026-01-01T08:00:00Z'),
      one('2', '2026-01-01T18:00:00Z'),
      one('3', '2026-01-02T08:00:00Z'),
      one('4', '2026-01-01T09:00:00Z', 'b'),
    ];
    expect(versionsToThin(versions)).toEqual(['1']);
  });

  test('spares named, exported and signed versions, and removes what nothing names any more', async () => {
    const versions = mongoose.connection.collection('versions');
    await versions.deleteMany({});
    for (const title of ['First', 'Exported', 'Third', 'Last']) {
      await scene.type(`${title} `);
      await takeAutomaticVersion(scene.assessment, title);
    }
    await scene.take('Named');
    const stored = await versions.find().sort({ number: 1 }).toArray();
    await noteExported(String(stored[1]?._id));
    const parts = mongoose.connection.collection('frozenParts');
    const before = await parts.countDocuments();
    const sameDay = new Date(Date.UTC(2026, 0, 1, 12));
    await versions.updateMany({}, { $set: { takenAt: sameDay } });
    await thinVersions(sameDay.getTime() + THIN_AFTER - 1000);
    expect(await titles()).toHaveLength(5);
    await thinVersions(Date.now() + THIN_AFTER);
    expect(await titles()).toEqual(['Named', 'Last', 'Exported']);
    expect(await parts.countDocuments()).toBeLessThan(before);
    for (const { _id } of await versions.find().toArray()) await readFrozen(String(_id));
  });
});
