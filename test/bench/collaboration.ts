import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLABORATION_PATH } from '../../api/collaboration/vocabulary.ts';
import { documentName } from '../../editor/schema/ydoc.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { percentile, print, row } from './table.ts';
import { type Desk, type Measured, typeTogether } from './typists.ts';

const typists = 50;
const rounds = 3;
const password = 'violet harbour lantern';

interface Result extends Measured {
  memory: number;
}

/**
 * Fifty people typing in one section, through the whole of Candour (signed in, checked, written ahead, acknowledged)
 * and through a bare Hocuspocus server, in turns, each in a fresh process. Prints both and their ratios.
 */
export async function benchCollaboration(): Promise<void> {
  const results: { candour: Result[]; bare: Result[] } = { candour: [], bare: [] };
  for (let round = 1; round <= rounds; round += 1) {
    print(`Round ${round} of ${rounds}`);
    results.bare.push(await throughBareServer());
    results.candour.push(await throughCandour());
  }
  report(together(results.bare), together(results.candour));
}

async function throughBareServer(): Promise<Result> {
  const server = await startServerProcess(['--import', 'tsx', 'test/bench/bare-server.ts']);
  const url = `ws://${server.address.host}`;
  return measure(server, { url, document: 'bench', cookies: Array.from({ length: typists }, () => '') });
}

async function throughCandour(): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-bench-'));
  const environment = { CANDOUR_DATA: folder, PORT: '0', CANDOUR_LOG: 'error' };
  const server = await startServerProcess(['api/bin/candour.js', 'serve'], environment);
  try {
    return await measure(server, await signIn(server));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(server: ServerProcess, desk: Desk): Promise<Result> {
  try {
    const measured = await typeTogether(desk);
    return { ...measured, memory: await server.memory() };
  } finally {
    await server.stop();
  }
}

/** Sets a council up, starts an assessment and signs its coordinator in once for every typist. */
async function signIn(server: ServerProcess): Promise<Desk> {
  const { origin, host } = server.address;
  const call = async (path: string, body: unknown, cookie = ''): Promise<Response> =>
    fetch(`${origin}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
  const token = server.address.searchParams.get('token');
  const person = { email: 'bench@example.org', password };
  await call('/set-up', { token, kind: 'council', council: 'Benchshire', name: 'Bench', ...person });
  const cookies: string[] = [];
  for (let index = 0; index < typists; index += 1) cookies.push(cookieOf(await call('/session', person)));
  const started = await call('/assessments', { title: 'Bench', framework: 'ofsted-ilacs-2026' }, cookies[0]);
  const { sections } = (await started.json()) as { sections: { id: string; kind: string }[] };
  const section = sections.find(({ kind }) => kind === 'judgement')?.id ?? '';
  return { url: `ws://${host}${COLLABORATION_PATH}`, document: documentName(section), cookies };
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function together(results: readonly Result[]): Result {
  return {
    propagation: results.flatMap(({ propagation }) => propagation),
    acknowledgement: results.flatMap(({ acknowledgement }) => acknowledgement),
    missing: results.reduce((sum, { missing }) => sum + missing, 0),
    memory: Math.max(...results.map(({ memory }) => memory)),
  };
}

function report(bare: Result, candour: Result): void {
  print('');
  print(`${typists} people in one section, 5 letters a second each; times in milliseconds`);
  print(row('', ['bare', 'Candour', 'ratio']));
  for (const kind of ['propagation', 'acknowledgement'] as const) {
    for (const share of [50, 95, 99]) {
      const values = [bare, candour].map((result) => percentile(result[kind], share));
      print(row(`${kind} p${share}`, [...values.map((value) => value.toFixed(1)), ratio(values)]));
    }
  }
  const memory = [bare.memory, candour.memory];
  print(row('memory, MB', [...memory.map((value) => value.toFixed(0)), ratio(memory)]));
  print(row('letters missing', [String(bare.missing), String(candour.missing), '']));
  print(row('deliveries', [String(bare.propagation.length), String(candour.propagation.length), '']));
}

function ratio([base = Number.NaN, value = Number.NaN]: readonly number[]): string {
  return `${(value / base).toFixed(2)}x`;
}
