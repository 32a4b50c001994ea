import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SetUpDone } from '../../../../api/accounts/contract.ts';
import type { AssessmentView } from '../../../../api/assessments/contract.ts';
import { openEmbedded } from '../../../../api/database/embedded/open.ts';
import * as subset from '../../../../api/database/embedded/subset.ts';
import { startServerProcess } from '../../../bench/server-process.ts';
import { startProxy } from '../../../support/database-proxy.ts';
import { createClient } from '../../../support/http.ts';
import { shapeOf } from './command-shapes.ts';

// The application asks its database for nothing outside the declared subset. Every other test of the application
// shows it too, for the embedded database refuses all else; here it can be read what was asked.

let folder: string;
const seen = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'application-'));
  const database = await openEmbedded({ folder: join(folder, 'database') });
  const proxy = await startProxy(database.uri, ({ request, forward }) => {
    seen.add(shapeOf(request));
    return forward();
  });
  const server = await startServerProcess(['api/bin/candour.js', 'serve'], {
    PORT: '0',
    CANDOUR_DATA: join(folder, 'data'),
    MONGO_URI: proxy.uri,
  });
  await lookRound(server.address);
  await server.stop();
  await proxy.close();
  await database.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Loads the sample council and reads all of it. */
async function lookRound(link: URL): Promise<void> {
  const client = createClient(link.origin);
  const token = link.href.split('token=')[1] ?? '';
  const { body } = await client.post<SetUpDone>('/set-up', { token, kind: 'sample' });
  const assessment = await client.get<AssessmentView>(`/assessments/${body.assessment ?? ''}`);
  for (const { id } of assessment.body.sections) {
    for (const what of ['claims', 'post-its']) await client.get(`/sections/${id}/${what}`);
  }
  for (const path of ['/session', '/assessments', '/evidence', '/people']) await client.get(path);
}

/** The parts of a shape that are not in the subset. */
function outside(shape: string): string[] {
  const [command = '', ...parts] = shape.replace(/\([^)]*\)/g, '').split(' ');
  const known = knownFields(command);
  const operators = [...shape.matchAll(/\(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(' '));
  return [
    ...parts.filter((field) => known !== 'any' && !known.includes(field)),
    ...operators.filter((name) => !OPERATORS.has(name)),
  ];
}

function knownFields(command: string): string[] | 'any' {
  const fields = Object.entries(subset.COMMANDS).find(([name]) => name === command)?.[1] ?? [];
  if (fields === 'any') return 'any';
  const inside = Object.entries(subset.STATEMENTS).flatMap(([list, names]) =>
    names.map((name) => `${list}.${name}`),
  );
  return [...fields, ...subset.EVERY_COMMAND, ...inside];
}

const OPERATORS = new Set<string>([
  ...subset.QUERY_OPERATORS,
  ...subset.LOGICAL_OPERATORS,
  ...subset.UPDATE_OPERATORS,
  ...subset.STAGES,
  '$sum',
]);

test('all that the application sends is in the subset', () => {
  const shapes = [...seen];
  expect(shapes.map((shape) => shape.split(' ', 1)[0])).toEqual(
    expect.arrayContaining(['find', 'insert', 'update', 'findAndModify', 'createIndexes']),
  );
  expect(shapes.filter((shape) => outside(shape).length > 0)).toEqual([]);
});

test('what is not would be seen', () => {
  expect(outside('find filter($eq $where) collation lsid $db')).toEqual(['collation', '$where']);
  expect(outside('update updates.q updates.u($set) updates.collation $db')).toEqual(['updates.collation']);
  expect(outside('mapReduce map reduce $db')).toEqual(['map', 'reduce']);
});
