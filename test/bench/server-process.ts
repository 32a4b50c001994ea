import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const project = resolve(import.meta.dirname, '../..');

/** A server in a process of its own. */
export interface ServerProcess {
  /** The first address it printed. */
  address: URL;
  /** Resident memory now, in MB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts `node …arguments` in the project and waits until it prints an address. */
export async function startServerProcess(
  command: readonly string[],
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, command, {
    cwd: project,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await printedAddress(child);
  return {
    address,
    memory: async () => {
      const status = await readFile(`/proc/${String(child.pid)}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function printedAddress(child: ChildProcess): Promise<URL> {
  if (!child.stdout) throw new Error('The server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /https?:\/\/\S+/.exec(line)?.[0];
    if (found !== undefined) {
      child.stdout.resume();
      return new URL(found);
    }
  }
  throw new Error('The server stopped before it printed an address');
}
