import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { DataInUse, type Embedded, openEmbedded } from '../../../../api/database/embedded/open.ts';
import { failureOf } from '../../../support/database.ts';

// How it runs on Windows, where drivers know no Unix sockets.
let folder: string;
let embedded: Embedded;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tcp-'));
  embedded = await openEmbedded({ folder, tcp: true });
});
afterAll(async () => {
  await embedded.close();
  await rm(folder, { recursive: true, force: true });
});

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

test('it listens on this machine alone, and the driver signs in with the address it is given', async () => {
  expect(new URL(embedded.uri).hostname).toBe('127.0.0.1');
  await withClient(embedded.uri, async (client) => {
    const notes = client.db().collection('notes');
    await client.withSession((session) =>
      session.withTransaction(() => notes.insertMany([{ n: 1 }, { n: 2 }], { session })),
    );
    expect(await notes.countDocuments()).toBe(2);
  });
});

test('without the password there is only a greeting', async () => {
  const { host } = new URL(embedded.uri);
  await withClient(`mongodb://${host}/?directConnection=true`, async (client) => {
    const admin = client.db('admin');
    expect(await admin.command({ hello: 1 })).toMatchObject({ ok: 1, isWritablePrimary: true });
    for (const command of [{ find: 'notes' }, { ping: 1 }, { insert: 'notes' }]) {
      expect(await failureOf(() => admin.command(command))).toMatchObject({ code: 13 });
    }
    const start = { saslStart: 1, mechanism: 'PLAIN', payload: 'embedded' };
    expect(await failureOf(() => admin.command(start))).toMatchObject({ code: 18 });
  });
});

test.each([
  ['another password', (uri: URL) => (uri.password = 'another')],
  ['another user', (uri: URL) => (uri.username = 'root')],
  ['another mechanism', (uri: URL) => uri.searchParams.set('authMechanism', 'SCRAM-SHA-256')],
])('%s is refused', async (_what, change) => {
  const uri = new URL(embedded.uri);
  change(uri);
  const failure = await withClient(uri.href, (client) => failureOf(() => client.connect()));
  expect(failure).toMatchObject({ code: 18, message: 'Authentication failed.' });
});

test('the password is new at each start, and in a file for this user alone', async () => {
  const file = join(folder, 'database.uri');
  expect(await readFile(file, 'utf8')).toBe(embedded.uri);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const before = embedded.uri;
  await embedded.close();
  expect(await readdir(folder)).not.toContain('database.uri');
  embedded = await openEmbedded({ folder, tcp: true });
  expect(new URL(embedded.uri).password).not.toBe(new URL(before).password);
});

test('a second opener is refused, or joins', async () => {
  await expect(openEmbedded({ folder, tcp: true })).rejects.toThrow(DataInUse);
  const joined = await openEmbedded({ folder, tcp: true, join: true });
  expect(joined).toMatchObject({ uri: embedded.uri, joined: true });
  await joined.close();
});
