import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GridFSBucket, type ObjectId } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let bucket: GridFSBucket;

beforeAll(async () => {
  database = await openTestDatabase();
  bucket = new GridFSBucket(database.db);
});
afterAll(() => database.close());

async function upload(content: Buffer): Promise<ObjectId> {
  const stream = bucket.openUploadStream('file', { metadata: { kind: 'test' } });
  await pipeline(Readable.from([content]), stream);
  return stream.id;
}

async function download(id: ObjectId, options = {}): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bucket.openDownloadStream(id, options)) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

test.each([0, 1, 261_120, 261_121, 5_000_000])('a file of %d bytes comes back as it was', async (size) => {
  const content = randomBytes(size);
  const id = await upload(content);
  const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  expect(hash(await download(id))).toBe(hash(content));
  expect(await bucket.find({ _id: id }).toArray()).toMatchObject([
    { length: size, metadata: { kind: 'test' } },
  ]);
});

test('a part of a file can be read', async () => {
  const content = randomBytes(600_000);
  const id = await upload(content);
  expect(
    (await download(id, { start: 261_000, end: 262_000 })).equals(content.subarray(261_000, 262_000)),
  ).toBe(true);
});

test('files and their chunks have the indexes GridFS needs', async () => {
  await upload(Buffer.from('x'));
  const keys = (await database.db.collection('fs.chunks').indexes()).map(({ key }) => key);
  expect(keys).toContainEqual({ files_id: 1, n: 1 });
});

test('a deleted file leaves no chunk', async () => {
  const id = await upload(randomBytes(300_000));
  await bucket.delete(id);
  expect(await database.db.collection('fs.chunks').countDocuments({ files_id: id })).toBe(0);
});
