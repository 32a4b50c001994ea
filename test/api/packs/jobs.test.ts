import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { readConfig } from '../../../api/config.ts';
import { connectDatabase, type Database } from '../../../api/database/connect.ts';
import { Unavailable } from '../../../api/http/errors.ts';
import { log } from '../../../api/http/log.ts';
import { ExportQueue, type Maker } from '../../../api/packs/jobs/queue.ts';
import { enqueue, findExport, type Made } from '../../../api/packs/jobs/records.ts';
import { exportFileWriter } from '../../../api/packs/jobs/file-store.ts';
import { copyCounted } from '../../../api/packs/making/store.ts';
import { newOwnData, type OwnData } from '../../support/own-data.ts';
import { until } from '../../support/until.ts';

const assessment = 'a'.repeat(24);
let data: OwnData;
let database: Database;
const queues: ExportQueue[] = [];

beforeAll(async () => {
  data = await newOwnData();
  log.level = 'silent';
  database = await connectDatabase(readConfig(data.settings), { join: false });
});
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
  for (const name of ['exports', 'export-files.files', 'export-files.chunks']) {
    await mongoose.connection.collection(name).deleteMany({});
  }
});
afterAll(async () => {
  await database.close();
  await data.remove();
});

function begin(make: Maker): ExportQueue {
  const queue = new ExportQueue(make);
  queues.push(queue);
  return queue;
}

function ask(filename: string): Promise<string> {
  const what = { form: 'pdf', edition: 'inspection', version: null, against: null } as const;
  return enqueue({ assessment, ...what, filename, requestedBy: { id: 'p', name: 'Pat' } });
}

const made = (filename: string): Made => ({
  bytes: 1,
  sha256: '0'.repeat(64),
  manifestSha256: null,
  inspectionReady: true,
  problems: [],
  filename,
});

/** A maker that waits for each job until it is told to go on, and says which it has begun. */
function held() {
  const begun: string[] = [];
  const go = new Map<string, () => void>();
  const make: Maker = async ({ filename, file }, { signal, report }) => {
    await copyCounted([Buffer.from(filename)], exportFileWriter(file), { signal });
    report(0.5, 'Half way');
    await new Promise<void>((resolve, reject) => {
      go.set(filename, resolve);
      begun.push(filename);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    return made(filename);
  };
  const release = (filename: string): void => go.get(filename)?.();
  return { begun, make, release };
}

const stateOf = async (id: string): Promise<string> => (await findExport(id)).state;
const storedFiles = () => mongoose.connection.collection('export-files.files').countDocuments({});

describe('the queue', () => {
  test('makes two at a time, in the order they were asked for', async () => {
    const ids = [await ask('one'), await ask('two'), await ask('three')];
    const { begun, make, release } = held();
    begin(make);
    await until(() => begun.length === 2, 'two to begin');
    expect([...begun].sort()).toEqual(['one', 'two']);
    await until(async () => (await findExport(ids[0] ?? '')).step === 'Half way', 'progress');
    expect(await stateOf(ids[2] ?? '')).toBe('queued');
    release('two');
    await until(() => begun.length === 3, 'the third to begin');
    expect(await stateOf(ids[1] ?? '')).toBe('done');
    expect(await stateOf(ids[0] ?? '')).toBe('running');
    release('one');
    release('three');
    await until(async () => (await stateOf(ids[2] ?? '')) === 'done', 'the third');
  });

  test('keeps why one failed, in plain words, and goes on', async () => {
    const ids = [await ask('missing browser'), await ask('bug'), await ask('good')];
    begin(({ filename }) => {
      if (filename === 'missing browser') return Promise.reject(new Unavailable('No browser was found.'));
      if (filename === 'bug') return Promise.reject(new TypeError('x is not a function'));
      return Promise.resolve(made(filename));
    });
    await until(async () => (await stateOf(ids[2] ?? '')) === 'done', 'the good one');
    expect(await findExport(ids[0] ?? '')).toMatchObject({ state: 'failed', error: 'No browser was found.' });
    const bug = await findExport(ids[1] ?? '');
    expect(bug.state).toBe('failed');
    expect(bug.error).toMatch(/something went wrong in Candour\. Try again/);
  });

  test('makes each once, however many processes share it', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, (_, index) => ask(`export ${index}`)));
    const begun: string[] = [];
    const make: Maker = ({ filename }) => {
      begun.push(filename);
      return Promise.resolve(made(filename));
    };
    for (let process = 0; process < 3; process += 1) begin(make);
    for (const id of asked) await until(async () => (await stateOf(id)) === 'done', `export ${id}`);
    expect(begun.sort()).toEqual(Array.from({ length: 12 }, (_, index) => `export ${index}`).sort());
  });
});

