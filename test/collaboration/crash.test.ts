import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import type { AssessmentView } from '../../api/assessments/contract.ts';
import { newBlockId } from '../../editor/schema/ids.ts';
import { projectFolder } from '../architecture/source-tree.ts';
import { createClient } from '../support/http.ts';
import { newOwnData, type OwnData } from '../support/own-data.ts';
import { PASSWORD } from '../support/people.ts';
import { until } from '../support/until.ts';
import { openPage, type Page } from './page.ts';

/** How many times the server is killed; CRASH_ROUNDS asks for more. */
const rounds = Number(process.env['CRASH_ROUNDS'] ?? '2');
const person = { email: 'ann@example.gov.uk', password: PASSWORD };

interface Child {
  process: ChildProcess;
  url: URL;
}

let data: OwnData;
let child: Child;
let section: string;

beforeAll(async () => {
  data = await newOwnData();
  child = await serve();
  section = await setUp(child.url);
});
afterAll(async () => {
  await stop('SIGTERM');
  await data.remove();
});

/** The real program, as an administrator starts it. */
async function serve(): Promise<Child> {
  const started = spawn(process.execPath, ['api/bin/candour.js', 'serve'], {
    cwd: projectFolder,
    env: { ...process.env, ...data.settings, PORT: '0', CANDOUR_LOG: 'error', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: started.stdout })) {
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (address === undefined) continue;
    started.stdout.resume();
    return { process: started, url: new URL(address.replace('localhost', '127.0.0.1')) };
  }
  throw new Error('The server stopped before it said its address');
}

async function stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const exited = once(child.process, 'exit');
  child.process.kill(signal);
  await exited;
}

async function setUp(url: URL): Promise<string> {
  const client = createClient(url.origin);
  const token = url.searchParams.get('token');
  await client.post('/set-up', { token, kind: 'council', council: 'Testshire', name: 'Ann', ...person });
  await client.post('/session', person);
  const started = { title: 'Crash', framework: 'ofsted-ilacs-2026' };
  const { body } = await client.post<AssessmentView>('/assessments', started);
  return body.sections.find((one) => one.kind === 'judgement')?.id ?? '';
}

async function newPage(): Promise<Page> {
  const client = createClient(child.url.origin);
  await client.post('/session', person);
  const page = openPage({ port: Number(child.url.port), section, cookie: client.cookie() });
  await until(() => page.isSaved(), 'the page to open', 30);
  return page;
}

/** Types numbered words into a claim of its own until told to stop; knows how many were acknowledged. */
class Typist {
  readonly page: Page;
  readonly name: string;
  readonly #text = new Y.XmlText();
  typed = 0;
  saved = 0;
  stopped = false;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
    const claim = new Y.XmlElement('claim');
    claim.setAttribute('id', newBlockId());
    claim.insert(0, [this.#text]);
    page.ydoc.getXmlFragment('effective').push([claim]);
    // Acknowledgements come in the order of the changes, so all but the last so many words are saved.
    page.provider.on('unsyncedChanges', ({ number }: { number: number }) => {
      this.saved = Math.max(this.saved, this.typed - number);
    });
  }

  async type(): Promise<void> {
    while (!this.stopped) {
      this.typed += 1;
      this.#text.insert(this.#text.length, `<${this.name}${this.typed}>`);
      await pause(randomInt(5, 30));
    }
  }
}

function wordsOf(page: Page, name: string): number[] {
  const found = page
    .words()
    .join('')
    .matchAll(new RegExp(`<${name}(\\d+)>`, 'g'));
  return [...found].map(([, number]) => Number(number));
}

describe('killing the server while two people type', () => {
  test.each(Array.from({ length: rounds }, (_, round) => round + 1))(
    'loses nothing that was shown as saved (round %d)',
    async (round) => {
      const typists = ['a', 'b'].map(async (name) => new Typist(await newPage(), `${name}${round}-`));
      const two = await Promise.all(typists);
      const typing = two.map((typist) => typist.type());
      await until(() => two.every((typist) => typist.saved > 5), 'something to be saved');
      await pause(randomInt(0, 1500));
      const killed = stop('SIGKILL');
      // Their browsers are gone as well: nothing can come from there again.
      const saved = two.map((typist) => typist.saved);
      for (const typist of two) {
        typist.stopped = true;
        typist.page.close();
      }
      await Promise.all([killed, ...typing]);
      child = await serve();
      const page = await newPage();
      for (const [index, typist] of two.entries()) {
        const found = wordsOf(page, typist.name);
        expect(found).toEqual(Array.from({ length: found.length }, (_, at) => at + 1));
        expect(found.length).toBeGreaterThanOrEqual(saved[index] ?? 0);
      }
      page.close();
    },
    120_000,
  );
});
