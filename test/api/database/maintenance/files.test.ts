import { copyFile, mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Db, Decimal128, Double, GridFSBucket, Long } from 'mongodb';
import { type Copied, copyDatabase } from '../../../../api/database/copy.ts';
import { backUp, compact, Damaged, restore } from '../../../../api/database/embedded/maintenance/files.ts';
import { verifyFile } from '../../../../api/database/embedded/maintenance/verify.ts';
import { DataInUse } from '../../../../api/database/embedded/open.ts';
import { openTestDatabase, withFolder } from '../../../support/database.ts';

let folder: string;
let data: string;
let backup: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maintenance-'));
  data = join(folder, 'data');
  await withFolder(data, fill);
  backup = join(folder, 'first.backup');
  await backUp(data, backup);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fill(db: Db): Promise<void> {
  const people = db.collection<Record<string, unknown>>('people');
  const named = { unique: true, partialFilterExpression: { name: { $exists: true } } };
  await people.createIndex({ name: 1 }, named, {});
  await people.createIndex({ tags: 1, n: -1 }, {}, {});
  await db.collection('sessions').createIndex({ ends: 1 }, { expireAfterSeconds: 0 }, {});
  await db.collection('sessions').insertOne({ ends: new Date(Date.now() + 3_600_000) });
  await db.createCollection('empty');
  const values = [
    1,
    new Double(1),
    Long.fromString('9007199254740993'),
    Decimal128.fromString('0.10'),
    null,
    NaN,
  ];
  await people.insertMany(
    Array.from({ length: 3000 }, (_, n) => {
      return { name: `p${n}`, n, tags: ['a', n], value: values[n % 6], filler: 'x'.repeat(300) };
    }),
  );
  await db.command({ insert: 'people', documents: [fieldsInOrder()] });
  await pipeline(Readable.from([Buffer.alloc(700_000, 5)]), new GridFSBucket(db).openUploadStream('file'));
}

/** A JavaScript object would put the field '2' first. */
function fieldsInOrder(): Map<string, unknown> {
  const inner = new Map([
    ['z', 'last'],
    ['1', 'one'],
  ]);
  return new Map<string, unknown>([
    ['_id', 'order'],
    ['b', 1],
    ['2', 'two'],
    ['a', inner],
  ]);
}

async function filesOf(path: string): Promise<string[]> {
  return (await readdir(path)).sort();
}

describe('backup and restore', () => {
  test('what is restored is what was backed up', async () => {
    const target = join(folder, 'restored');
    const { collections } = await restore(backup, target);
    expect(collections).toEqual((await verifyFile(join(data, 'database.lmdb'))).collections);
    expect(await filesOf(target)).toEqual(['database.lmdb']);
    expect((await stat(target)).mode & 0o777).toBe(0o700);
    expect(await withFolder(target, (db) => db.collection('people').countDocuments())).toBe(3001);
  });

  test('a folder that has data is not restored into', async () => {
    await expect(restore(backup, data)).rejects.toThrow('holds a database already');
  });

  test('a damaged backup is not restored, and nothing is left behind', async () => {
    const damaged = join(folder, 'damaged.backup');
    await copyFile(backup, damaged);
    const file = await open(damaged, 'r+');
    await file.write(Buffer.alloc(5000, 0xaa), 0, 5000, 3 * 4096);
    await file.close();
    const target = join(folder, 'target');
    await expect(restore(damaged, target)).rejects.toThrow(Damaged);
    expect(await readdir(target)).toEqual([]);
  });

  test('a folder in use is neither restored into nor compacted', async () => {
    const used = join(folder, 'used');
    await withFolder(used, async () => {
      await expect(restore(backup, used)).rejects.toThrow(DataInUse);
      await expect(compact(used)).rejects.toThrow(DataInUse);
    });
  });
});

test('compacting gives the space of deleted documents back, whatever a crash had left', async () => {
  const own = join(folder, 'compacted');
  await mkdir(own);
  await copyFile(join(data, 'database.lmdb'), join(own, 'database.lmdb'));
  await writeFile(join(own, 'database.lmdb.part'), 'half');
  await withFolder(own, (db) => db.collection('people').deleteMany({ n: { $gte: 100 } }));
  const { before, after } = await compact(own);
  expect(after).toBeLessThan(before / 1.5);
  expect(await filesOf(own)).toEqual(['database.lmdb']);
  await withFolder(own, async (db) => {
    expect(await db.collection('people').countDocuments()).toBe(101);
    await db.collection('people').insertOne({ name: 'new' });
  });
  expect((await verifyFile(join(own, 'database.lmdb'))).problems).toEqual([]);
});

describe('copy', () => {
  // No database promises an order of its collections.
  const byName = (a: Copied, b: Copied): number => (a.name < b.name ? -1 : 1);

  test('from a folder to a URI and back into a folder everything is the same', async () => {
    const back = join(folder, 'back');
    const database = await openTestDatabase();
    const { db, uri } = database;
    const copied = await copyDatabase(data, uri);
    expect(copied).toContainEqual(expect.objectContaining({ name: 'people', documents: 3001, indexes: 3 }));
    expect(copied).toContainEqual(expect.objectContaining({ name: 'empty', documents: 0, indexes: 1 }));
    const raw = await db.collection<{ _id: string }>('people').findOne({ _id: 'order' }, { raw: true });
    expect((raw as unknown as Buffer).toString('latin1')).toMatch(/b.*2.*two.*a.*z.*last.*1.*one/s);
    expect((await copyDatabase(uri, back)).sort(byName)).toEqual(copied.sort(byName));
    await database.close();
    const indexesOf = (where: string): Promise<unknown[]> =>
      withFolder(where, (db) =>
        Promise.all(['people', 'sessions', 'fs.chunks'].map((name) => db.collection(name).indexes())),
      );
    expect(await indexesOf(back)).toEqual(await indexesOf(data));
    expect((await verifyFile(join(back, 'database.lmdb'))).problems).toEqual([]);
  });

  test('a target that is not empty is refused, and stays as it is', async () => {
    const full = join(folder, 'full');
    await withFolder(full, (db) => db.collection('mine').insertOne({}));
    await expect(copyDatabase(data, full)).rejects.toThrow(
      'is not empty. Copy into an empty folder or database.',
    );
    const names = await withFolder(full, (db) => db.listCollections().toArray());
    expect(names.map(({ name }) => name)).toEqual(['mine']);
  });

  test('a copy that was broken off is begun again, and is no source', async () => {
    const target = join(folder, 'broken-off');
    await withFolder(target, async (db) => {
      await db.collection('people').insertOne({ name: 'half' });
      await db.collection('unfinished-copy').insertOne({ since: new Date() });
    });
    await expect(copyDatabase(target, join(folder, 'next'))).rejects.toThrow('was broken off');
    await copyDatabase(data, target);
    expect(await withFolder(target, (db) => db.collection('people').countDocuments())).toBe(3001);
  });

  test('a source that is not there is no empty source', async () => {
    await expect(copyDatabase(join(folder, 'nowhere'), join(folder, 'next'))).rejects.toThrow(
      'There is no database',
    );
  });

  test('a folder in use is not copied', async () => {
    await withFolder(data, async () => {
      await expect(copyDatabase(data, join(folder, 'next'))).rejects.toThrow(DataInUse);
    });
  });
});
