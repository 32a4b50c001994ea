import { type Command, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import type { AssessmentFacts } from '../assessments/contract.ts';
import { allAssessmentIds, assessmentFacts } from '../assessments/service.ts';
import { InvalidInput, NotFound } from '../http/errors.ts';
import { make } from '../packs/making/make.ts';
import { stopPrinting } from '../packs/printing.ts';
import { EDITIONS, type Edition, type ExportForm } from '../packs/vocabulary.ts';
import { viewNumbered } from '../versions/service.ts';
import { print, printJson, withData } from './command.ts';
import { refuseUnwritable, toFile } from './output-file.ts';

interface Options {
  pdf?: string;
  html?: string;
  pack?: string;
  version?: number;
  edition: Edition;
  json?: true;
}

/** A file that was written. `inspectionReady` is null where nothing was printed. */
interface Written {
  form: ExportForm;
  file: string;
  bytes: number;
  sha256: string;
  manifestSha256: string | null;
  inspectionReady: boolean | null;
  problems: string[];
}

const forms = ['pdf', 'html', 'pack'] as const;

/** Adds `candour export`. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .description(
      'make a PDF, a web page or an evidence pack of an assessment; a file that is there is replaced',
    )
    .argument('<assessment>', 'its id or its whole title')
    .option('--pdf <file>', 'the PDF file to write')
    .option('--html <file>', 'the web page to write')
    .option('--pack <file>', 'the evidence pack (ZIP) to write')
    .option('--version <number>', 'the version to export; else the text as it stands', versionNumber)
    .addOption(
      new Option('--edition <edition>', 'for whom: inspectors, or the council with its post-its')
        .choices(Object.keys(EDITIONS))
        .default('inspection'),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nA PDF that is not inspection-ready is written all the same: it is said why, and the exit code is 0.',
    )
    .action(run);
}

async function run(wanted: string, options: Options, command: Command): Promise<void> {
  const targets = forms.flatMap((form) => {
    const file = options[form];
    return file === undefined ? [] : [{ form, file: resolve(file) }];
  });
  if (targets.length === 0) command.error('error: name at least one file to write: --pdf, --html or --pack');
  for (const { file } of targets) await refuseUnwritable(file);
  await withData(async () => {
    try {
      const { id, title } = await findAssessment(wanted);
      const version = options.version === undefined ? null : (await viewNumbered(id, options.version)).id;
      const files: Written[] = [];
      for (const target of targets) {
        files.push(await write(target, { assessment: id, version, edition: options.edition }));
      }
      if (options.json) printJson({ assessment: id, title, version: options.version ?? null, files });
      else files.forEach((file) => describe(title, file));
    } finally {
      await stopPrinting();
    }
  });
}

async function write(
  { form, file }: { form: ExportForm; file: string },
  of: { assessment: string; version: string | null; edition: Edition },
): Promise<Written> {
  const order = { ...of, form, against: null };
  const actor = { id: null, name: 'Command line' };
  const { bytes, sha256, ...about } = await make(
    { actor, subject: of.assessment, order, keep: toFile(file) },
    { signal: new AbortController().signal, report: () => undefined },
  );
  const { manifestSha256, inspectionReady, problems } = about;
  return { form, file, bytes, sha256, manifestSha256, inspectionReady, problems };
}

function describe(title: string, { file, bytes, manifestSha256, inspectionReady, problems }: Written): void {
  print(`Wrote “${title}” to ${file} (${Math.ceil(bytes / 1024)} kB)`);
  if (manifestSha256 !== null) print(`  Fingerprint of its manifest: ${manifestSha256}`);
  if (inspectionReady === true) print('  Inspection-ready: every check of the PDF passed');
  if (inspectionReady === false) print('  Not inspection-ready:');
  for (const problem of problems) print(`    ${problem}`);
}

function versionNumber(typed: string): number {
  if (/^\d{1,9}$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError('It is a whole number, such as 4.');
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
