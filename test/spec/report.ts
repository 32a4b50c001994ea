import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { MongoClient } from 'mongodb';
import { listedReason } from './listed-cases.ts';
import { readSpecFile, type SpecFile, type SpecTest } from './format.ts';
import { applies, describeServer, type Server } from './requirements.ts';
import { runTest } from './run-test.ts';

/** What became of a test. `listed`: it failed through the driver or this runner, see `listed-cases.ts`. */
export type Verdict = 'passed' | 'refused' | 'skipped' | 'listed' | 'wrong';

/** One test with its verdict and, unless it passed, the reason. */
export interface Judged {
  test: string;
  verdict: Verdict;
  reason: string;
}

/** The tests of one file. */
export interface FileReport {
  file: string;
  tests: Judged[];
}

/** Runs every file of a folder against a server, one after the other. */
export async function* runFolder(folder: string, uri: string): AsyncGenerator<FileReport> {
  const internal = await new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 }).connect();
  try {
    const server = await describeServer(internal);
    for (const path of specFiles(folder)) {
      const file = readSpecFile(path);
      const tests: Judged[] = [];
      for (const test of file.tests) tests.push(await judge({ uri, internal, server }, file, test));
      yield { file: relative(folder, path), tests };
    }
  } finally {
    await internal.close();
  }
}

function specFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

interface Target {
  uri: string;
  internal: MongoClient;
  server: Server;
}

async function judge({ uri, internal, server }: Target, file: SpecFile, test: SpecTest): Promise<Judged> {
  const name = test.description;
  if (test.skipReason !== undefined) return { test: name, verdict: 'skipped', reason: test.skipReason };
  if (!applies(file.runOnRequirements, server) || !applies(test.runOnRequirements, server)) {
    return { test: name, verdict: 'skipped', reason: 'for another topology or server version' };
  }
  const { differences, refusals } = await runTest(uri, internal, file, test);
  if (differences.length === 0) return { test: name, verdict: 'passed', reason: '' };
  if (refusals.length > 0) return { test: name, verdict: 'refused', reason: refusals[0] ?? '' };
  const listed = listedReason(file.description, name, differences);
  return listed === undefined
    ? { test: name, verdict: 'wrong', reason: differences.join('; ') }
    : { test: name, verdict: 'listed', reason: listed };
}

/** Counts by verdict, and the share that passed of all tests that apply to the server. */
export function summary(tests: Judged[]): string {
  const count = (verdict: Verdict): number => tests.filter((one) => one.verdict === verdict).length;
  const applying = tests.length - count('skipped');
  const share = applying === 0 ? 100 : (100 * count('passed')) / applying;
  return [
    `passed ${count('passed')}`,
    `refused ${count('refused')}`,
    `listed ${count('listed')}`,
    `wrong ${count('wrong')}`,
    `skipped ${count('skipped')}`,
    `${share.toFixed(1)} % of ${applying} that apply`,
  ].join(', ');
}
