import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ConnectionTransport } from 'puppeteer-core';
import { speakOverPipes } from './pipe.ts';

/** A browser's program, in a process group and a folder of its own. */
export interface BrowserProgram {
  /** How it is spoken to: over a pipe, so it opens no debugging port and ends when this process does. */
  transport: ConnectionTransport;
  /** Resolves when it and its folder are gone, with how it ended and the last it said. */
  ended: Promise<string>;
  /** Ends it and all it started, at once. */
  kill: () => void;
}

const mostSaid = 4000;
const hasGroups = process.platform !== 'win32';

/** Runs a browser; `argumentsFor` is given the folder for its profile. Rejects when there is no such program. */
export async function runBrowser(
  path: string,
  argumentsFor: (profile: string) => string[],
): Promise<BrowserProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-browser-'));
  const child = spawn(path, argumentsFor(join(folder, 'profile')), {
    detached: hasGroups, // it leads a process group, which can be ended as one
    env: environment(folder),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = endOf(child).finally(() => remove(folder));
  await once(child, 'spawn').catch(() => ended);
  return {
    transport: speakOverPipes(child.stdio[3] as Writable, child.stdio[4] as Readable),
    ended,
    kill: () => {
      if (child.exitCode === null && child.signalCode === null) killGroup(child);
    },
  };
}

/** How the program ended, once it did; ends it after `patience` ms. */
export async function endWithin(program: BrowserProgram, patience: number): Promise<string> {
  const late = setTimeout(program.kill, patience);
  return program.ended.finally(() => clearTimeout(late));
}

/** What cannot be removed is left behind: it holds nothing, and no print should fail of it. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}

/** Nothing of this process's environment, which may hold secrets; one time zone and language everywhere. */
function environment(folder: string): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', TZ: 'UTC' };
}

async function endOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-mostSaid);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  killGroup(child);
  if (child.stderr) await heardOut(child.stderr);
  return `It ended with ${signal ?? `code ${code}`} and ${said.trim() === '' ? 'said nothing' : `said:\n${said.trim()}`}`;
}

/** The last words may come after the end; whoever else holds that pipe open is not waited for. */
async function heardOut(stream: Readable): Promise<void> {
  await finished(stream, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (!hasGroups) return void child.kill('SIGKILL');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // nothing of the group is left
  }
}
