import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipped } from '../../exports/sample-pack.ts';
import { newOwnData, type OwnData } from '../../support/own-data.ts';
import { readPdf } from '../../support/read-pdf.ts';

const program = resolve(import.meta.dirname, '../../../api/bin/candour.js');
const markdown = `# Foreword

We know ourselves.

# The experiences and progress of children in need of help and protection

## What is working well

### Early help

- Families get help early
    - in every district
`;

let folder: string;
let data: OwnData;

beforeAll(async () => {
  data = await newOwnData();
  folder = await mkdtemp(join(tmpdir(), 'candour-export-'));
  await writeFile(join(folder, 'ours.md'), markdown);
  await candour([
    'import',
    join(folder, 'ours.md'),
    '--framework',
    'ofsted-ilacs-2018',
    '--title',
    'Ours’ own',
  ]);
});

afterAll(async () => {
  await data.remove();
  await rm(folder, { recursive: true, force: true });
});

function candour(args: string[], where = data): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, ...where.settings };
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

describe('candour export', () => {
  test('prints an assessment named by its title', async () => {
    const file = join(folder, 'ours.pdf');
    const { code, out, err } = await candour(['export', "ours' own", '--pdf', file, '--json']);
    expect(err).toBe('');
    expect(code).toBe(0);
    const pdf = await readFile(file);
    expect(JSON.parse(out)).toEqual({
      assessment: expect.stringMatching(/^[0-9a-f]{24}$/),
      title: 'Ours’ own',
      version: null,
      files: [
        {
          form: 'pdf',
          file,
          bytes: pdf.length,
          sha256: createHash('sha256').update(pdf).digest('hex'),
          manifestSha256: null,
          inspectionReady: true,
          problems: [],
        },
      ],
    });
    const text = (await readPdf(new Uint8Array(pdf))).pages.join(' ');
    expect(text).toMatch(/\.[A-Z]1\s+Families get help early/);
    expect(text).toContain('in every district');
  });

  test('makes a PDF, a page and a pack in one go, and says the fingerprint of the pack', async () => {
    const [pdf, page, pack] = ['all.pdf', 'all.html', 'all.zip'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const { code, out } = await candour([
      'export',
      'Ours’ own',
      '--pdf',
      pdf,
      '--html',
      page,
      '--pack',
      pack,
    ]);
    expect(code).toBe(0);
    for (const file of [pdf, page, pack]) expect(out).toContain(`Wrote “Ours’ own” to ${file} (`);
    expect(out).toContain('Inspection-ready: every check of the PDF passed');
    expect(await readFile(page, 'utf8')).toContain('Families get help early');
    const manifest = unzipped(await readFile(pack)).get('manifest.json') ?? new Uint8Array();
    const fingerprint = createHash('sha256').update(manifest).digest('hex');
    expect(out).toContain(`Fingerprint of its manifest: ${fingerprint}`);
  });

  test('makes a pack that import takes into another Candour, whatever its name', async () => {
    const pack = join(folder, 'handed-over');
    const made = await candour(['export', 'Ours’ own', '--pack', pack, '--edition', 'internal', '--json']);
    const { assessment } = JSON.parse(made.out) as { assessment: string };
    const elsewhere = await newOwnData();
    const imported = await candour(['import', pack, '--json'], elsewhere);
    expect(imported.err).toBe('');
    const counts = { added: 0, reused: 0 };
    expect(JSON.parse(imported.out)).toEqual({ assessment, title: 'Ours’ own', evidence: counts });
    expect(await candour(['import', pack], elsewhere)).toMatchObject({
      code: 1,
      err: expect.stringContaining('is here already, as “Ours’ own”'),
    });
    expect(await candour(['import', pack, '--title', 'Theirs'], elsewhere)).toMatchObject({ code: 2 });
    await elsewhere.remove();
  });

  test('says when there is no such version', async () => {
    const wrong = await candour(['export', 'Ours’ own', '--pdf', join(folder, 'v.pdf'), '--version', '7']);
    expect(wrong).toMatchObject({ code: 1, err: 'candour: There is no version 7 of this assessment.\n' });
  });

  test('says what there is when a name is wrong', async () => {
    const { code, err } = await candour(['export', 'Theirs', '--pdf', join(folder, 'x.pdf')]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^candour: There is no assessment .*“Theirs”\. There is: [0-9a-f]{24} “Ours’ own”\.\n$/,
    );
  });

  test('refuses a place where it cannot write, before it starts', async () => {
    const { code, err } = await candour(['export', 'x', '--pdf', join(folder, 'none', 'x.pdf')]);
    expect(code).toBe(1);
    expect(err).toContain('is not there, or nothing may be written to it.');
  });

  test('needs to know the file', async () => {
    expect((await candour(['export', 'x'])).code).toBe(2);
  });
});
