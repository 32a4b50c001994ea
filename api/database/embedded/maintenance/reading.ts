import { existsSync, rmSync } from 'node:fs';
import { type Env, openEnv } from '../storage/store.ts';

/** Opens a database file for reading, beside the process that may be writing it, and leaves nothing behind. */
export async function reading<T>(path: string, work: (env: Env) => T | Promise<T>): Promise<T> {
  const isLocked = existsSync(`${path}-lock`);
  const env = openEnv(path, { readOnly: true });
  try {
    return await work(env);
  } finally {
    await env.close();
    if (!isLocked) rmSync(`${path}-lock`, { force: true });
  }
}
