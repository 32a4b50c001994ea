import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { heldEntry } from '../../exports/pack/entries.ts';
import type { PackManifest } from '../../exports/pack/manifest.ts';
import { AlteredFile, zipOf } from '../../exports/pack/zip.ts';
import { builtPack, sampleParts, unzipped } from './sample-pack.ts';

const day = new Date('2026-05-03T13:05:00.000Z');
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a pack', () => {
  test('holds everything, sorted, and lists it with its SHA-256', async () => {
    const pack = await builtPack();
    const files = unzipped(pack.zip);
    expect([...files.keys()]).toEqual([
      'README.txt',
      'assessment.json',
      'evidence/E001-scorecard.csv',
      'evidence/E002-peer-review.pdf',
      'evidence/E002-r2-peer-review.pdf',
      'index.html',
      'manifest.json',
      'manifest.sha256',
      'register.csv',
      'self-assessment.pdf',
      'verify.html',
      'verify.mjs',
    ]);
    const manifest = JSON.parse(text(files.get('manifest.json'))) as PackManifest;
    expect(manifest).toMatchObject({
      format: 'candour-pack',
      formatVersion: 1,
      title: 'Self-assessment of children’s services',
      edition: 'Inspection edition',
      version: { label: 'Draft of 3 May 2026, 14:05', takenAt: '2026-05-03T13:05:00.000Z' },
    });
    for (const { path, bytes, sha256 } of manifest.files) {
      expect([path, files.get(path)?.length, sha(files.get(path) ?? Buffer.from(''))]).toEqual([
        path,
        bytes,
        sha256,
      ]);
    }
    expect(manifest.files.map(({ path }) => path)).toEqual(
      [...files.keys()].filter((path) => !path.startsWith('manifest.')),
    );
    const own = sha(files.get('manifest.json') ?? Buffer.from(''));
    expect(pack.manifestSha256).toBe(own);
    expect(text(files.get('manifest.sha256'))).toBe(`${own}  manifest.json\n`);
    expect(pack).toMatchObject({
      files: 12,
      bytes: [...files.values()].reduce((sum, one) => sum + one.length, 0),
    });
  });

  test('says first that it must be extracted', async () => {
    const readme = text(unzipped((await builtPack()).zip).get('README.txt'));
    expect(readme).toContain('EXTRACT ALL FIRST\r\nLinks do not work from inside the ZIP window.');
    expect(readme).toContain('Draft of 3 May 2026, 14:05. Inspection edition. Inspection framework 2026');
  });

  test('is the same bytes for the same parts, in any order and time zone', async () => {
    const zone = process.env['TZ'];
    const first = await builtPack();
    try {
      process.env['TZ'] = 'Pacific/Auckland';
      const parts = sampleParts();
      const second = await builtPack({ ...parts, files: [...parts.files].reverse() });
      expect(sha(second.zip)).toBe(sha(first.zip));
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('the register', () => {
  test('names every record with its file, size, checksum and the claims that cite it', async () => {
    const { zip } = await builtPack();
    const files = unzipped(zip);
    const bytes = files.get('register.csv') ?? Buffer.from('');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const hash = (path: string): string => sha(files.get(path) ?? Buffer.from(''));
    expect(text(bytes).replace('\uFEFF', '').split('\r\n')).toEqual([
      'Number,Title,Source,Type,Date,Revision,Remark,File,Bytes,SHA-256,Cited by',
      `E001,"'=HYPERLINK(""http://evil.example"")",Performance team,Performance data,2026-05-03,1,,evidence/E001-scorecard.csv,34,${hash('evidence/E001-scorecard.csv')},KJ1.E1`,
      `E002,"Peer review, ""final""",Performance team,Performance data,2026-05-03,1,,evidence/E002-peer-review.pdf,14,${hash('evidence/E002-peer-review.pdf')},"KJ1.E1 (p.4, pp.6–7)"`,
      `E002,"Peer review, ""final""",Performance team,Performance data,2026-05-03,2,,evidence/E002-r2-peer-review.pdf,15,${hash('evidence/E002-r2-peer-review.pdf')},KJ1.E2`,
      "E003,Record 3 of the performance board,'-1+1,Performance data,2026-05-03,1,Withdrawn by the council,No file,,,KJ1.E2",
      '',
    ]);
  });
});

describe('the ZIP', () => {
  test('fails when a file is not the one it should be, and closes what it reads', async () => {
    const opened: Readable[] = [];
    const entry = {
      ...heldEntry('evidence/E001.pdf', 'another'),
      sha256: sha(Buffer.from('the right')),
      open: () => {
        const source = Readable.from([Buffer.from('another')], { objectMode: false });
        opened.push(source);
        return source;
      },
    };
    await expect(buffer(zipOf([entry], day))).rejects.toThrow(AlteredFile);
    const longer = { ...heldEntry('a.pdf', 'four'), bytes: 5 };
    await expect(buffer(zipOf([longer], day))).rejects.toThrow('unexpected number of bytes');
    expect(opened.map((source) => source.destroyed)).toEqual([true]);
  });

  test('fails when a file cannot be read', async () => {
    const open = (): Readable =>
      new Readable({ read: (_size) => undefined, construct: (done) => done(new Error('gone')) });
    await expect(buffer(zipOf([{ ...heldEntry('a.pdf', 'x'), open }], day))).rejects.toThrow('gone');
  });

  test('holds no file whole: of 200 MB hardly more than the reader has taken is ever read', async () => {
    const piece = Buffer.alloc(64 * 1024, 'x');
    const pieces = 800;
    const sha256 = sha(Buffer.concat(Array.from({ length: pieces }, () => piece)));
    let [given, taken, most] = [0, 0, 0];
    function* content(): Generator<Buffer> {
      for (let count = 0; count < pieces; count += 1) {
        given += piece.length;
        yield piece;
      }
    }
    const entries = [1, 2, 3, 4].map((number) => ({
      path: `evidence/E00${number}.pdf`,
      bytes: piece.length * pieces,
      sha256,
      open: () => Readable.from(content(), { objectMode: false }),
    }));
    for await (const chunk of zipOf(entries, day)) {
      taken += (chunk as Buffer).length;
      most = Math.max(most, given - taken);
    }
    expect(taken).toBeGreaterThan(200 * 1024 * 1024);
    expect(most).toBeLessThan(2 * 1024 * 1024);
  });
});
