/** Loads the sample council through the services everyone uses: nothing about it is special afterwards. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { SamplePerson } from '../accounts/contract.ts';
import { nameCouncil } from '../accounts/installation.ts';
import { setMember } from '../accounts/members.ts';
import { createPerson, findUser } from '../accounts/service.ts';
import { actorWithoutSession, openSession, type SignedIn } from '../accounts/sign-in/sessions.ts';
import { ROLE_WORDS } from '../accounts/vocabulary.ts';
import type { AssessmentView } from '../assessments/contract.ts';
import { gradeSection } from '../assessments/sections.ts';
import { createAssessment } from '../assessments/service.ts';
import { createEvidence, receiveFile, type ReceivedFile } from '../evidence/service.ts';
import type { Actor } from '../policy.ts';
import { addPostIt, addReply, settlePostIt } from '../post-its/service.ts';
import {
  readCouncil,
  readEvidence,
  readSampleFile,
  type SampleCouncil,
  type SampleEvidence,
} from './contents.ts';
import { drawPdf } from './pdf.ts';
import { readText, type WrittenText } from './text.ts';

/** The sample council, loaded; its coordinator is signed in. */
export interface LoadedSample {
  signedIn: SignedIn;
  assessment: string;
  password: string;
  people: SamplePerson[];
}

interface Loading {
  council: SampleCouncil;
  /** The people by key, with the rights they have so far. */
  people: Map<string, Actor>;
  texts: Map<string, WrittenText>;
  assessment: AssessmentView;
}

/** Loads the whole sample council into an empty installation. */
export async function loadSample(): Promise<LoadedSample> {
  const council = readCouncil();
  const password = newSharedPassword();
  const people = await createPeople(council, password);
  const first = personOf(people, council.people[0]?.key);
  await nameCouncil(first, council.council);
  const evidence = await fillLibrary(coordinating(first), readEvidence());
  const loading = await writeAssessment(council, people, evidence);
  await placePeople(loading);
  await gradeSections(loading);
  for (const postIt of council.postIts) await stick(loading, postIt);
  const user = await findUser(first.email);
  if (!user) throw new Error('The sample council has no coordinator');
  const shown = council.people.filter((person) => person.shown).map(describePerson);
  return { signedIn: await openSession(user), assessment: loading.assessment.id, password, people: shown };
}

async function createPeople(council: SampleCouncil, password: string): Promise<Map<string, Actor>> {
  const people = new Map<string, Actor>();
  for (const { key, name, email, organisation, administrator } of council.people) {
    const user = await createPerson(null, { email, name, organisation, administrator, password });
    people.set(key, await actorWithoutSession(user));
  }
  return people;
}

async function fillLibrary(
  actor: Actor,
  records: readonly SampleEvidence[],
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { key, file, ...fields } of records) {
    const received = file ? await makeFile(file) : null;
    ids[key] = (await createEvidence(actor, { ...fields, notForQuotation: false }, received)).id;
  }
  return ids;
}

async function makeFile({ from, as }: { from: string; as: string }): Promise<ReceivedFile> {
  const text = readSampleFile(`files/${from}`);
  const bytes = as.endsWith('.pdf') ? await drawPdf(text) : Buffer.from(text);
  return receiveFile(as, Readable.from([bytes]));
}

async function writeAssessment(
  council: SampleCouncil,
  people: Map<string, Actor>,
  evidence: Record<string, string>,
): Promise<Loading> {
  const texts = new Map<string, WrittenText>();
  const sections = council.sections.map(({ judgement, text }) => {
    const written = readText(readSampleFile(`sections/${text}`), evidence);
    texts.set(judgement, written);
    return { judgement, regions: written.regions };
  });
  const chapters = council.chapters.map(({ title, place, text }) => {
    const { regions } = readText(readSampleFile(`chapters/${text}`), evidence);
    return { title, place, text: regions['body'] ?? { type: 'doc' as const, content: [] } };
  });
  const { title, framework, recommendations } = council;
  const seed = { title, framework, chapters, sections, recommendations };
  const assessment = await createAssessment(personOf(people, council.people[0]?.key), seed);
  return { council, people, texts, assessment };
}

async function placePeople({ council, people, assessment }: Loading): Promise<void> {
  const coordinator = personOf(people, council.people[0]?.key);
  for (const { key, role, judgements } of council.people) {
    const sections = judgements.map((judgement) => sectionOf(assessment, judgement));
    const person = personOf(people, key);
    const place = { assessment: assessment.id, role, sections };
    if (person !== coordinator) await setMember(coordinator, person.id, place);
    people.set(key, { ...person, memberships: [place] });
  }
}

async function gradeSections({ council, people, assessment }: Loading): Promise<void> {
  for (const { judgement, grade } of council.sections) {
    const lead = council.people.find((person) => person.judgements.includes(judgement));
    if (grade === null || !lead) continue;
    await gradeSection(personOf(people, lead.key), sectionOf(assessment, judgement), grade);
  }
}

async function stick(
  { people, texts, assessment }: Loading,
  { by, section, claim: label, note, replies, dealtWith }: SampleCouncil['postIts'][number],
): Promise<void> {
  const claim = label === null ? undefined : texts.get(section)?.labels[label];
  if (label !== null && claim === undefined)
    throw new Error(`The sample has no claim ${label} in ${section}`);
  const target = claim === undefined ? { kind: 'section' as const } : { kind: 'claim' as const, claim };
  const where = { section: sectionOf(assessment, section), target };
  const { id } = await addPostIt(personOf(people, by), { ...where, note });
  for (const reply of replies) await addReply(personOf(people, reply.by), id, reply.note);
  if (!dealtWith) return;
  const { disposition, reason } = dealtWith;
  await settlePostIt(personOf(people, dealtWith.by), { postIt: id, disposition, reason });
}

function describePerson({ name, email, organisation, role }: SampleCouncil['people'][number]): SamplePerson {
  return { name, email, organisation, role: ROLE_WORDS[role].name };
}

/** Before the assessment exists nobody has a place in it, and the library is open to people with one. */
function coordinating(actor: Actor): Actor {
  return { ...actor, memberships: [{ assessment: '', role: 'coordinator', sections: [] }] };
}

function personOf(people: ReadonlyMap<string, Actor>, key = ''): Actor {
  const person = people.get(key);
  if (person) return person;
  throw new Error(`The sample has no person ${key}`);
}

function sectionOf(assessment: AssessmentView, judgement: string): string {
  const section = assessment.sections.find((one) => one.judgement === judgement);
  if (section) return section.id;
  throw new Error(`The sample has no section ${judgement}`);
}

/** 80 random bits in four groups that can be read out. */
function newSharedPassword(): string {
  const letters = Array.from(randomBytes(16), (byte) =>
    'abcdefghjkmnpqrstuvwxyz23456789'.charAt(byte % 31),
  ).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
