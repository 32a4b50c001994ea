import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claimFolder, hold } from '../claim-folder.ts';
import { DataInUse } from '../open.ts';
import { DATA_FILE } from '../storage/store.ts';
import { reading } from './reading.ts';
import { type Report, verifyFile } from './verify.ts';

/** A database file that is damaged, with what is wrong. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly string[]) {
    super(`${path} is damaged: ${problems[0] ?? ''}`);
    this.problems = problems;
  }
}

/**
 * Writes the data of a folder, as it is at one moment, to a file that is not there yet, and verifies it. A server may
 * be running: LMDB gives this process a snapshot of its own, and neither waits for the other.
 */
export async function backUp(folder: string, file: string): Promise<Report> {
  return writeAnew(dataFileOf(folder), file);
}

/** Puts a backup, verified, into a folder that has no database. */
export async function restore(backup: string, folder: string): Promise<Report> {
  return holding(folder, async () => {
    const file = join(folder, DATA_FILE);
    if (existsSync(file))
      throw new Error(`${folder} holds a database already. Restore into an empty folder.`);
    await sound(backup);
    return writeAnew(backup, file);
  });
}

/** Writes the file anew without the space of what was deleted; bytes before and after. A crash leaves the old file. */
export async function compact(folder: string): Promise<{ before: number; after: number }> {
  const file = dataFileOf(folder);
  return holding(folder, async () => {
    const before = statSync(file).size;
    await sound(file);
    await writeAnew(file, file);
    // Its counts are those of the old file: whoever opens the new one must begin with a new one.
    rmSync(`${file}-lock`, { force: true });
    return { before, after: statSync(file).size };
  });
}

/** The database file of a data folder. Throws if there is none. */
export function dataFileOf(folder: string): string {
  const file = join(folder, DATA_FILE);
  if (!existsSync(file)) throw new Error(`There is no database in ${folder}.`);
  return file;
}

/** Does something while nobody else can open the folder; refused if a server runs on it. */
async function holding<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const claim = await claimFolder(folder, hold);
  if ('heldAt' in claim) throw new DataInUse(folder);
  try {
    return await work();
  } finally {
    await claim.result();
  }
}

async function sound(file: string): Promise<Report> {
  const report = await verifyFile(file);
  if (report.problems.length > 0) throw new Damaged(file, report.problems);
  return report;
}

/** Copies the data of one file to another, which gets its name once it is verified and on disk. */
async function writeAnew(from: string, to: string): Promise<Report> {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  try {
    await reading(from, (env) => env.backup(part, true));
    const report = await sound(part);
    flush(part);
    renameSync(part, to);
    // Windows flushes no folders.
    if (process.platform !== 'win32') flush(dirname(to));
    return report;
  } finally {
    rmSync(part, { force: true });
  }
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
