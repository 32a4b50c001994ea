import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ExpectedError } from '../../../../api/http/errors.ts';
import { importPack } from '../../../../api/packs/importing/import-pack.ts';
import type { Actor } from '../../../../api/policy.ts';
import { unzipped } from '../../../exports/sample-pack.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { newCouncil } from '../../../support/people.ts';
import { made, startPackScene } from '../pack-scene.ts';
import { changed, type Files, listed, onDisk, withData, zipped } from './packs-made.ts';

let app: TestApp;
let actor: Actor;
let files: Files;

beforeAll(async () => {
  const scene = await startPackScene();
  const order = { assessment: scene.assessment.id, version: null, against: null } as const;
  files = unzipped((await made({ ...order, edition: 'internal', form: 'pack' })).content);
  await scene.app.close();
  app = await startTestApp();
  actor = await (await newCouncil(app)).actor();
});

afterAll(() => app.close());

async function refusalOf(bytes: Uint8Array, who = actor): Promise<string> {
  const path = await onDisk(bytes);
  try {
    await importPack(who, path);
    return 'imported';
  } catch (error) {
    return error instanceof ExpectedError ? error.message : `not expected: ${String(error)}`;
  } finally {
    await rm(dirname(path), { recursive: true });
  }
}

/** How many records there are of everything an import writes. */
async function everythingStored(): Promise<number[]> {
  const names = ['assessments', 'sections', 'sectionTexts', 'claims', 'claimCounters', 'memberships'];
  const library = ['evidence', 'evidence-files.files', 'evidence-files.chunks', 'evidence-uploads'];
  const all = [...names, ...library];
  return Promise.all(all.map((name) => mongoose.connection.collection(name).countDocuments({})));
}

