import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import { openEmbedded } from '../../../../api/database/embedded/open.ts';
import { verifyWithFiles } from '../../../../api/database/verify-files.ts';
import { until } from '../../../support/until.ts';

// How often the writing process is killed: `KILL_ROUNDS=300 npm test -- test/api/database/durability`.
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 3);
// After so many rounds a new folder is begun, so that checking does not take ever longer.
const ROUNDS_PER_FOLDER = 20;
const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

let folder: string;
let acknowledged: Record<string, Set<string>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durability-'));
  acknowledged = {};
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Lets a process write, and kills it at a moment soon after it has had `lines` acknowledgements. */
async function writeAndKill(run: string, lines: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', TSX, WRITER, folder, run], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await until(() => hasEnded(child) || output.split('\n').length > lines, 'acknowledgements', 60);
  await pause(Math.random() * 20);
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

function missing(what: string, stored: Set<string>): string[] {
  return [...(acknowledged[what] ?? [])].filter((name) => !stored.has(name));
}

/** The file as the kill left it: pages, documents, index entries and GridFS files agree. Says what the files hash to. */
async function checkFile(): Promise<Set<string>> {
  const { problems, files } = await verifyWithFiles(join(folder, 'database.lmdb'));
  expect(problems).toEqual([]);
  return new Set(files.map(({ sha256 }) => sha256));
}

/** Every acknowledged write is there, and no transaction in half. */
async function checkData(db: Db, hashes: Set<string>): Promise<void> {
  const valuesOf = async (collection: string, field: string, filter = {}): Promise<Set<string>> => {
    const found = await db.collection(collection).find(filter).toArray();
    return new Set(found.map((doc) => String(doc[field])));
  };
  const keys = await valuesOf('docs', 'key');
  expect(missing('inserted', keys)).toEqual([]);
  expect([...(acknowledged['removed'] ?? [])].filter((key) => keys.has(key))).toEqual([]);
  expect(missing('updated', await valuesOf('docs', 'key', { updated: true }))).toEqual([]);

  const counted = Math.max(0, ...[...(acknowledged['counted'] ?? [])].map(Number));
  const [counter = '0'] = await valuesOf('counter', 'value');
  expect(Number(counter)).toBeGreaterThanOrEqual(counted);

  const left = await valuesOf('left', 'pair');
  expect(await valuesOf('right', 'pair')).toEqual(left);
  expect(missing('paired', left)).toEqual([]);

  expect(missing('uploaded', await valuesOf('fs.files', 'filename'))).toEqual([]);
  const files = await db.collection('fs.files').find().toArray();
  const recorded = files.map((file) => (file['metadata'] as { sha256: string }).sha256);
  expect(recorded.filter((sha256) => !hashes.has(sha256))).toEqual([]);
}

async function check(): Promise<void> {
  const hashes = await checkFile();
  const embedded = await openEmbedded({ folder });
  const client = await new MongoClient(embedded.uri).connect();
  try {
    await checkData(client.db('durability'), hashes);
  } finally {
    await client.close();
    await embedded.close();
  }
}

const batches = Array.from({ length: Math.ceil(ROUNDS / ROUNDS_PER_FOLDER) }, (_, at) => at);
test.each(batches)(
  'kills lose nothing that was acknowledged (folder %d)',
  async (batch) => {
    const rounds = Math.min(ROUNDS_PER_FOLDER, ROUNDS - batch * ROUNDS_PER_FOLDER);
    for (let round = 0; round < rounds; round++) {
      await writeAndKill(String(round), 1 + Math.floor(Math.random() * 400));
      await check();
    }
    expect(acknowledged['opened']?.size).toBe(rounds);
  },
  ROUNDS_PER_FOLDER * 60_000,
);
