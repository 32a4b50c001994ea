import type { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setMember } from '../accounts/members.ts';
import { findUser, listPeople } from '../accounts/service.ts';
import { actorWithoutSession } from '../accounts/sign-in/sessions.ts';
import { Forbidden, InvalidInput, NotFound, TooLarge } from '../http/errors.ts';
import type { ImportResult, Proposal } from '../imports/contract.ts';
import { importFile } from '../imports/service.ts';
import { looksLikePack } from '../packs/importing/archive.ts';
import { importPack } from '../packs/importing/import-pack.ts';
import { type Actor, can } from '../policy.ts';
import { print, printJson, withData } from './command.ts';

interface Options {
  framework?: string;
  title?: string;
  as?: string;
  json?: true;
}

const mostBytes = 100 * 1024 * 1024;

/** Adds `candour import`. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description(
      'make an assessment of a Word document (.docx), a Markdown file (.md) or an evidence pack (.zip)',
    )
    .argument('<file>', 'the self-assessment to import')
    .option('--framework <id>', 'the framework a document was written for, such as ofsted-ilacs-2026')
    .option('--title <title>', 'the title of the assessment; else the title in the document')
    .option('--as <email>', 'the person who imports it and coordinates the assessment')
    .option('--json', 'print the result as JSON')
    .action(run);
}

async function run(path: string, options: Options, command: Command): Promise<void> {
  const { framework, title } = options;
  if (await found(path, () => looksLikePack(path))) {
    if (framework !== undefined || title !== undefined)
      command.error(
        'error: an evidence pack brings its framework and title: leave out --framework and --title',
      );
    await runPack(path, options);
  } else if (framework === undefined) {
    command.error("error: required option '--framework <id>' not specified");
  } else await runDocument(path, { ...options, framework });
}

async function runPack(path: string, options: Options): Promise<void> {
  await withData(async () => {
    const actor = await actorFor(options.as);
    const result = await importPack(actor, path);
    if (actor.id === '') await giveToAdministrator(result.assessment);
    if (options.json) printJson(result);
    else {
      print(`Created “${result.title}” (${result.assessment})`);
      print(
        `  ${counted(result.evidence.added, 'evidence record')} added, ${result.evidence.reused} here before`,
      );
    }
  });
}

async function runDocument(path: string, options: Options & { framework: string }): Promise<void> {
  const bytes = await found(path, () => readBytes(path));
  await withData(async () => {
    const actor = await actorFor(options.as);
    const file = { filename: basename(path), bytes, framework: options.framework };
    const { proposal, result } = await importFile(actor, file, options.title);
    if (actor.id === '') await giveToAdministrator(result.assessment);
    if (options.json) printJson(asJson(proposal, result));
    else describe(proposal, result);
  });
}

async function readBytes(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > mostBytes) throw new TooLarge(`${path} is larger than 100 MB. Take the pictures out of a copy.`);
  return readFile(path);
}

/** Reads a file; says it kindly when there is none. */
async function found<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
    if (error.code === 'ENOENT') throw new InvalidInput(`There is no file ${path}.`);
    if (error.code === 'EISDIR') throw new InvalidInput(`${path} is a folder. Name the file in it.`);
    throw error;
  }
}

/** The person named by `--as`, or the command line itself. */
async function actorFor(email: string | undefined): Promise<Actor> {
  if (email === undefined) {
    const nobody = { id: '', email: '', organisation: '', session: '', memberships: [] };
    return { ...nobody, name: 'Command line', administrator: true };
  }
  const user = await findUser(email.trim().toLowerCase());
  if (!user) throw new NotFound(`Nobody has an account with the address ${email}.`);
  const actor = await actorWithoutSession(user);
  if (!user.suspended && can(actor, 'assessments.create')) return actor;
  throw new Forbidden(`${user.name} may not create assessments. Name a coordinator or an administrator.`);
}

/** An assessment imported by nobody in particular goes to the first administrator, if there is one yet. */
async function giveToAdministrator(assessment: string): Promise<void> {
  const people = await listPeople();
  const administrator = people.find((person) => person.administrator && !person.suspended);
  if (!administrator) return;
  const place = { assessment, role: 'coordinator' as const, sections: [] };
  await setMember({ id: null, name: 'Command line' }, administrator.id, place);
}

function asJson(proposal: Proposal, result: ImportResult): unknown {
  const { counts, proposedSources, sections, unplaced } = proposal;
  return {
    assessment: result.assessment,
    sections: sections.map(({ key, judgement }) => ({
      judgement,
      sides: counts.sides
        .filter(({ section }) => section === key)
        .map(({ side, claims, subpoints, themes }) => ({ side, claims, subpoints, themes })),
    })),
    frontMatter: counts.frontMatter,
    recommendations: counts.recommendations,
    proposedSources: proposedSources.map(({ source, claims }) => ({ source, claims: claims.length })),
    unplaced: unplaced.map(({ text }) => text),
  };
}

function describe(proposal: Proposal, result: ImportResult): void {
  const { counts } = proposal;
  print(`Created “${result.title}” (${result.assessment})`);
  for (const { key, judgement } of proposal.sections) {
    const sides = counts.sides.filter(({ section }) => section === key);
    const words = sides.map(({ side, claims, subpoints }) => {
      const below = subpoints === 0 ? '' : ` and ${counted(subpoints, 'sub-point')}`;
      return `${side} ${counted(claims, 'claim')}${below}`;
    });
    print(`  ${judgement ?? ''}: ${words.join('; ')}`);
  }
  const before = counted(counts.frontMatter, 'chapter');
  print(`  ${before} of front matter, ${counted(counts.recommendations, 'recommendation')}`);
  for (const { number, source, claims } of result.evidence)
    print(`  ${number} ${source}: cited by ${counted(claims, 'claim')}`);
  for (const remark of proposal.remarks) print(remark);
  if (result.unplaced.length === 0) return;
  print(`Not in the assessment (${result.unplaced.length}):`);
  for (const { text, reason } of result.unplaced) print(`  ${text.replaceAll('\n', ' / ')} [${reason}]`);
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