const without = (path: string): Files => new Map([...files].filter(([name]) => name !== path));
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const refused: [string, () => Uint8Array, RegExp][] = [
  ['a text', () => Buffer.from('Not a ZIP at all, only words'), /not an evidence pack of Candour/],
  ['an empty file', () => Buffer.alloc(0), /not an evidence pack/],
  ['half a pack', () => zipped(files).subarray(0, 3000), /not an evidence pack/],
  ['a pack without its list', () => zipped(without('manifest.json')), /not an evidence pack/],
  ['a pack without its data', () => zipped(listed(without('assessment.json'))), /not an evidence pack/],
  ['a file that is not on the list', () => zipped(changed(files, 'more.txt', 'x')), /damaged or was changed/],
  ['a file that went', () => zipped(without('register.csv')), /register\.csv is not as it was/],
  [
    'a changed byte in a file',
    () => zipped(changed(files, 'README.txt', Buffer.from(files.get('README.txt') ?? '').fill('x', 0, 1))),
    /^README\.txt is not as it was when the pack was made/,
  ],
  [
    'a changed byte of the ZIP itself',
    () => {
      const bytes = zipped(files);
      const at = bytes.indexOf('Families get help early'.slice(0, 5));
      bytes.fill(0xff, at > 0 ? at : 500, (at > 0 ? at : 500) + 1);
      return bytes;
    },
    /not as it was|damaged/,
  ],
  ['a changed list', () => zipped(changed(files, 'manifest.sha256', `${'0'.repeat(64)}  x`)), /damaged/],
  ['a name that leads upwards', () => zipped(changed(files, '../evil.txt', 'x')), /damaged/],
  ['a name that leads out', () => zipped(changed(files, 'evidence/../../evil', 'x')), /damaged/],
  ['an absolute name', () => zipped(changed(files, '/etc/evil', 'x')), /damaged/],
  [
    'a name with folders',
    () => zipped(changed(files, 'a/b/c.txt', 'x')),
    /does not put into an evidence pack/,
  ],
  [
    'a bomb',
    () => zipped(changed(files, 'bomb.txt', new Uint8Array(40 * 1024 * 1024))),
    /would unpack to more/,
  ],
  ['data that is not JSON', () => zipped(withData(files, () => '{"format":')), /not an evidence pack/],
  [
    'a newer form',
    () => zipped(withData(files, (data) => data.replace('"formatVersion":1', '"formatVersion":2'))),
    /newer Candour/,
  ],
  [
    'a framework that is none',
    () => zipped(withData(files, (data) => data.replace('"letter":"E"', '"letter":"?"'))),
    /not as Candour writes it \(at assessment\.framework/,
  ],
  [
    'a text with something the schema does not know',
    () => zipped(withData(files, (data) => data.replace('"type":"theme"', '"type":"script"'))),
    /not as Candour writes it \(at assessment\.sections/,
  ],
  [
    'a link that runs a program',
    () =>
      zipped(
        withData(files, (data) =>
          data.replace(
            '"text":"We know ourselves."',
            '"marks":[{"attrs":{"href":"javascript:alert(1)"},"type":"link"}],"text":"We know"',
          ),
        ),
      ),
    /not as Candour writes it \(at assessment\.sections/,
  ],
  [
    'a claim number of another side',
    () => zipped(withData(files, (data) => data.replace(/"number":"([A-Z0-9]+)\.E1"/, '"number":"$1.Z1"'))),
    /does not fit the framework/,
  ],
  [
    'a number for a claim that is not in the text',
    () =>
      zipped(
        withData(files, (data) =>
          data.replace(/("formerNumbers":\[\],"id":)"claim0000001"/, '$1"claim9999999"'),
        ),
      ),
    /does not fit the framework/,
  ],
  [
    'two records with one number',
    () => zipped(withData(files, (data) => data.replace('"number":"E002"', '"number":"E001"'))),
    /damaged|not in this pack/,
  ],
  [
    'a record whose file is not there',
    () => zipped(withData(files, (data) => data.replace('"title":"An older plan"', '"title":"Other"'))),
    /^The file of E006 is not in this pack/,
  ],
  [
    'an evidence file that is another kind than its name says',
    () => {
      const path = [...files.keys()].find((name) => name.startsWith('evidence/E006')) ?? '';
      const was = files.get(path) ?? new Uint8Array();
      const program = Buffer.from('MZ'.padEnd(was.length, '\0'));
      return zipped(withData(changed(files, path, program), (data) => data.replace(sha(was), sha(program))));
    },
    /PDF/,
  ],
];

describe('a pack that is not sound', () => {
  test.each(refused)('%s is refused in words, and nothing is stored', async (_name, bytes, sentence) => {
    expect(await refusalOf(bytes())).toMatch(sentence);
    expect((await everythingStored()).filter((count) => count > 0)).toEqual([]);
  });
});

test('when the last step fails, nothing of the import is left', async () => {
  expect(await refusalOf(zipped(files), { ...actor, id: 'f'.repeat(24) })).toMatch(/There is no such person/);
  expect((await everythingStored()).filter((count) => count > 0)).toEqual([]);
});

describe('what is here already', () => {
  const stored = () => mongoose.connection.collection('evidence').find().sort({ _id: 1 }).toArray();
  /** As when the process ended before the assessment itself was written, last of all. */
  const breakOff = () => mongoose.connection.collection('assessments').deleteMany({});

  beforeAll(async () => {
    expect(await refusalOf(zipped(files))).toBe('imported');
  });

  test('is not written over', async () => {
    expect(await refusalOf(zipped(files))).toMatch(/is here already/);
  });

  test('does not stand in the way when an import broke off, and its records are used as they are', async () => {
    const before = await stored();
    await breakOff();
    const path = await onDisk(zipped(files));
    expect(await importPack(actor, path)).toMatchObject({ evidence: { added: 0, reused: 6 } });
    expect(await stored()).toEqual(before);
    await rm(dirname(path), { recursive: true });
  });

  test('but a record with another file is another record', async () => {
    await breakOff();
    const evidence = mongoose.connection.collection('evidence');
    const record = await evidence.findOne<{ revisions: object[] }>({ sequence: 6 });
    const revisions = record?.revisions.map((revision) => ({ ...revision, sha256: '0'.repeat(64) }));
    await evidence.updateOne({ sequence: 6 }, { $set: { revisions } });
    expect(await refusalOf(zipped(files))).toMatch(/^E006 is another record in the library here/);
  });
});
