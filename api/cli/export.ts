import type { Command } from 'commander';
import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { allAssessmentIds, assessmentFacts } from '../assessments/service.ts';
import type { AssessmentFacts } from '../assessments/contract.ts';
import { InvalidInput, NotFound } from '../http/errors.ts';
import { printAssessment, stopExports } from '../packs/service.ts';
import { print, printJson, withData } from './command.ts';

interface Options {
  pdf: string;
  json?: true;
}

/** Adds `candour export`. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .description('print an assessment as it stands to a PDF file')
    .argument('<assessment>', 'its id or its whole title')
    .requiredOption('--pdf <file>', 'the PDF file to write; one that is there is replaced')
    .option('--json', 'print the result as JSON')
    .action(run);
}

async function run(wanted: string, options: Options): Promise<void> {
  const path = resolve(options.pdf);
  await refuseUnwritable(path);
  await withData(async () => {
    try {
      const { id, title } = await findAssessment(wanted);
      const pdf = await printAssessment({ id: null, name: 'Command line' }, id);
      await replaceFile(path, pdf);
      if (options.json) printJson({ assessment: id, title, file: path, bytes: pdf.length });
      else print(`Wrote “${title}” to ${path} (${Math.ceil(pdf.length / 1024)} kB)`);
    } finally {
      await stopExports();
    }
  });
}

/** Before the work, not after it. */
async function refuseUnwritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new InvalidInput(`${path} is a folder. Name a file in it.`);
  try {
    await access(dirname(path), constants.W_OK);
  } catch {
    throw new InvalidInput(`The folder ${dirname(path)} is not there, or nothing may be written to it.`);
  }
}

async function findAssessment(wanted: string): Promise<AssessmentFacts> {
  const all = await Promise.all((await allAssessmentIds()).map(assessmentFacts));
  const found = all.filter(({ id, title }) => id === wanted || typed(title) === typed(wanted));
  const [only] = found;
  if (only && found.length === 1) return only;
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new InvalidInput(`${found.length} assessments have the title “${wanted}”. Use an id: ${ids}.`);
  }
  const known = all.map(({ id, title }) => `${id} “${title}”`).join(', ');
  throw new NotFound(
    `There is no assessment with the id or title “${wanted}”. There is: ${known || 'none yet'}.`,
  );
}

/** A title as it is typed in a terminal: straight quotes, single spaces, any case. */
function typed(title: string): string {
  return title.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The old file stays until the new one is whole. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
