import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hold } from './claim-folder.ts';
import { type Answer, listen } from './wire/listen.ts';
import { USER, withSignIn } from './wire/sign-in.ts';

/** How drivers reach a server: the URI with all they need. */
export interface Reach {
  uri: string;
  /** Ends every connection, and takes no new ones. */
  disconnect: () => void;
  /** Lets the folder go. */
  close: () => Promise<void>;
}

/** A Unix socket in the folder, which is closed to other users: it is the lock, and needs no password. */
export async function reachBySocket(folder: string, path: string, answer: Answer): Promise<Reach> {
  rmSync(uriFile(folder), { force: true });
  const listener = await listen({ path }, () => answer);
  return { uri: socketUri(path), ...listener };
}

/**
 * A port of this machine, for systems on which drivers know no sockets in folders. Any user of the machine can connect
 * to it, so it asks for a password, made anew at each start and kept in a file that only this user can read.
 */
export async function reachByTcp(folder: string, lock: string, answer: Answer): Promise<Reach> {
  const letGo = await hold(lock);
  const password = randomBytes(24).toString('base64url');
  const listener = await listen({ host: '127.0.0.1', port: 0 }, () => withSignIn(answer, password));
  const address = `127.0.0.1:${listener.port}`;
  const options = 'directConnection=true&authMechanism=PLAIN';
  const uri = `mongodb://${USER}:${password}@${address}/?${options}`;
  rmSync(uriFile(folder), { force: true });
  writeFileSync(uriFile(folder), uri, { mode: 0o600 });
  const close = async (): Promise<void> => {
    rmSync(uriFile(folder), { force: true });
    await listener.close();
    await letGo();
  };
  return { uri, disconnect: listener.disconnect, close };
}

/** Where to reach the server that holds a folder by listening on `lock`. */
export function uriOfHolder(folder: string, lock: string): string {
  try {
    return readFileSync(uriFile(folder), 'utf8');
  } catch {
    return socketUri(lock);
  }
}

function uriFile(folder: string): string {
  return join(folder, 'database.uri');
}

// Not as a replica set: drivers compare the names of its members in lower case, and a path may have capitals.
function socketUri(path: string): string {
  return `mongodb://${encodeURIComponent(path)}/?directConnection=true`;
}
