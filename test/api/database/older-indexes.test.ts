import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readConfig } from '../../../api/config.ts';
import { startServer } from '../../../api/serve.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

/** Starts Candour on the database and stops it again. */
async function startOnce(): Promise<void> {
  const config = readConfig({ PORT: '0', MONGO_URI: database.uri, CANDOUR_LOG: 'silent' });
  const server = await startServer(config);
  await server.close();
}

const indexesOf = (name: string) => database.db.collection(name).indexes();

test('indexes of an older Candour with other options, keys or names are built again; others stay', async () => {
  const { db } = database;
  await db.collection('sessions').createIndex({ expiresAt: 1 }, { expireAfterSeconds: 5 }, {});
  await db.collection('sessions').createIndex({ agent: 1 }, {}, {});
  await db.collection('users').createIndex({ email: 1 }, { name: 'by_email', unique: true }, {});
  await db.collection('claims').createIndex({ text: 1 }, { name: 'citations.evidence_1' }, {});
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
  const users = database.db.collection('users');
  await users.createIndex({ email: 1 }, {}, {});
  await users.insertMany([{ email: 'a@example.org' }, { email: 'a@example.org' }]);
  await expect(startOnce()).rejects.toThrow(
    /^Two documents in users have the same email, which must differ\. [^\n]*start again\.$/,
  );
  expect((await indexesOf('users')).map(({ name, unique }) => [name, unique])).toEqual([
    ['_id_', undefined],
    ['email_1', undefined],
  ]);
});
