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

test('nothing of the post-its is within reach of an export', () => {
  const files = [
    'exports/pdf/printer.ts',
    'api/packs/gather.ts',
    'api/packs/service.ts',
    'api/packs/routes.ts',
  ];
  const reached = files
    .flatMap((file) => [...reachableFrom(join(root, file))])
    .map((file) => relative(root, file));
  expect(reached).toContain('api/packs/rules.ts');
  expect(reached).toContain('editor/schema/document.ts');
  expect(reached.filter((file) => file.includes('post-it'))).toEqual([]);
});

test('no template or contract of an export has a place for a post-it', () => {
  const folders = ['exports', 'exports/view-models', 'templates', 'templates/partials', 'templates/layouts'];
  for (const folder of folders) {
    const files = readdirSync(join(root, folder)).filter((name) => /\.(ts|hbs)$/.test(name));
    for (const file of files.filter((name) => name !== 'input.ts')) {
      expect(readFileSync(join(root, folder, file), 'utf8')).not.toMatch(/post-?it/i);
    }
  }
});
