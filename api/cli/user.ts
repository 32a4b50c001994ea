import { type Command, Option } from 'commander';
import { text as readAll } from 'node:stream/consumers';
import { invitationInput } from '../accounts/contract.ts';
import { makeInvitation } from '../accounts/invitations.ts';
import { refuseUnknownPlace, setMember } from '../accounts/members.ts';
import { createPerson } from '../accounts/service.ts';
import { ROLES, type Role } from '../accounts/vocabulary.ts';
import { listSections } from '../assessments/service.ts';
import type { Config } from '../config.ts';
import { InvalidInput } from '../http/errors.ts';
import { print, printJson, withData } from './command.ts';

interface Options {
  name: string;
  organisation: string;
  administrator?: true;
  assessment?: string;
  role?: Role;
  section: string[];
  passwordStdin?: true;
  json?: true;
}

const machine = { id: null, name: 'Command line' };

/** Adds `candour user add`. */
export function registerUser(program: Command): void {
  program
    .command('user')
    .description('people who may sign in')
    .command('add')
    .description('invite someone: prints a one-time link, or makes the account at once with a password')
    .argument('<email>', 'their e-mail address, with which they sign in')
    .requiredOption('--name <name>', 'their name')
    .option('--organisation <organisation>', 'where they work', '')
    .option('--administrator', 'they administer the installation')
    .option('--assessment <id>', 'the assessment they get a place in; needs --role')
    .addOption(new Option('--role <role>', 'what they are in it').choices(ROLES))
    .option('--section <section>', 'a section of theirs: its code, judgement or id (repeatable)', collect, [])
    .option('--password-stdin', 'read their password from standard input instead of printing a link')
    .option('--json', 'print the result as JSON')
    .action(addUser);
}

async function addUser(email: string, options: Options): Promise<void> {
  const password = options.passwordStdin ? (await readAll(process.stdin)).replace(/\r?\n$/, '') : null;
  await withData(async ({ config }) => {
    const membership = await placeOf(options);
    const { name, organisation, administrator = false } = options;
    const wanted = parse({ email, name, organisation, administrator, membership });
    if (password === null) await printInvitation(wanted, config, options);
    else await printPerson(wanted, password, options);
  });
}

async function printInvitation(wanted: Wanted, config: Config, { json }: Options): Promise<void> {
  const made = await makeInvitation(machine, wanted, config.CANDOUR_URL ?? `http://localhost:${config.PORT}`);
  if (json) printJson({ email: wanted.email, ...made });
  else print(made.link);
}

async function printPerson(wanted: Wanted, password: string, { json }: Options): Promise<void> {
  const { membership, ...person } = wanted;
  if (membership) await refuseUnknownPlace(membership);
  const id = String((await createPerson(machine, { ...person, password }))._id);
  if (membership) await setMember(machine, id, membership);
  if (json) printJson({ email: wanted.email, id });
  else print(`${wanted.name} can now sign in as ${wanted.email}.`);
}

type Wanted = ReturnType<typeof parse>;

function parse(value: unknown) {
  const result = invitationInput.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new InvalidInput('This person cannot be added.', problems);
}

async function placeOf({ assessment, role, section }: Options): Promise<Wanted['membership']> {
  if (assessment === undefined && role === undefined && section.length === 0) return null;
  if (assessment === undefined || role === undefined) {
    throw new InvalidInput('A place needs both --assessment and --role.');
  }
  const sections = await listSections(assessment);
  const ids = section.map((wanted) => {
    const found = sections.find(({ id, code, judgement }) => [id, code, judgement].includes(wanted));
    if (found) return found.id;
    const known = sections.map(({ code }) => code).filter((code) => code !== '');
    throw new InvalidInput(`There is no section ${wanted}. Choose from ${known.join(', ')}.`);
  });
  return { assessment, role, sections: ids };
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
