import { createWriteStream } from 'node:fs';
import { access, constants, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InvalidInput } from '../http/errors.ts';
import type { Keep } from '../packs/making/make.ts';
import { copyCounted } from '../packs/making/store.ts';

/** Throws InvalidInput when no file can be written there: before the work, not after it. */
export async function refuseUnwritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new InvalidInput(`${path} is a folder. Name a file in it.`);
  try {
    await access(dirname(path), constants.W_OK);
  } catch {
    throw new InvalidInput(`The folder ${dirname(path)} is not there, or nothing may be written to it.`);
  }
}

/** Writes a file as it comes; an old one stays until the new one is whole. */
export function toFile(path: string): Keep {
  return async (content, options) => {
    const part = `${path}.part`;
    try {
      const kept = await copyCounted(content, createWriteStream(part), options);
      await rename(part, path);
      return kept;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };
}
