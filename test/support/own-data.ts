import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';

/** Where one Candour under test keeps its data. */
export interface OwnData {
  folder: string;
  /** The environment that puts a Candour there. */
  settings: { CANDOUR_DATA: string; MONGO_URI: string };
  /** Takes it away, once nothing runs on it any more. */
  remove(): Promise<void>;
}

/** A new data folder and, where TEST_MONGO_URI names a MongoDB, a new database there in which all is kept. */
export async function newOwnData(): Promise<OwnData> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-test-'));
  const given = givenServer();
  const uri = given === undefined ? '' : onNewDatabase(given);
  return {
    folder,
    settings: { CANDOUR_DATA: folder, MONGO_URI: uri },
    remove: async () => {
      if (uri !== '') await dropDatabaseOf(uri);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The MongoDB the tests are to use instead of embedded databases, if any: the one place where this is asked. */
export function givenServer(): string | undefined {
  const given = process.env['TEST_MONGO_URI'];
  return given === '' ? undefined : given;
}

/** The same server and sign-in with a new database, `test-…`, which is there once it is written to. */
export function onNewDatabase(uri: string): string {
  const [, server = '', options = ''] = /^([^/]+\/\/[^/?]+)[^?]*\??(.*)$/.exec(uri) ?? [];
  // Without it the database in the URI would also be where the user is looked for.
  const source = new MongoClient(uri).options.credentials?.source;
  const settings = new URLSearchParams(options);
  if (source !== undefined) settings.set('authSource', source);
  return `${server}/test-${randomUUID().slice(0, 13)}?${settings.toString()}`;
}

async function dropDatabaseOf(uri: string): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
