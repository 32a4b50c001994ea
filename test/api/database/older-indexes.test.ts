import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../api/config.ts';
import { startServer } from '../../../api/serve.ts';
import { withFolder } from '../../support/database.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-indexes-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts Candour on the folder and stops it again. */
async function startOnce(): Promise<void> {
  const config = readConfig({ PORT: '0', CANDOUR_DATA: folder, CANDOUR_LOG: 'silent' });
  const server = await startServer(config);
  await server.close();
}

const indexesOf = (name: string) => withFolder(folder, (db) => db.collection(name).indexes());

test('indexes of an older Candour with other options, keys or names are built again; others stay', async () => {
  await withFolder(folder, async (db) => {
    await db.collection('sessions').createIndex({ expiresAt: 1 }, { expireAfterSeconds: 5 }, {});
    await db.collection('sessions').createIndex({ agent: 1 }, {}, {});
    await db.collection('users').createIndex({ email: 1 }, { name: 'by_email' }, {});
    await db.collection('claims').createIndex({ text: 1 }, { name: 'citations.evidence_1' }, {});
  });
  await startOnce();
  const sessions = await indexesOf('sessions');
  expect(sessions.find(({ name }) => name === 'expiresAt_1')).toMatchObject({ expireAfterSeconds: 3600 });
  expect(sessions.map(({ name }) => name)).toContain('agent_1');
  expect((await indexesOf('users')).map(({ name, unique }) => [name, unique])).toEqual([
    ['_id_', undefined],
    ['email_1', true],
  ]);
  expect((await indexesOf('claims')).find(({ name }) => name === 'citations.evidence_1')?.key).toEqual({
    'citations.evidence': 1,
  });
});

test('values that must be unique and are not stop the start with one clear line, and nothing is changed', async () => {
  await withFolder(folder, async (db) => {
    await db.collection('users').createIndex({ email: 1 }, {}, {});
    await db.collection('users').insertMany([{ email: 'a@example.org' }, { email: 'a@example.org' }]);
  });
  await expect(startOnce()).rejects.toThrow(
    /^Two documents in users have the same email, which must differ\. [^\n]*start again\.$/,
  );
  expect((await indexesOf('users')).map(({ name, unique }) => [name, unique])).toEqual([
    ['_id_', undefined],
    ['email_1', undefined],
  ]);
});
