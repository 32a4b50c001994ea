import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { parse, projectFiles, projectFolder, sourceFiles, textOf, visit } from './source-tree.ts';

const sources = sourceFiles();
const product = sources.filter((path) => !path.startsWith('test/'));
const linesOf = (path: string) => textOf(path).split('\n').length;

describe('size', () => {
  test('source files have at most 300 lines, tests 400', () => {
    const long = sources.filter((path) => linesOf(path) > (path.startsWith('test/') ? 400 : 300));
    expect(long.map((path) => `${path}: ${linesOf(path)}`)).toEqual([]);
  });

  test('functions are short: median at most 10 lines, 90th percentile at most 30', () => {
    const lengths = product
      .filter((path) => path.endsWith('.ts'))
      .flatMap(functionLengths)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length * 0.5)]).toBeLessThanOrEqual(10);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(30);
  });

  test('folders of source have at most 12 source files', () => {
    const counts = new Map<string, number>();
    for (const path of product) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 12)).toEqual([]);
  });
});

describe('names', () => {
  test('files and folders are kebab-case', () => {
    const odd = sources.filter(
      (path) => !/^(_?[a-z0-9]+([.-][a-z0-9]+)*\/)*[a-z0-9]+([.-][a-z0-9]+)*\.tsx?$/.test(path),
    );
    expect(odd).toEqual([]);
  });

  test('no folder is a drawer for anything', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|types|models|services|misc|lib|shared)\//;
    expect(projectFiles().filter((path) => drawers.test(path))).toEqual([]);
  });

  test('no barrels', () => {
    expect(product.filter((path) => /^index\.tsx?$/.test(basename(path)))).toEqual([]);
  });

  test('tests say in their suffix where they run', () => {
    const odd = sources.filter((path) => /\.(spec|dom)\.tsx?$/.test(path));
    expect(odd).toEqual([]);
  });
});

describe('words that are forbidden', () => {
  const forbidden: [string, RegExp, (path: string) => boolean][] = [
    ['ts-ignore', /@ts-(ignore|nocheck)/, () => true],
    ['any', /(:|<|\bas) any\b/, () => true],
    ['module mocks', /jest\.mock\(|unstable_mockModule/, () => true],
    [
      'skipped or focused tests',
      /\b(test|it|describe)\.(skip|only|todo)\b|\bx(it|test|describe)\(/,
      () => true,
    ],
    ['Mongoose middleware', /[Ss]chema\.(pre|post)\(/, (path) => path.startsWith('api/')],
    ['unfinished work', /\b(TODO|FIXME|XXX)\b/, () => true],
    [
      'answers with an error outside api/http',
      /res\.status\([45]/,
      (path) => path.startsWith('api/') && !path.startsWith('api/http/'),
    ],
    [
      'tests that ask which database they are on',
      /env(\.|\[')TEST_MONGO_URI/,
      (path) => path !== 'test/support/own-data.ts',
    ],
    ['raw HTML', /dangerouslySetInnerHTML|\.innerHTML\s*=/, (path) => path.startsWith('editor/')],
  ];

  test.each(forbidden)('%s', (_name, pattern, applies) => {
    const found = sources.filter(
      (path) => path !== 'test/architecture/style.test.ts' && applies(path) && pattern.test(textOf(path)),
    );
    expect(found).toEqual([]);
  });

  test('no code names a judgement', () => {
    const named = product.filter((path) =>
      /['"`](KJ[1-3]|kj[1-3]|help-protection|care-leavers|ofsted-[a-z]+-20\d\d)\b/.test(textOf(path)),
    );
    expect(named).toEqual([]);
  });

  test('nothing leads outside the project', () => {
    const stray = projectFiles().filter(
      (path) =>
        /\.(ts|tsx|js|json|md|hbs|css|scss|yml)$/.test(path) &&
        path !== 'package-lock.json' &&
        path !== 'test/architecture/style.test.ts',
    );
    expect(
      stray.filter((path) => /\.\.\/shared\b|\/work\/|registry\.npmjs|\/tmp\//.test(textOf(path))),
    ).toEqual([]);
  });
});

describe('contracts', () => {
  test('every exported function, class and type of the product has a docstring', () => {
    const bare = product.filter((path) => !/\.config\.ts$/.test(path)).flatMap(exportsWithoutDocstring);
    expect(bare).toEqual([]);
  });

  test('every path named in a README exists', () => {
    const missing = projectFiles()
      .filter((path) => path.endsWith('README.md'))
      .flatMap((path) =>
        namedPaths(path)
          .filter((named) => !isThere(path, named))
          .map((named) => `${path}: ${named}`),
      );
    expect(missing).toEqual([]);
  });

  test('one copy each of the libraries that break when doubled', () => {
    const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, unknown> };
    for (const name of [
      'yjs',
      'prosemirror-model',
      'prosemirror-state',
      'prosemirror-view',
      '@tiptap/y-tiptap',
      'react',
    ]) {
      const copies = Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));
      expect([name, copies.length]).toEqual([name, 1]);
    }
  });

  test('every dependency is pinned to one version', () => {
    const manifest = JSON.parse(textOf('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

function functionLengths(path: string): number[] {
  const file = parse(path);
  const lengths: number[] = [];
  visit(file, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body || !ts.isBlock(node.body)) return;
    const line = (position: number) => file.getLineAndCharacterOfPosition(position).line;
    lengths.push(line(node.end) - line(node.getStart()) + 1);
  });
  return lengths;
}

function exportsWithoutDocstring(path: string): string[] {
  const file = parse(path);
  const documented = new Set<string>();
  const bare: string[] = [];
  for (const statement of file.statements) {
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword);
    if (!exported || ts.isExportDeclaration(statement)) continue;
    const has = ts.getJSDocCommentsAndTags(statement).length > 0;
    const name = nameOf(statement);
    if (has) documented.add(name);
    else if (!documented.has(name)) bare.push(`${path}: ${name}`);
  }
  return bare;
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations[0]?.name.getText() ?? '';
  return 'name' in statement && statement.name
    ? (statement.name as ts.Identifier).text
    : statement.getText().slice(0, 40);
}

/** Paths in backticks with a slash and a file ending, or ending in a slash. */
function namedPaths(path: string): string[] {
  const matches = textOf(path).matchAll(
    /`((?:[\w.@-]+\/)+(?:[\w.-]+\.(?:ts|tsx|js|json|md|hbs|css|scss|yml))?)`/g,
  );
  return [...matches].map((match) => match[1] ?? '');
}

function isThere(readme: string, named: string): boolean {
  return [projectFolder, join(projectFolder, dirname(readme))].some((folder) =>
    existsSync(join(folder, named)),
  );
}
