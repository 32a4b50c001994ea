import { expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Every file of ours that a file needs to run, itself included. */
function reachableFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const source = readFileSync(file, 'utf8').replace(/import type [^;]+;/g, '');
  for (const [, path = ''] of source.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
    reachableFrom(join(dirname(file), path), seen);
  }
  return seen;
}

test('nothing of the post-its is within reach of the inspection edition', () => {
  const files = ['exports/inspection.ts', 'api/packs/editions/inspection.ts'];
  const reached = files
    .flatMap((file) => [...reachableFrom(join(root, file))])
    .map((file) => relative(root, file));
  expect(reached).toContain('api/packs/editions/assessment.ts');
  expect(reached).toContain('editor/schema/marks/link.ts');
  expect(reached.filter((file) => file.includes('post-it') || file.includes('internal'))).toEqual([]);
  for (const file of reached.filter((path) => path !== 'exports/input.ts' && !path.startsWith('api/'))) {
    expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/postIt/);
  }
});

test('no template but those of the internal edition has a place for a post-it', () => {
  const folders = ['templates', 'templates/partials', 'templates/print', 'templates/screen'];
  const own = new Set(['internal.hbs', 'post-its.hbs']);
  for (const folder of folders) {
    const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.hbs'));
    for (const file of files.filter((name) => !own.has(name))) {
      expect(readFileSync(join(root, folder, file), 'utf8')).not.toMatch(/post-?it/i);
    }
  }
});
