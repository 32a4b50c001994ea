import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSha256 } from '../../exports/pack/verifier/sha256.js';
import { builtPack, extract } from './sample-pack.ts';

let folder: string;
let zip: Buffer;
let fingerprint: string;
let paths: string[];

beforeAll(async () => {
  const pack = await builtPack();
  zip = pack.zip;
  fingerprint = pack.manifestSha256;
});
beforeEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'candour-pack-'));
  paths = await extract(zip, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function verify(...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [join(folder, 'verify.mjs'), ...args], (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out: out + err });
    });
  });
}

async function flipOneByte(path: string): Promise<void> {
  const bytes = await readFile(join(folder, path));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(join(folder, path), bytes);
}

describe('the verifier', () => {
  test('passes a pack that is as it was made', async () => {
    const { code, out } = await verify();
    expect(out).toBe(
      [
        'Self-assessment of children’s services, Draft of 3 May 2026, 14:05',
        `Fingerprint of the list: ${fingerprint}`,
        'Passed: all 10 files are as they were made, and nothing else is here.\n',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  test('names every file of which one byte is changed', async () => {
    // The program is checked by another copy of it: a changed program says what it likes.
    const program = join(folder, '..', `${folder.split('/').at(-1)}.mjs`);
    await writeFile(program, await readFile(join(folder, 'verify.mjs')));
    for (const path of paths) {
      const original = await readFile(join(folder, path));
      await flipOneByte(path);
      const { code, out } = await new Promise<{ code: number; out: string }>((done) => {
        execFile(process.execPath, [program, folder], (error, text) =>
          done({ code: error ? Number(error.code) : 0, out: text }),
        );
      });
      expect([path, code]).toEqual([path, 1]);
      expect(out).toContain(path);
      expect(out).toContain('do not rely on this copy');
      await writeFile(join(folder, path), original);
    }
    await rm(program);
  });

  test('names what is missing, and what does not belong to it', async () => {
    await rename(join(folder, 'evidence/E001-scorecard.csv'), join(folder, 'evidence/E009-other.csv'));
    await writeFile(join(folder, 'Thumbs.db'), 'left by Windows');
    await appendFile(join(folder, 'README.txt'), 'x');
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toContain('Missing: evidence/E001-scorecard.csv is not here.');
    expect(out).toContain('Extra: evidence/E009-other.csv does not belong to the pack.');
    expect(out).toMatch(/Changed: README\.txt is \d+ bytes long instead of \d+\./);
    expect(out).not.toContain('Thumbs.db');
  });

  test('compares with the fingerprint that the council gave', async () => {
    expect((await verify('--expect', fingerprint.toUpperCase())).code).toBe(0);
    const other = await verify(folder, '--expect', '0'.repeat(64));
    expect(other.code).toBe(1);
    expect(other.out).toContain('does not have the fingerprint that you were given');
  });

  test('says so where there is no pack', async () => {
    await rm(join(folder, 'manifest.json'));
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toContain('There is no manifest.json here. Choose the whole folder');
  });
});

test('its SHA-256 is SHA-256, in pieces of any size', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 5000]) {
    const bytes = randomBytes(length);
    for (const step of [1, 37, 64, 5000]) {
      const hash = createSha256();
      for (let at = 0; at < length; at += step) hash.update(bytes.subarray(at, at + step));
      expect(hash.digest()).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  }
});
