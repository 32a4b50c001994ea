import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

// sun_path holds 108 bytes on Linux and 104 on macOS, with the zero at its end.
const LONGEST_SOCKET_PATH = 103;
const PIPES = '\\\\.\\pipe\\';
const ADDRESS_FILE = 'database.address';
const STARTING = 'database.starting';
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
  const leave = await enter(join(real, STARTING));
  try {
    const held = recordedSocket(real);
    if (await answers(held)) return { heldAt: held };
    const path = socketPath(real);
    if (isPipe(path)) return { result: await take(path) };
    rmSync(held, { force: true });
    rmSync(path, { force: true });
    if (path !== join(real, 'database.sock')) writeFileSync(join(real, ADDRESS_FILE), path, { mode: 0o600 });
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

function isPipe(path: string): boolean {
  return path.startsWith(PIPES);
}

/** Lets one process at a time look at the socket and replace it, so that two cannot both find it dead. */
async function enter(gate: string): Promise<() => void> {
  const patience = Date.now() + 2 * STARTING_IS_STALE_MS;
  for (;;) {
    try {
      mkdirSync(gate, { mode: 0o700 });
      return () => {
        rmdirSync(gate);
      };
    } catch (error) {
      if (!isCode(error, 'EEXIST') || Date.now() > patience) throw error;
    }
    removeStale(gate);
    await pause(20);
  }
}

function removeStale(gate: string): void {
  try {
    if (Date.now() - statSync(gate).mtimeMs < STARTING_IS_STALE_MS) return;
    const aside = `${gate}.${process.pid}`;
    renameSync(gate, aside);
    rmdirSync(aside);
  } catch (error) {
    // Another process was quicker: the next round sees how it stands.
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

/** Where the last holder listened. */
function recordedSocket(folder: string): string {
  try {
    return readFileSync(join(folder, ADDRESS_FILE), 'utf8');
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    return process.platform === 'win32' ? socketPath(folder) : join(folder, 'database.sock');
  }
}

function socketPath(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  // Windows has pipes instead, which are in no folder and end with the process that listens.
  if (process.platform === 'win32') return `${PIPES}embedded-database-${hash}`;
  const inside = join(folder, 'database.sock');
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH) return inside;
  const outside = join(tmpdir(), `embedded-database-${hash}`);
  mkdirSync(outside, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(outside);
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) {
    throw new Error(`${outside} belongs to someone else, and the path of ${folder} is too long for a socket`);
  }
  return join(outside, 'database.sock');
}

function answers(path: string): Promise<boolean> {
  if (Buffer.byteLength(path) > LONGEST_SOCKET_PATH) return Promise.resolve(false);
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
