import { parseArgs } from 'node:util';
import { openForSpecifications } from './database.ts';
import { type Judged, runFolder, summary } from './report.ts';

/*
 * Runs MongoDB's unified specification tests: `node --import tsx test/spec/run.ts FOLDER [--uri URI] [--verbose]`.
 * Without a URI it starts the embedded database in a temporary folder. Exits with 1 if a test is
 * wrong: it failed, and neither did the server refuse something by name nor is the case listed.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { uri: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const [folder] = positionals;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (folder === undefined) {
  process.stderr.write('Name the folder of specification tests\n');
  process.exitCode = 2;
} else {
  const target =
    values.uri === undefined
      ? await openForSpecifications()
      : { uri: values.uri, close: () => Promise.resolve() };
  try {
    await run(folder, target.uri);
  } finally {
    await target.close();
  }
}

async function run(from: string, uri: string): Promise<void> {
  const all: Judged[] = [];
  for await (const { file, tests } of runFolder(from, uri)) {
    all.push(...tests);
    say(`${file}: ${summary(tests)}`);
    const told = values.verbose ? ['wrong', 'listed', 'refused'] : ['wrong'];
    for (const { test, verdict, reason } of tests) {
      if (told.includes(verdict)) say(`    ${verdict}: ${test}\n      ${reason}`);
    }
  }
  say(`TOTAL: ${summary(all)}`);
  say('(apply: meant for a replica set of the version the server says it is; the rest is skipped)');
  if (all.some(({ verdict }) => verdict === 'wrong')) process.exitCode = 1;
}
