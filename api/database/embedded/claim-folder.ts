import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

// sun_path holds 108 bytes on Linux and 104 on macOS, with the zero at its end.
const LONGEST_SOCKET_PATH = 103;
const STARTING_IS_STALE_MS = 10_000;

/** Either the folder is ours, and `result` what `take` made of it; or a living process serves it at `heldAt`. */
export type Claim<T> = { result: T } | { heldAt: string };

/**
 * Makes the folder ours: whoever listens on its socket holds it. `take` must listen on the path it is given.
 * A socket left by a process that was killed answers nobody, and is removed.
 */
export async function claimFolder<T>(
  folder: string,
  take: (socketPath: string) => Promise<T>,
): Promise<Claim<T>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const real = realpathSync(folder);
  const leave = await enter(join(real, 'database.starting'));
  try {
    const path = socketPath(real);
    if (await answers(path)) return { heldAt: path };
    if (process.platform !== 'win32') rmSync(path, { force: true });
    return { result: await take(path) };
  } finally {
    leave();
  }
}

/** Listens on a claimed path only to hold it; answers how to let it go. */
export async function hold(path: string): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return () => new Promise((closed) => server.close(() => closed()));
}

/** Lets one process at a time look at the socket and replace it, so that two cannot both find it dead. */
async function enter(gate: string): Promise<() => void> {
  for (;;) {
    try {
      mkdirSync(gate, { mode: 0o700 });
      return () => {
        rmSync(gate, { recursive: true, force: true });
      };
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const entered = statSync(gate, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - entered > STARTING_IS_STALE_MS) rmSync(gate, { recursive: true, force: true });
    await pause(20);
  }
}

function socketPath(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  // Windows has pipes instead, which are in no folder and end with the process that listens.
  if (process.platform === 'win32') return `\\\\.\\pipe\\embedded-database-${hash}`;
  const path = join(folder, 'database.sock');
  if (Buffer.byteLength(path) <= LONGEST_SOCKET_PATH) return path;
  return join(shortcut(folder, join(tmpdir(), `embedded-${hash}`)), 'database.sock');
}

/** A link to a folder whose own path is too long for a socket. */
function shortcut(folder: string, link: string): string {
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(folder, link);
  if (lstatSync(link).uid !== process.getuid?.() || readlinkSync(link) !== folder)
    throw new Error(`${link} belongs to someone else, and the path of ${folder} is too long for a socket`);
  return link;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      if (isCode(error, 'ENOENT') || isCode(error, 'ECONNREFUSED')) resolve(false);
      else reject(error);
    });
  });
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
