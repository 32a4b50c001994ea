import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GridFSBucket } from 'mongodb';
import { openEmbedded } from '../../../api/database/embedded/open.ts';
import { withFolder } from '../../support/database.ts';

const program = resolve(import.meta.dirname, '../../../api/bin/candour.js');

let folder: string;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-database-'));
  data = join(folder, 'data');
  await withFolder(data, (db) => db.collection('people').insertMany([{ name: 'Ann' }, { name: 'Bob' }]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function candour(
  args: string[],
  env: Record<string, string> = {},
  group = 'database',
): Promise<{ code: number; out: string; err: string }> {
  const all = { ...process.env, CANDOUR_DATA: data, MONGO_URI: '', ...env };
  return new Promise((done) => {
    execFile(process.execPath, [program, group, ...args], { env: all }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const backup = (): string => join(folder, 'backups', 'monday.backup');

describe('candour database', () => {
  test('says how it is used', async () => {
    const { code, out } = await candour(['--help']);
    expect(code).toBe(0);
    for (const command of ['backup', 'restore', 'verify', 'compact', 'copy']) expect(out).toContain(command);
  });

  test('wrong use ends with 2', async () => {
    expect(await candour(['copy', '--from', 'x'])).toMatchObject({ code: 2, out: '' });
  });

  test.each([
    [{ CANDOUR_DATA: '/nowhere' }, 'candour: There is no database in /nowhere.\n'],
    [
      { MONGO_URI: 'mongodb://localhost' },
      'candour: MONGO_URI is set, so the data is in MongoDB. Use its tools, such as mongodump.\n',
    ],
  ])('without data of its own it says so in one line: %j', async (env, err) => {
    expect(await candour(['verify'], env)).toEqual({ code: 1, out: '', err });
  });

  test('while the data is written to, it is backed up and verified', async () => {
    await withFolder(data, async (db) => {
      const writing = { goesOn: true };
      const writer = (async () => {
        for (let n = 0; writing.goesOn; n++) await db.collection('later').insertOne({ n });
      })();
      const [made, verified] = await Promise.all([
        candour(['backup', backup(), '--json']),
        candour(['verify']),
      ]);
      writing.goesOn = false;
      await writer;
      expect(made).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(made.out)).toMatchObject({ file: backup(), files: 0 });
      expect(verified).toMatchObject({ code: 0, err: '' });
      expect(verified.out).toMatch(/\d+ documents in \d collections?, 0 files\nAll is well\.\n$/);
    });
    expect(await readdir(join(folder, 'backups'))).toEqual(['monday.backup']);
  });

  test('a backup is not replaced unless asked to, and can be restored', async () => {
    expect(await candour(['backup', backup()])).toEqual({
      code: 1,
      out: '',
      err: `candour: ${backup()} is there already. Name another file, or add --replace.\n`,
    });
    const put = await candour(['restore', backup()], { CANDOUR_DATA: join(folder, 'restored') });
    expect(put).toMatchObject({ code: 0, err: '' });
    expect(put.out).toMatch(/^Restored into .*restored: \d+ documents in \d collections?, 0 files\n$/);
  });

  test('data in use is neither rewritten nor served a second time', async () => {
    await withFolder(data, async () => {
      const refused = {
        code: 1,
        out: '',
        err: `candour: The data in ${data} is in use by another process. Stop that process first.\n`,
      };
      expect(await candour(['compact'])).toEqual(refused);
      expect(await candour([], { PORT: '0' }, 'serve')).toEqual(refused);
    });
  });

  test('verify names a file of the library that is not what its record says, and ends with 1', async () => {
    const own = join(folder, 'library');
    await withFolder(own, async (db) => {
      const stored = new GridFSBucket(db, { bucketName: 'evidence-files' }).openUploadStream('file');
      await pipeline(Readable.from([Buffer.from('hello')]), stored);
      const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
      const file = stored.id.toHexString();
      await db.collection('evidence').insertMany([
        { title: 'Right', revisions: [{ revision: 1, file, sha256 }] },
        { title: 'Changed', revisions: [{ revision: 2, file, sha256: sha256.replace('2', '3') }] },
        { title: 'Gone', revisions: [{ revision: 3, file: 'f'.repeat(24), sha256 }] },
      ]);
    });
    const { code, out } = await candour(['verify', '--json'], { CANDOUR_DATA: own });
    expect(code).toBe(1);
    expect((JSON.parse(out) as { problems: string[] }).problems).toEqual([
      expect.stringMatching(/of “Changed”, revision 2 is not the one that was stored$/),
      expect.stringMatching(/of “Gone”, revision 3 is not there, or not whole$/),
    ]);
  });

  test('copy says what it copied, and a copy that was broken off is not served', async () => {
    const target = join(folder, 'target');
    await withFolder(target, (db) => db.collection('unfinished-copy').insertOne({ since: new Date() }));
    const served = await candour(['add', 'a@example.org', '--name', 'A'], { CANDOUR_DATA: target }, 'user');
    expect(served.err).toContain('holds a copy that was broken off');
    const { code, out } = await candour(['copy', '--from', data, '--to', target]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /people: 2 documents, indexes: 1; the same in both \([0-9a-f]{12}\)\nCopied \d+ documents\n$/,
    );
  });

  test('copy goes to an address with a password and back, and never tells the password', async () => {
    const server = await openEmbedded({ folder: join(folder, 'server'), tcp: true });
    const uri = server.uri.replace('/?', '/moved?');
    const there = await candour(['copy', '--from', data, '--to', uri, '--json']);
    expect(there).toMatchObject({ code: 0, err: '' });
    expect(await candour(['copy', '--from', uri, '--to', join(folder, 'back'), '--json'])).toEqual(there);
    const again = await candour(['copy', '--from', data, '--to', uri]);
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/^candour: mongodb:\/\/embedded:…@127\.0\.0\.1:\d+\/moved\?.* is not empty/);
    await server.close();
  });
});
