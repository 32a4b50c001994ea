import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Collection, GridFSBucket, MongoClient } from 'mongodb';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { verifyFile } from '../../../../api/database/embedded/maintenance/verify.ts';
import { failureOf } from '../../../support/database.ts';
import { until } from '../../../support/until.ts';

// The system's limit on the size of a file stands for the disk: the same write of LMDB fails half way.
const KILOBYTES = 4096;
const KEEPER = fileURLToPath(new URL('./keeper.ts', import.meta.url));

let folder: string;
let keeper: ChildProcess;
let client: MongoClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'full-disk-'));
  const command = `ulimit -S -f ${KILOBYTES} && exec "$0" --import "$1" "$2" "$3"`;
  const words = [process.execPath, import.meta.resolve('tsx'), KEEPER, folder];
  keeper = spawn('bash', ['-c', command, ...words], {
    // LMDB writes lines of its own about each failed write.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let uri = '';
  keeper.stdout?.on('data', (chunk: Buffer) => (uri += chunk.toString()));
  await until(() => uri.endsWith('\n') || keeper.exitCode !== null, 'the address', 60);
  client = await new MongoClient(uri.trim()).connect();
});
afterAll(async () => {
  await client.close();
  keeper.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function giveSpace(): void {
  execFileSync('prlimit', ['--pid', String(keeper.pid), '--fsize=unlimited']);
}

/** Writes until it is refused; answers what was acknowledged and how it ended. */
async function fill(notes: Collection): Promise<{ kept: number[]; failure: Record<string, unknown> }> {
  const kept: number[] = [];
  const writer = async (from: number): Promise<void> => {
    for (let n = from; ; n += 4) {
      await notes.insertOne({ n, text: 'x'.repeat(3000) });
      kept.push(n);
    }
  };
  const failure = await failureOf(() => Promise.all([0, 1, 2, 3].map(writer)));
  return { kept, failure };
}

test('a full disk refuses writes, loses nothing, and recovers when there is space', async () => {
  const db = client.db('test');
  const notes = db.collection('notes');
  await notes.createIndex({ n: 1 }, { unique: true }, {});
  const { kept, failure } = await fill(notes);
  expect(failure).toMatchObject({ code: 14031, message: 'The disk is full or failing: nothing was written' });
  expect(kept.length).toBeGreaterThan(100);

  const upload = pipeline(
    Readable.from([Buffer.alloc(2_000_000)]),
    new GridFSBucket(db).openUploadStream('file'),
  );
  expect(await failureOf(() => upload)).toMatchObject({ code: 14031 });
  const session = client.startSession();
  const inTransaction = session.withTransaction(async () => {
    await notes.insertOne({ n: -1, text: 'x'.repeat(1_000_000) }, { session });
    await notes.insertOne({ n: -2 }, { session });
  });
  expect(await failureOf(() => inTransaction)).toMatchObject({ code: 14031 });
  await session.endSession();
  expect(await storedIn(notes)).toEqual(expect.arrayContaining(kept));

  giveSpace();
  await notes.insertOne({ n: -3, text: 'x'.repeat(1_000_000) });
  const stored = await storedIn(notes);
  expect(stored).toEqual(expect.arrayContaining([...kept, -3]));
  expect(stored.filter((n) => n === -1 || n === -2)).toEqual([]);
  expect(await db.collection('fs.files').countDocuments()).toBe(0);

  // First: a driver says goodbye to its server, and would wait for one that is dead.
  await client.close();
  const exited = once(keeper, 'exit');
  keeper.kill('SIGKILL');
  await exited;
  expect((await verifyFile(join(folder, 'database.lmdb'))).problems).toEqual([]);
});

async function storedIn(notes: Collection): Promise<number[]> {
  const found = await notes.find({}, { projection: { n: 1 } }).toArray();
  return found.map(({ n }) => Number(n));
}
