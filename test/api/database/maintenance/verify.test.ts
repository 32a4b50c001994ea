import {
  copyFile,
  mkdir,
  mkdtemp,
  open as openFile,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { open } from 'lmdb';
import { GridFSBucket, MongoClient } from 'mongodb';
import { openEmbedded } from '../../../../api/database/embedded/open.ts';
import { verifyWithFiles } from '../../../../api/database/verify-files.ts';

const PAGE = 4096;
let folder: string;
let sound: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
  const embedded = await openEmbedded({ folder });
  const client = await new MongoClient(embedded.uri).connect();
  const db = client.db('test');
  await db.collection('people').createIndex({ name: 1 }, { unique: true }, {});
  await db.collection('people').createIndex({ tags: 1 }, {}, {});
  const people = Array.from({ length: 500 }, (_, n) => ({
    _id: n as never,
    name: `p${n}`,
    tags: ['a', `t${n}`],
  }));
  await db.collection('people').insertMany(people);
  await pipeline(Readable.from([Buffer.alloc(600_000, 7)]), new GridFSBucket(db).openUploadStream('file'));
  await client.close();
  await embedded.close();
  sound = join(folder, 'database.lmdb');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Bytes = ReturnType<typeof openLmdb>;
function openLmdb(path: string) {
  return open<Buffer, Buffer>({ path, encoding: 'binary', keyEncoding: 'binary' });
}

/** A copy of the sound file in a folder of its own, changed by a hand that LMDB would not stop. */
async function changed(name: string, change: (env: Bytes) => void): Promise<string> {
  const path = join(folder, `${name}.lmdb`);
  await copyFile(sound, path);
  const env = openLmdb(path);
  env.transactionSync(() => change(env));
  await env.close();
  return path;
}

function keysIn(env: Bytes, space: number): Buffer[] {
  return [...env.getKeys({ start: Buffer.from([space]), end: Buffer.from([space + 1]) })];
}

function keyWith(env: Bytes, space: number, text: string): Buffer {
  const found = keysIn(env, space).find(
    (key) => (env.get(key)?.includes(text) ?? false) || key.includes(text),
  );
  if (!found) throw new Error(`No key with ${text}`);
  return found;
}

test('a sound file is counted and has no problems', async () => {
  const { collections, files, problems, notes } = await verifyWithFiles(sound);
  expect({ problems, notes }).toEqual({ problems: [], notes: [] });
  const people = collections.find(({ ns }) => ns === 'test.people');
  expect(people).toEqual({
    ns: 'test.people',
    documents: 500,
    indexes: [
      { name: 'name_1', entries: 500 },
      { name: 'tags_1', entries: 1000 },
    ],
  });
  expect(files).toEqual([expect.objectContaining({ ns: 'test.fs.files' })]);
});

describe('what is wrong is said, with its place', () => {
  test.each<[string, (env: Bytes) => void, string]>([
    [
      'an entry is missing',
      (env) => env.removeSync(keyWith(env, 3, 'p123')),
      'index name_1 lacks the document 123',
    ],
    [
      'an entry leads nowhere',
      (env) => env.putSync(Buffer.concat([keyWith(env, 3, 'p123'), Buffer.from('x')]), Buffer.from('none')),
      'index name_1 has an entry for a document that is not there',
    ],
    [
      'a document is missing',
      (env) => env.removeSync(keyWith(env, 2, 'p123')),
      'a document that is not there',
    ],
    [
      'a document has other values',
      (env) => {
        const key = keyWith(env, 2, 'p123');
        const raw = Buffer.from(env.get(key) ?? '');
        raw.write('q', raw.indexOf('p123'));
        env.putSync(key, raw);
      },
      'has an entry for a value that the document 123 does not have',
    ],
    [
      'a document cannot be read',
      (env) => env.putSync(keyWith(env, 2, 'p123'), Buffer.from('no document')),
      'test.people: the document with the key',
    ],
    [
      'a collection is forgotten',
      (env) => env.removeSync(keyWith(env, 1, 'people')),
      'belong to no collection',
    ],
  ])('%s', async (name, change, words) => {
    const { problems } = await verifyWithFiles(await changed(name.replaceAll(' ', '-'), change));
    expect(problems.join('\n')).toContain(words);
  });

  test.each([
    [0, 'lacks its piece 0'],
    [2, 'has 522240 of its 600000 bytes'],
  ])('piece %d of a file is missing', async (piece, words) => {
    const path = await changed(`piece-${piece}`, (env) => {
      const chunks = keysIn(env, 2).filter((key) => env.get(key)?.includes('files_id'));
      const gone = chunks.find((key) => env.get(key)?.includes(Buffer.from([0x10, 0x6e, 0, piece, 0, 0, 0])));
      env.removeSync(gone ?? Buffer.alloc(1));
    });
    const { problems } = await verifyWithFiles(path);
    expect(problems.join('\n')).toContain(words);
  });
});

describe('a damaged file is told before anything reads it', () => {
  async function damaged(name: string, change: (path: string) => Promise<void>): Promise<string> {
    const own = join(folder, name);
    await mkdir(own);
    await copyFile(sound, join(own, 'database.lmdb'));
    await change(join(own, 'database.lmdb'));
    return own;
  }

  async function flip(path: string, ...places: number[]): Promise<void> {
    const file = await openFile(path, 'r+');
    for (const place of places) {
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, place);
      await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, place);
    }
    await file.close();
  }

  test.each<[string, (path: string) => Promise<void>]>([
    ['cut in the middle', async (path) => truncate(path, PAGE * 100)],
    ['cut after its header', async (path) => truncate(path, 2 * PAGE)],
    ['cut within its header', async (path) => truncate(path, 100)],
    ['without its last used page', async (path) => truncate(path, await firstLength(path))],
    ['of something else', async (path) => writeFile(path, 'This is no database. '.repeat(1000))],
    ['of zeros', async (path) => writeFile(path, Buffer.alloc(40 * PAGE))],
    ['with another magic number', async (path) => flip(path, 0x18)],
    ['with another LMDB version', async (path) => flip(path, PAGE + 0x1c)],
    ['with another page size', async (path) => flip(path, 0x31)],
    ['with its roots elsewhere', async (path) => flip(path, 0x88, PAGE + 0x88)],
    ['with its roots far away', async (path) => flip(path, 0x8a, PAGE + 0x8a)],
  ])('a file %s does not open', async (name, change) => {
    const own = await damaged(name.replaceAll(' ', '-'), change);
    await expect(openEmbedded({ folder: own })).rejects.toThrow(
      /^The database in .* could not be opened: its file is damaged: .*\. Restore a backup$/,
    );
    expect((await verifyWithFiles(join(own, 'database.lmdb'))).problems).toHaveLength(1);
  });

  test('a page that was overwritten is found by verify', async () => {
    const own = await damaged('overwritten', async (path) => {
      const file = await openFile(path, 'r+');
      const pages = Math.floor((await file.stat()).size / PAGE);
      for (let page = 2; page < pages; page += 3)
        await file.write(Buffer.alloc(64, 0xaa), 0, 64, page * PAGE);
      await file.close();
    });
    const { problems } = await verifyWithFiles(join(own, 'database.lmdb'));
    expect(problems).toEqual([expect.stringContaining('its file is damaged: ')]);
  });

  test('a file of another format does not open, and says which', async () => {
    const own = await damaged('format', async (path) => {
      const env = openLmdb(path);
      env.transactionSync(() => env.putSync(Buffer.from([0]), Buffer.from('2')));
      await env.close();
    });
    await expect(openEmbedded({ folder: own })).rejects.toThrow(
      'its file has format 2; this version reads format 1',
    );
  });
});

/** The length that cuts off the last page of the newest tree. */
async function firstLength(path: string): Promise<number> {
  const bytes = await readFile(path);
  const newest =
    [0, PAGE].sort((a, b) => Number(bytes.readBigUInt64LE(b + 0x98) - bytes.readBigUInt64LE(a + 0x98)))[0] ??
    0;
  return Number(bytes.readBigUInt64LE(newest + 0x88)) * PAGE;
}
