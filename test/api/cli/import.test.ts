import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { newOwnData, type OwnData } from '../../support/own-data.ts';

const program = resolve(import.meta.dirname, '../../../api/bin/candour.js');
const source = `% Our year

# Foreword

Hello to everyone.

# Adoption

## Strengths

### Matching

- Matches are quick (Staff survey, May 2018):
    - even for siblings

# Youth justice

## Strengths

- Fewer offend.
`;

let data: OwnData;
let folder: string;
let file: string;

beforeAll(async () => {
  data = await newOwnData();
  folder = await mkdtemp(join(tmpdir(), 'candour-import-'));
  file = join(folder, 'ours.md');
  await writeFile(file, source);
  await writeFile(join(folder, 'text.docx'), 'words');
});

afterAll(async () => {
  await data.remove();
  await rm(folder, { recursive: true, force: true });
});

function candour(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const env = { ...process.env, ...data.settings };
  return new Promise((done) => {
    execFile(process.execPath, [program, 'import', ...args], { env }, (error, out, err) => {
      done({ code: error ? error.code : 0, out, err });
    });
  });
}

describe('candour import', () => {
  test('prints what it made as JSON', async () => {
    const { code, out } = await candour(file, '--framework', 'ofsted-sif-2013', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      assessment: expect.stringMatching(/^[0-9a-f]{24}$/),
      sections: [
        {
          judgement: 'kj2.1',
          sides: [
            { side: 'effective', claims: 1, subpoints: 1, themes: 1 },
            { side: 'development', claims: 0, subpoints: 0, themes: 0 },
          ],
        },
      ],
      frontMatter: 1,
      recommendations: 0,
      proposedSources: [{ source: 'Staff survey, May 2018', claims: 1 }],
      unplaced: ['Strengths', 'Strengths', 'Youth justice', 'Fewer offend.'],
    });
  });

  test('tells in words what it made and what has no place', async () => {
    const { out } = await candour(file, '--framework', 'ofsted-sif-2013', '--title', 'Mine');
    expect(out).toMatch(/Created “Mine” \([0-9a-f]{24}\)/);
    expect(out).toMatch(/kj2\.1: effective 1 claim and 1 sub-point; development 0 claims/);
    expect(out).toMatch(/Our year \[The heading in the file/);
  });

  test.each([
    ['an unknown framework', ['ours.md', '--framework', 'none'], 1, /no framework none.*ofsted-ilacs-2026/],
    ['a file that is not there', ['gone.md', '--framework', 'ofsted-sif-2013'], 1, /There is no file/],
    ['a text named .docx', ['text.docx', '--framework', 'ofsted-sif-2013'], 1, /not a Word document/],
    [
      'a person without an account',
      ['ours.md', '--framework', 'ofsted-sif-2013', '--as', 'x@example.org'],
      1,
      /Nobody has an account/,
    ],
    ['no framework', ['ours.md'], 2, /required option '--framework/],
  ])('ends with a clear line for %s', async (_name, [name = '', ...options], code, sentence) => {
    const result = await candour(join(folder, name), ...options);
    expect(result.code).toBe(code);
    expect(result.err).toMatch(sentence);
    expect(result.out).toBe('');
  });
});
