import { type Command, Option } from 'commander';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { copyDatabase } from '../database/copy.ts';
import { backUp, compact, dataFileOf, restore } from '../database/embedded/maintenance/files.ts';
import { InvalidInput } from '../http/errors.ts';
import { print, printJson } from './command.ts';
import { verifyWithEvidence } from './verify-evidence.ts';

interface Options {
  json?: true;
}

/** Adds `candour database backup | restore | verify | compact | copy`. */
export function registerDatabase(program: Command): void {
  const database = program.command('database').description('look after the data');
  const json = (): Option => new Option('--json', 'print the result as JSON');
  database
    .command('backup')
    .description('write a verified copy of the data to a file; a server may be running')
    .argument('<file>', 'the file to write, or a folder to write a dated file in')
    .option('--replace', 'replace the file if it is there')
    .addOption(json())
    .action(runBackup);
  database
    .command('restore')
    .description('put a backup into an empty data folder, having verified it')
    .argument('<backup>', 'the file that backup wrote')
    .addOption(json())
    .action(runRestore);
  database
    .command('verify')
    .description('read everything and say what is wrong and where; a server may be running')
    .argument('[file]', 'a backup; else the data folder')
    .addOption(json())
    .action(runVerify);
  database
    .command('compact')
    .description('give the space of what was deleted back to the disk; stop the server first')
    .addOption(json())
    .action(runCompact);
  database
    .command('copy')
    .description('copy everything between a data folder and MongoDB, either way; stop the server first')
    .requiredOption('--from <source>', 'a data folder or a MongoDB URI')
    .requiredOption('--to <target>', 'an empty data folder, or the URI of an empty database')
    .addOption(json())
    .action(runCopy);
}

async function runBackup(wanted: string, { json, replace }: Options & { replace?: true }): Promise<void> {
  const file = await backupFile(wanted);
  if (!replace && (await kindOf(file)) !== 'nothing')
    throw new InvalidInput(`${file} is there already. Name another file, or add --replace.`);
  const counts = totals((await backUp(dataFolder(), file)).collections);
  const { size } = await stat(file);
  if (json) printJson({ file, bytes: size, ...counts });
  else print(`Wrote ${file} (${sized(size)}): ${describe(counts)}, verified`);
}

async function backupFile(wanted: string): Promise<string> {
  const path = resolve(wanted);
  if ((await kindOf(path)) === 'folder') {
    return join(path, `candour-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.backup`);
  }
  await mkdir(dirname(path), { recursive: true });
  return path;
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  const found = await stat(path).catch(() => null);
  if (!found) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}

async function runRestore(backup: string, { json }: Options): Promise<void> {
  const folder = dataFolder();
  if ((await kindOf(resolve(backup))) !== 'file') throw new InvalidInput(`There is no file ${backup}.`);
  const counts = totals((await restore(resolve(backup), folder)).collections);
  if (json) printJson({ folder, ...counts });
  else print(`Restored into ${folder}: ${describe(counts)}`);
}

async function runVerify(file: string | undefined, { json }: Options): Promise<void> {
  const path = file === undefined ? dataFileOf(dataFolder()) : resolve(file);
  const { collections, problems, notes } = await verifyWithEvidence(path);
  if (json) {
    printJson({ file: path, collections, files: totals(collections).files, problems, notes });
  } else {
    print(`${path}: ${describe(totals(collections))}`);
    for (const line of [...problems, ...notes]) print(`  ${line}`);
    print(problems.length === 0 ? 'All is well.' : `Wrong: ${problems.length}`);
  }
  if (problems.length > 0) process.exitCode = 1;
}

async function runCompact({ json }: Options): Promise<void> {
  const { before, after } = await compact(dataFolder());
  if (json) printJson({ before, after });
  else print(`The file was ${sized(before)} and is ${sized(after)}`);
}

async function runCopy({ from, to, json }: Options & { from: string; to: string }): Promise<void> {
  const copied = await copyDatabase(from, to);
  if (json) {
    printJson({ collections: copied });
    return;
  }
  for (const { name, documents, indexes, sha256 } of copied)
    print(
      `  ${name}: ${counted(documents, 'document')}, indexes: ${indexes}; the same in both (${sha256.slice(0, 12)})`,
    );
  const documents = copied.reduce((sum, one) => sum + one.documents, 0);
  print(`Copied ${counted(documents, 'document')}`);
}

/** The folder of the embedded database. What is in MongoDB is looked after with MongoDB's own tools. */
function dataFolder(): string {
  const config = readConfig(process.env);
  if (config.MONGO_URI === undefined) return config.CANDOUR_DATA;
  throw new InvalidInput('MONGO_URI is set, so the data is in MongoDB. Use its tools, such as mongodump.');
}

interface Counts {
  documents: number;
  collections: number;
  files: number;
}

function totals(collections: readonly { ns: string; documents: number }[]): Counts {
  const sum = (ones: readonly { documents: number }[]): number =>
    ones.reduce((n, one) => n + one.documents, 0);
  const files = collections.filter(({ ns }) => ns.endsWith('.files'));
  return { collections: collections.length, documents: sum(collections), files: sum(files) };
}

function describe({ documents, collections, files }: Counts): string {
  return `${counted(documents, 'document')} in ${counted(collections, 'collection')}, ${counted(files, 'file')}`;
}

function sized(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1024);
  return kilobytes < 1024 ? `${kilobytes} kB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
