import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { addRevision, storedFiles } from '../../../../api/evidence/service.ts';
import type { EvidenceView } from '../../../../api/evidence/contract.ts';
import type { PackImported } from '../../../../api/packs/contract.ts';
import { fingerprint } from '../../../../api/versions/freezing/fingerprint.ts';
import type { FrozenAssessment } from '../../../../api/versions/freezing/contract.ts';
import { freezeNow } from '../../../../api/versions/service.ts';
import { changeSection } from '../../../../api/collaboration/service.ts';
import type { Answer } from '../../../support/http.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { newCouncil, newMember, type TestPerson } from '../../../support/people.ts';
import { unzipped } from '../../../exports/sample-pack.ts';
import { addRecord, fileOf, made, startPackScene } from '../pack-scene.ts';
import { formWith } from './packs-made.ts';
import { appendClaim, emphasise } from './write.ts';

let internal: Uint8Array;
let inspection: Uint8Array;
let ofVersion: Uint8Array;
let before: FrozenAssessment;
let app: TestApp;
let bea: TestPerson;

const send = (pack: Uint8Array, person: TestPerson = bea): Promise<Answer<PackImported>> =>
  person.client.request<PackImported>('POST', '/packs', { body: formWith(pack) });

beforeAll(async () => {
  const scene = await startPackScene();
  const { ada, assessment, section, records } = scene;
  await addRevision(await ada.actor(), records.open.id, await fileOf('Peer review.pdf', 'a later one'));
  const sides = assessment.sections.find(({ id }) => id === section)?.regions.filter(({ letter }) => letter);
  const moved = await ada.client.post(`/sections/${section}/claims/claim0000001/move`, {
    side: sides?.[1]?.id,
    theme: null,
  });
  expect(moved.status).toBe(200);
  const grades = assessment.sections.find(({ id }) => id === section)?.grades;
  await ada.client.put(`/sections/${section}/grade`, { grade: grades?.[1]?.id });
  await ada.client.put(`/assessments/${assessment.id}/glossary`, {
    revision: 0,
    entries: [{ term: 'EHCP', meaning: 'Education, health and care plan' }],
  });
  await ada.client.post(`/assessments/${assessment.id}/chapters`, { title: 'Context', place: 'front' });
  await changeSection(section, null, (ydoc) => {
    emphasise(ydoc, sides?.[0]?.id ?? '', ['italic', 'bold']);
  });
  const order = { assessment: assessment.id, version: null, form: 'pack' } as const;
  internal = (await made({ ...order, edition: 'internal' })).content;
  inspection = (await made({ ...order, edition: 'inspection' })).content;
  const { id: version } = scene.version;
  ofVersion = (await made({ ...order, version, edition: 'internal' })).content;
  before = (await freezeNow(assessment.id)).frozen;
  await scene.app.close();
});

beforeAll(async () => {
  app = await startTestApp();
  bea = await newCouncil(app);
});

afterAll(() => app.close());