describe('cancelling', () => {
  test('stops what is made and what waits, and leaves no file', async () => {
    const ids = [await ask('one'), await ask('two'), await ask('three')];
    const { begun, make } = held();
    const queue = begin(make);
    await until(() => begun.length === 2, 'two to begin');
    for (const id of ids) await queue.cancel(id);
    for (const id of ids) expect(await stateOf(id)).toBe('cancelled');
    await until(async () => (await storedFiles()) === 0, 'the files to go');
    expect(begun).toHaveLength(2);
    await expect(queue.cancel(ids[0] ?? '')).rejects.toThrow('finished before it could be cancelled');
  });

  test('reaches another process at its next note', async () => {
    const id = await ask('one');
    const { begun, make } = held();
    const there = begin(make);
    await until(() => begun.length === 1, 'it to begin');
    const here = begin(() => Promise.reject(new Error('Nothing is left to make here')));
    await here.cancel(id);
    await until(async () => (await storedFiles()) === 0, 'the file to go');
    expect(await stateOf(id)).toBe('cancelled');
    await there.close();
  });
});

describe('a stop', () => {
  test('puts back what was being made, and the next start makes it', async () => {
    const id = await ask('one');
    const first = held();
    const queue = begin(first.make);
    await until(() => first.begun.length === 1, 'it to begin');
    await queue.close();
    expect(await findExport(id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await storedFiles()).toBe(0);
    begin(({ filename }) => Promise.resolve(made(filename)));
    await until(async () => (await stateOf(id)) === 'done', 'it');
  });

  test('without a word is found, and it is begun anew at most twice', async () => {
    const records = mongoose.connection.collection('exports');
    const died = { state: 'running', worker: 'gone', aliveAt: new Date(Date.now() - 60_000) };
    const [again, tooOften] = [await ask('again'), await ask('too often')];
    await records.updateOne({ _id: objectId(again) }, { $set: { ...died, attempts: 2 } });
    await records.updateOne({ _id: objectId(tooOften) }, { $set: { ...died, attempts: 3 } });
    begin(({ filename }) => Promise.resolve(made(filename)));
    await until(async () => (await stateOf(again)) === 'done', 'it to be made');
    const given = await findExport(tooOften);
    expect(given.state).toBe('failed');
    expect(given.error).toMatch(/stopped three times.*Make it again/);
  });
});

test('the last ten of an assessment are kept, with their files, and those that wait', async () => {
  const { begun, make } = held();
  const queue = begin(async (job, options) => {
    if (job.filename === 'waits') return make(job, options);
    await copyCounted([Buffer.from('x')], exportFileWriter(job.file), options);
    return made(job.filename);
  });
  const waiting = await ask('waits');
  queue.wake();
  await until(() => begun.length === 1, 'the first to begin');
  const ids: string[] = [];
  for (let count = 0; count < 12; count += 1) ids.push(await ask(`export ${count}`));
  queue.wake();
  const all = mongoose.connection.collection('exports');
  await until(async () => (await all.countDocuments({ state: 'done' })) === 10, 'the old ones to go');
  await until(async () => (await stateOf(ids[11] ?? '')) === 'done', 'the last');
  expect(await stateOf(waiting)).toBe('running');
  await until(async () => (await storedFiles()) === 11, 'their files to go');
});

function objectId(id: string): mongoose.mongo.ObjectId {
  return mongoose.mongo.ObjectId.createFromHexString(id);
}
