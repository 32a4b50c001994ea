import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openForSpecifications } from './database.ts';
import { type FileReport, runFolder, summary } from './report.ts';

const EXAMPLE = join(import.meta.dirname, 'example');

let database: Awaited<ReturnType<typeof openForSpecifications>>;
const reports = new Map<string, FileReport>();

beforeAll(async () => {
  database = await openForSpecifications();
  for await (const report of runFolder(EXAMPLE, database.uri)) reports.set(report.file, report);
});
afterAll(() => database.close());

function verdicts(file: string): string[] {
  return reports.get(file)?.tests.map(({ test: name, verdict }) => `${verdict}: ${name}`) ?? [];
}

describe('the runner of specification tests', () => {
  test('passes what is as expected, and tells refused and skipped from it', () => {
    expect(verdicts('right.json')).toEqual([
      'passed: a read gives the documents',
      'passed: a lost answer is asked for again and the write applied once',
      'passed: an aborted transaction leaves nothing',
      'passed: a transaction function is run again after a conflict',
      'passed: an error is told with its code',
      'passed: a file comes back as it went',
      'refused: a refused stage',
      'skipped: for a later server',
      'skipped: for a sharded cluster',
    ]);
  });

  test('finds each kind of difference', () => {
    const { tests = [] } = reports.get('wrong.json') ?? {};
    expect(tests.map(({ test: name, verdict, reason }) => `${verdict}: ${name}: ${reason}`)).toEqual([
      'wrong: another result: operation 0 (findOne): result: title: expected "Emma", got "Persuasion"',
      'wrong: a field too many: operation 0 (find): result: 1: _id: expected 3, got 2',
      'wrong: another outcome: outcome of books: expected 2 elements, got [{"_id":2,"title":"Emma","copies":1}]',
      'wrong: an error that does not come: operation 0 (insertOne): expected an error, got none',
      expect.stringContaining('wrong: an error with another label: operation 0 (insertOne): expected labels'),
      'wrong: an event too few: expected 0 events, got commandStartedEvent find',
      'wrong: an unknown operation: operation 0 (polish): The runner does not know polish on books',
    ]);
  });

  test('counts the share of those that apply', () => {
    const { tests = [] } = reports.get('right.json') ?? {};
    expect(summary(tests)).toBe('passed 6, refused 1, listed 0, wrong 0, skipped 2, 85.7 % of 7 that apply');
  });
});
