import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const project = resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-build-'));
  await writeFile(join(folder, 'index.html'), '<script type="module" src="/main.js"></script>');
  await writeFile(join(folder, 'main.js'), 'document.title = "first page"; void import("./later.js");');
  await writeFile(join(folder, 'later.js'), `document.title = ${JSON.stringify(manyWords())};`);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const manyWords = () =>
  Array.from({ length: 2000 }, (_, index) => `word${(index * 7919) % 10_007}`).join(' ');

/** Builds the small site in a process of its own, as the bundler does not run inside Jest's. */
async function buildWith(limit: number): Promise<string> {
  const plugin = join(project, 'editor/first-load-budget.ts');
  const config = `import { firstLoadBudget } from '${plugin}'; export default { plugins: [firstLoadBudget(${limit})] };`;
  await writeFile(join(folder, 'vite.config.ts'), config);
  const vite = join(project, 'node_modules/vite/bin/vite.js');
  const { stdout } = await promisify(execFile)(process.execPath, [vite, 'build', folder]);
  return stdout;
}

describe('the size of the first load', () => {
  test('is printed, gzipped, without the pages fetched later', async () => {
    expect(await buildWith(300_000)).toMatch(
      /first load: [0-2]\.\d kB of script, gzipped \(limit 300\.0 kB\)/,
    );
  });

  test('fails the build when it is over the limit', async () => {
    await expect(buildWith(100)).rejects.toThrow(/first load: .* \(limit 0\.1 kB\)/);
  });
});
