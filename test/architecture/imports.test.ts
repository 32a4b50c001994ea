import { describe, expect, test } from '@jest/globals';
import { type ImportOf, importsOf, sourceFiles } from './source-tree.ts';

/** Features in rank order: an import may only go to the left. */
const features = [
  'audit',
  'accounts',
  'frameworks',
  'evidence',
  'indicators',
  'assessments',
  'collaboration',
  'claims',
  'post-its',
  'actions',
  'readiness',
  'versions',
  'imports',
  'packs',
];

/** What stands below every feature, and what composes them from above. */
const platform = ['api/http/', 'api/database/', 'api/config.ts', 'api/policy.ts'];
const composition = ['api/app.ts', 'api/features.ts', 'api/serve.ts', 'api/cli/', 'api/sample/'];

const imports = sourceFiles()
  .filter((path) => !path.startsWith('test/'))
  .flatMap(importsOf);
const own = imports.filter((one) => one.own);

const startsWithAny = (path: string, starts: readonly string[]) =>
  starts.some((start) => path.startsWith(start));
const featureOf = (path: string) => features.find((feature) => path.startsWith(`api/${feature}/`)) ?? null;
const names = (found: readonly ImportOf[]) => found.map((one) => `${one.file} -> ${one.path}`);

describe('imports point one way', () => {
  test('every folder of api is a feature, platform or composition', () => {
    const strangers = sourceFiles().filter(
      (path) =>
        path.startsWith('api/') && !featureOf(path) && !startsWithAny(path, [...platform, ...composition]),
    );
    expect(strangers).toEqual([]);
  });

  test('a feature imports only features to its left', () => {
    const wrong = own.filter(({ file, path }) => {
      const [from, to] = [featureOf(file), featureOf(path)];
      return from !== null && to !== null && from !== to && features.indexOf(to) > features.indexOf(from);
    });
    expect(names(wrong)).toEqual([]);
  });

  test('the platform knows no feature, but for the words of roles', () => {
    const wrong = own.filter(
      ({ file, path }) =>
        startsWithAny(file, platform) && featureOf(path) !== null && path !== 'api/accounts/vocabulary.ts',
    );
    expect(names(wrong)).toEqual([]);
  });

  test('nothing below imports what composes', () => {
    const wrong = own.filter(
      ({ file, path }) => startsWithAny(path, composition) && !startsWithAny(file, composition),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('a model is imported only inside its own folder', () => {
    const wrong = own.filter(({ file, path }) => {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      return /model\.ts$/.test(path) && !file.startsWith(folder.replace(/model\/$/, ''));
    });
    expect(names(wrong)).toEqual([]);
  });

  test('the schema imports only itself and the editor libraries', () => {
    const allowed = /^(@tiptap\/(core|pm|extension-[a-z-]+)|yjs|y-protocols|lib0)(\/|$)/;
    const wrong = imports.filter(
      ({ file, path, own: isOwn }) =>
        file.startsWith('editor/schema/') &&
        !(isOwn ? path.startsWith('editor/schema/') : allowed.test(path)),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('api and exports take nothing of the editor but the schema', () => {
    const wrong = own.filter(
      ({ file, path }) =>
        startsWithAny(file, ['api/', 'exports/']) &&
        path.startsWith('editor/') &&
        !path.startsWith('editor/schema/'),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('exports know no database and no HTTP', () => {
    const wrong = imports.filter(
      ({ file, path }) => file.startsWith('exports/') && /^(api\/|express|mongoose|mongodb|ws$)/.test(path),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('the editor takes types of contracts and vocabularies of the api', () => {
    const wrong = own.filter(
      ({ file, path, typeOnly }) =>
        file.startsWith('editor/') &&
        path.startsWith('api/') &&
        !(typeOnly && /\/contract\.ts$|\/error-handler\.ts$/.test(path)) &&
        !/\/vocabulary\.ts$/.test(path),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('only the database folder and models know Mongoose', () => {
    const wrong = imports.filter(
      ({ file, path, typeOnly }) =>
        /^(mongoose|mongodb)$/.test(path) &&
        !typeOnly &&
        !/(^|\/)([a-z-]+-)?model\.ts$|^api\/database\/|\/file-store\.ts$/.test(file),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('the embedded database knows nothing of Candour', () => {
    const wrong = own.filter(
      ({ file, path }) =>
        file.startsWith('api/database/embedded/') && !path.startsWith('api/database/embedded/'),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('no file is in a cycle of value imports', () => {
    expect(cycles(own.filter((one) => !one.typeOnly))).toEqual([]);
  });
});

/** Each cycle of the graph as a path that ends where it began. */
function cycles(edges: readonly ImportOf[]): string[] {
  const graph = new Map<string, string[]>();
  for (const { file, path } of edges) graph.set(file, [...(graph.get(file) ?? []), path]);
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}