describe('the internal edition in a fresh Candour', () => {
  let imported: Answer<PackImported>;
  beforeAll(async () => {
    imported = await send(internal);
  });

  test('is the same assessment, to the fingerprint', async () => {
    expect(imported).toMatchObject({
      status: 200,
      body: { assessment: before.id, title: before.title, evidence: { added: 6, reused: 0 } },
    });
    const { frozen, hash, postIts } = await freezeNow(before.id);
    expect(frozen).toEqual(before);
    expect(hash).toBe(fingerprint(before));
    expect(frozen.sections.map(fingerprint)).toEqual(before.sections.map(fingerprint));
    expect(postIts).toEqual([]);
  });

  test('holds the same files, byte for byte', async () => {
    const stored = await storedFiles(before.evidence.map(({ id }) => id));
    const files = before.evidence.flatMap(({ id, revisions }) =>
      revisions.map(({ revision, sha256 }) => [`${id}/${revision}`, sha256] as const),
    );
    expect(files).toHaveLength(6);
    for (const [key, sha256] of files) {
      const read = stored.get(key);
      const bytes = read ? await buffer(read()) : Buffer.alloc(0);
      expect([key, createHash('sha256').update(bytes).digest('hex')]).toEqual([key, sha256]);
    }
  });

  test('makes the person who imported it coordinator, and says so once in the trail', async () => {
    expect((await bea.client.get(`/assessments/${before.id}`)).body).toMatchObject({
      role: 'coordinator',
      title: before.title,
    });
    const entries = await mongoose.connection.collection('audit').find({ event: 'pack.imported' }).toArray();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ assessment: before.id, actor: { name: bea.name } });
  });

  test('gives no number again, of claims or of evidence', async () => {
    const section = before.sections.find(({ claims }) => claims.length > 0);
    const taken = section?.claims.flatMap(({ number, formerNumbers }) => [number, ...formerNumbers]) ?? [];
    expect(taken).toHaveLength(5);
    for (const { id, letter } of section?.regions ?? []) {
      if (letter === null) continue;
      await changeSection(section?.id ?? '', null, (ydoc) => {
        appendClaim(ydoc, id, 'A new claim');
      });
    }
    const { frozen } = await freezeNow(before.id);
    const now =
      frozen.sections.find(({ id }) => id === section?.id)?.claims.map(({ number }) => number) ?? [];
    const added = now.filter((number) => !taken.includes(number));
    expect(added).toHaveLength(2);
    expect(added.map((number) => number.replace(/.*\.[A-Z]/, ''))).toEqual(['4', '3']);
    expect((await addRecord(bea, { title: 'New' })).number).toBe('E007');
  });

  test('is refused a second time, and stays as it is', async () => {
    const again = await send(internal);
    expect(again.status).toBe(409);
    expect(again.body).toHaveProperty(
      'message',
      expect.stringContaining('is here already, as “Self-assessment of Testshire”'),
    );
    expect((await bea.client.get(`/assessments/${before.id}`)).status).toBe(200);
  });

  test('is not for people who may not create assessments', async () => {
    const reader = await newMember(app, 'Rita Reader', { assessment: before.id, role: 'reader' });
    expect((await send(internal, reader)).status).toBe(403);
  });
});

describe('where something is in the way', () => {
  beforeAll(async () => {
    await app.close();
    app = await startTestApp();
    bea = await newCouncil(app);
  });

  test('another record under one of the numbers is named, and nothing is imported', async () => {
    const { number } = await addRecord(bea, { title: 'Ours' });
    const refused = await send(internal);
    expect(refused.status).toBe(409);
    expect(refused.body).toHaveProperty('message', expect.stringContaining(`${number} is another record`));
    expect((await bea.client.get<[]>('/assessments')).body).toEqual([]);
    expect((await bea.client.get<EvidenceView[]>('/evidence')).body).toHaveLength(1);
  });
});

describe('the inspection edition', () => {
  beforeAll(async () => {
    await app.close();
    app = await startTestApp();
    bea = await newCouncil(app);
  });

  test('brings what it shows; what it hid stays cited and unknown', async () => {
    const { status, body } = await send(inspection);
    expect([status, body]).toEqual([
      200,
      { assessment: before.id, title: before.title, evidence: { added: 3, reused: 0 } },
    ]);
    const { frozen } = await freezeNow(before.id);
    expect(frozen.evidence.map(({ number }) => number)).toEqual(['E001', 'E002', 'E006']);
    expect(frozen.sections.map(({ claims }) => claims)).toEqual(before.sections.map(({ claims }) => claims));
    expect(JSON.stringify(frozen.sections).match(/"evidence":"0{24}"/g)).toHaveLength(3);
    expect(frozen.evidence.at(-1)?.withdrawn).toMatchObject({ by: bea.name });
    const again = await made({ assessment: before.id, version: null, edition: 'inspection', form: 'pack' });
    expect([...unzipped(again.content).keys()].sort()).toEqual([...unzipped(inspection).keys()].sort());
  });
});

describe('the internal edition of a version', () => {
  beforeAll(async () => {
    await app.close();
    app = await startTestApp();
    bea = await newCouncil(app);
  });

  test('brings what the version holds, and shows no record to more people than its council does now', async () => {
    const stricter = before.evidence.find(({ number }) => number === 'E005');
    const { version } = JSON.parse(new TextDecoder().decode(unzipped(ofVersion).get('manifest.json'))) as {
      version: { hash: string };
    };
    expect((await send(ofVersion)).status).toBe(200);
    const { frozen } = await freezeNow(before.id);
    const [now, asItWas] = ['council', 'inspectors'] as const;
    expect(frozen.evidence.find(({ number }) => number === 'E005')).toMatchObject({
      id: stricter?.id,
      visibility: now,
    });
    const evidence = frozen.evidence.map((one) =>
      one.number === 'E005' ? { ...one, visibility: asItWas } : one,
    );
    expect(fingerprint({ ...frozen, evidence })).toBe(version.hash);
  });
});
