import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { SessionView } from '../../../api/accounts/contract.ts';
import { createClient } from '../../support/http.ts';
import { newOwnData, type OwnData } from '../../support/own-data.ts';
import { PASSWORD } from '../../support/people.ts';
import { until } from '../../support/until.ts';

const program = resolve(import.meta.dirname, '../../../api/bin/candour.js');

interface Run {
  child: ChildProcess;
  out: () => string;
  err: () => string;
  code: Promise<number | null>;
}

let data: OwnData;
beforeAll(async () => {
  data = await newOwnData();
});
afterAll(() => data.remove());

function candour(args: string[], { env = {}, input = '' } = {}): Run {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, PORT: '0', ...data.settings, ...env },
  });
  const parts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (parts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (parts.err += chunk.toString()));
  child.stdin.end(input);
  const code = once(child, 'close').then(([status]) => status as number | null);
  return { child, out: () => parts.out, err: () => parts.err, code };
}

async function finished(
  args: string[],
  options = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const run = candour(args, options);
  const code = await run.code;
  return { code, out: run.out(), err: run.err() };
}

describe('candour', () => {
  test('says how it is used', async () => {
    const { code, out } = await finished(['--help']);
    expect(code).toBe(0);
    for (const command of ['serve', 'import', 'user']) expect(out).toContain(command);
  });

  test.each([[['dance']], [['user', 'add']], [['serve', '--fast']]])(
    'wrong use ends with 2: %j',
    async (args) => {
      const { code, err } = await finished(args);
      expect(code).toBe(2);
      expect(err).toContain('error:');
    },
  );

  test('a wrong setting stops the start with one line', async () => {
    const { code, out, err } = await finished(['serve'], { env: { PORT: 'eighty' } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^candour: PORT=eighty cannot be used: .*\n$/);
  });
});

describe('candour serve', () => {
  let server: Run;
  beforeAll(async () => {
    server = candour(['serve']);
    await until(() => server.out().includes('token=') || server.child.exitCode !== null, 'the link', 60);
  });
  afterAll(() => {
    server.child.kill('SIGKILL');
  });
  const link = () => new URL(/http\S+/.exec(server.out())?.[0] ?? '');

  test('prints one link where there is no data yet', () => {
    expect(server.out().match(/https?:\/\//g)).toHaveLength(1);
    expect(link().pathname).toBe('/set-up');
  });

  test('a port that is taken is named in one line', async () => {
    const other = await newOwnData();
    const env = { ...other.settings, PORT: link().port };
    const { code, err } = await finished(['serve'], { env });
    expect(code).toBe(1);
    expect(err).toBe(
      `candour: Port ${link().port} is in use by another program. Set PORT to another number.\n`,
    );
    await other.remove();
  });

  test('user add goes through the running server', async () => {
    const args = ['user', 'add', 'Ann@Example.gov.uk', '--name', 'Ann', '--administrator'];
    const added = await finished([...args, '--password-stdin', '--json'], { input: `${PASSWORD}\n` });
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(added.out)).toMatchObject({ email: 'ann@example.gov.uk' });
    const client = createClient(link().origin);
    const answer = await client.post<SessionView>('/session', {
      email: 'ann@example.gov.uk',
      password: PASSWORD,
    });
    expect(answer.body.me).toMatchObject({ name: 'Ann', administrator: true });
  });

  test('user add prints a link with which someone joins once', async () => {
    const added = await finished(['user', 'add', 'bob@example.gov.uk', '--name', 'Bob', '--administrator']);
    const token = new URL(added.out.trim()).searchParams.get('token');
    const accepted = { token, name: 'Bob', password: PASSWORD };
    const client = createClient(link().origin);
    expect(await client.post('/invitations/accept', accepted)).toMatchObject({
      status: 200,
      body: { me: { name: 'Bob', administrator: true } },
    });
    expect((await client.post('/invitations/accept', accepted)).status).toBe(404);
  });

  test.each([
    [['user', 'add', 'nonsense', '--name', 'N'], 'email'],
    [['user', 'add', 'ann@example.gov.uk', '--name', 'N', '--password-stdin'], 'already an account'],
    [['user', 'add', 'c@example.gov.uk', '--name', 'N', '--role', 'lead'], '--assessment'],
  ])('user add refuses %j', async (args, words) => {
    const { code, out, err } = await finished(args, { input: PASSWORD });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
  });

  test('stops cleanly when asked', async () => {
    server.child.kill('SIGTERM');
    expect(await server.code).toBe(0);
  });
});
