import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Collection, type Db, GridFSBucket, MongoClient } from 'mongodb';
import { openEmbedded } from '../../../../api/database/embedded/open.ts';
import { until } from '../../../support/until.ts';

// How often the writing process is killed: `KILL_ROUNDS=300 npm test -- test/api/database/durability`.
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 3);
const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

let folder: string;
const acknowledged: Record<string, Set<string>> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durability-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lets a process write, and kills it once it has had `lines` acknowledgements. */
async function writeAndKill(run: string, lines: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', TSX, WRITER, folder, run], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await until(() => hasEnded(child) || output.split('\n').length > lines, 'acknowledgements', 60);
  const exited = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  expect(errors).toBe('');
  // A last line without its end may have been cut by the kill.
  for (const line of output.split('\n').slice(0, -1)) {
    const [what = '', name = ''] = line.split(' ');
    (acknowledged[what] ??= new Set()).add(name);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function valuesOf(collection: Collection, field: string): Promise<Set<string>> {
  const found = await collection.find({}, { hint: { $natural: 1 } }).toArray();
  return new Set(found.map((doc) => String(doc[field])));
}

function missing(what: string, stored: Set<string>): string[] {
  return [...(acknowledged[what] ?? [])].filter((name) => !stored.has(name));
}

/** Every acknowledged write is there, no transaction in half, and each index agrees with the documents. */
async function check(db: Db): Promise<void> {
  const docs = db.collection('docs');
  expect(missing('inserted', await valuesOf(docs, 'key'))).toEqual([]);
  const updated = await docs.find({ updated: true }).toArray();
  expect(missing('updated', new Set(updated.map((doc) => String(doc['key']))))).toEqual([]);

  const [left, right] = [
    await valuesOf(db.collection('left'), 'pair'),
    await valuesOf(db.collection('right'), 'pair'),
  ];
  expect(left).toEqual(right);
  expect(missing('paired', left)).toEqual([]);

  const total = await docs.countDocuments({}, { hint: '_id_' });
  expect(await docs.countDocuments({ key: { $gte: '' } }, { hint: 'key_1' })).toBe(total);
  expect(await docs.countDocuments({ run: { $gte: '' } }, { hint: 'run_1_n_1' })).toBe(total);
  for (const key of [...(acknowledged['inserted'] ?? [])].slice(-20))
    expect(await docs.countDocuments({ key })).toBe(1);
  await checkFiles(db);
}

async function checkAll(): Promise<void> {
  const embedded = await openEmbedded({ folder });
  const client = await new MongoClient(embedded.uri).connect();
  try {
    await check(client.db('durability'));
  } finally {
    await client.close();
    await embedded.close();
  }
}

async function checkFiles(db: Db): Promise<void> {
  const bucket = new GridFSBucket(db);
  const files = await bucket.find().toArray();
  expect(missing('uploaded', new Set(files.map(({ filename }) => filename)))).toEqual([]);
  for (const file of files) {
    let size = 0;
    for await (const part of bucket.openDownloadStream(file._id)) size += (part as Buffer).length;
    expect(size).toBe(file.length);
  }
}

test(
  `${ROUNDS} kills lose nothing that was acknowledged`,
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await writeAndKill(String(round), 20 + Math.floor(Math.random() * 200));
      await checkAll();
    }
    expect(acknowledged['inserted']?.size).toBeGreaterThan(0);
    expect(acknowledged['paired']?.size).toBeGreaterThan(0);
  },
  ROUNDS * 60_000,
);
