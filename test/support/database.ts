import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import { openEmbedded } from '../../api/database/embedded/open.ts';
import { givenServer, onNewDatabase } from './own-data.ts';

/** A new database for one test file, and a client for it. */
export interface TestDatabase {
  client: MongoClient;
  db: Db;
  /** With which others reach this database. */
  uri: string;
  /** Drops it. */
  close(): Promise<void>;
}

/** Makes it on the MongoDB that TEST_MONGO_URI names, or on an embedded database in a new folder. */
export async function openTestDatabase(options: MongoClientOptions = {}): Promise<TestDatabase> {
  const given = givenServer();
  return given === undefined ? openEmbeddedTest(options) : connect(given, options);
}

/** Makes it on an embedded database in a new folder, whatever TEST_MONGO_URI says. */
export async function openEmbeddedTest(options: MongoClientOptions = {}): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-'));
  const embedded = await openEmbedded({ folder });
  const database = await connect(embedded.uri, options);
  return {
    ...database,
    close: async () => {
      await database.client.close();
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens the embedded database of a folder for a piece of work. */
export async function withFolder<T>(folder: string, work: (db: Db, uri: string) => Promise<T>): Promise<T> {
  const embedded = await openEmbedded({ folder });
  const client = await new MongoClient(embedded.uri).connect();
  try {
    return await work(client.db(), embedded.uri);
  } finally {
    await client.close();
    await embedded.close();
  }
}

async function connect(server: string, options: MongoClientOptions): Promise<TestDatabase> {
  const uri = onNewDatabase(server);
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 10_000, ...options }).connect();
  const db = client.db();
  const close = async (): Promise<void> => {
    await db.dropDatabase();
    await client.close();
  };
  return { client, db, uri, close };
}

/** What a failing operation says: its code and, if the server gave them, further fields. */
export async function failureOf(action: () => Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Error) return { ...(error as object), message: error.message };
  }
  return { code: 'no error' };
}
