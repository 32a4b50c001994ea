import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { DataInUse, openEmbedded } from '../../../api/database/embedded/open.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opener-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function countThrough(uri: string): Promise<number> {
  const client = await new MongoClient(uri).connect();
  await client.db('test').collection('things').insertOne({});
  const count = await client.db('test').collection('things').countDocuments();
  await client.close();
  return count;
}

test('a second opener is refused in plain words', async () => {
  const first = await openEmbedded({ folder });
  await expect(openEmbedded({ folder })).rejects.toThrow(DataInUse);
  await expect(openEmbedded({ folder })).rejects.toThrow('in use by another process');
  expect(await countThrough(first.uri)).toBe(1);
  await first.close();
});

test('a second opener may join, and leaves without stopping it', async () => {
  const first = await openEmbedded({ folder });
  const second = await openEmbedded({ folder, join: true });
  expect(second).toMatchObject({ uri: first.uri, joined: true });
  expect(await countThrough(second.uri)).toBe(1);
  await second.close();
  expect(await countThrough(first.uri)).toBe(2);
  await first.close();
});

test('of many that open at once, one wins', async () => {
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => openEmbedded({ folder })));
  const won = results.filter((result) => result.status === 'fulfilled');
  expect(won).toHaveLength(1);
  await Promise.all(won.map(({ value }) => value.close()));
});

test('the folder is closed to other users, and opens again after a stop', async () => {
  await chmod(folder, 0o755);
  const first = await openEmbedded({ folder });
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readdir(folder)).toContain('database.sock');
  expect(await countThrough(first.uri)).toBe(1);
  await first.close();
  expect(await readdir(folder)).not.toContain('database.sock');
  const second = await openEmbedded({ folder });
  expect(await countThrough(second.uri)).toBe(2);
  await second.close();
});

test('a folder too deep for a socket works, and is still held once', async () => {
  const deep = join(folder, 'd'.repeat(60), 'e'.repeat(60));
  await mkdir(deep, { recursive: true });
  const first = await openEmbedded({ folder: deep });
  expect(await countThrough(first.uri)).toBe(1);
  await expect(openEmbedded({ folder: deep })).rejects.toThrow(DataInUse);
  await first.close();
});

test('a socket that nobody listens on does not stand in the way', async () => {
  const path = join(folder, 'database.sock');
  const dead = createServer();
  await new Promise<void>((resolve) => dead.listen(path, resolve));
  await rm(path);
  await new Promise((resolve) => dead.close(resolve));
  await writeFile(path, '');
  const opened = await openEmbedded({ folder });
  expect(await countThrough(opened.uri)).toBe(1);
  await opened.close();
});

test('data of another kind is refused, not overwritten', async () => {
  await writeFile(join(folder, 'database.lmdb'), 'This is no database. '.repeat(1000));
  await expect(openEmbedded({ folder })).rejects.toThrow('could not be opened');
});
