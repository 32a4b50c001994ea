/** Everything that can be wrong with a pack is found here, before anything of it is stored. */
import type { z } from 'zod';
import { evidencePath } from '../../../exports/evidence-path.ts';
import type { SectionFacts } from '../../assessments/contract.ts';
import { findJudgement } from '../../assessments/rules.ts';
import { describeWhole } from '../../assessments/whole.ts';
import { claimIdsIn } from '../../claims/carried-register.ts';
import { InvalidInput } from '../../http/errors.ts';
import { damaged, hashOf, notAPack, type PackArchive, wholeFile } from './archive.ts';
import {
  manifestSchema,
  type PackData,
  packDataSchema,
  type PackedAssessment,
  type PackedSection,
} from './contents.ts';

const mostManifest = 5 * 1024 * 1024;
const mostData = 64 * 1024 * 1024;
/** The list itself, and the fingerprint beside it, are not on the list. */
const unlisted = ['manifest.json', 'manifest.sha256'];

/** A pack that may be imported. */
export interface CheckedPack {
  assessment: PackedAssessment;
  /** What its sections are, in the same order. */
  sections: SectionFacts[];
  /** The fingerprint of the pack's list. */
  manifestSha256: string;
}

/**
 * Reads a pack from end to end: every file is there, none besides, each with the bytes and SHA-256 that the list gives it, and
 * the assessment is one that Candour could have written. Throws InvalidInput.
 */
export async function checkPack(pack: PackArchive): Promise<CheckedPack> {
  const manifestSha256 = await checkFiles(pack);
  const data = await readJson(pack, 'assessment.json', { schema: packDataSchema, most: mostData });
  const assessment = asStrictAsNow(data);
  const sections = describeWhole(assessment);
  refuseRepeated(assessment);
  assessment.sections.forEach((section, index) => checkSection(assessment, section, sections[index]));
  refuseMissingFiles(assessment, pack);
  return { assessment, sections, manifestSha256 };
}

/** Records are seen by no more people than where the pack was made. */
function asStrictAsNow({ assessment, stricterNow }: PackData): PackedAssessment {
  const evidence = assessment.evidence.map((record) => ({
    ...record,
    visibility: stricterNow[record.id] ?? record.visibility,
  }));
  return { ...assessment, evidence };
}

async function checkFiles(pack: PackArchive): Promise<string> {
  const { files } = await readJson(pack, 'manifest.json', { schema: manifestSchema, most: mostManifest });
  const manifestSha256 = await hashOf(pack, 'manifest.json');
  const own = await wholeFile(pack, 'manifest.sha256', 1000);
  const isListed = new Set([...files.map(({ path }) => path), ...unlisted]);
  const stray = [...pack.sizes.keys()].find((path) => !isListed.has(path));
  const isWhole = isListed.size === files.length + unlisted.length && stray === undefined;
  if (!isWhole || !own.toString('utf8').startsWith(`${manifestSha256} `)) throw new InvalidInput(damaged);
  for (const { path, bytes, sha256 } of files) {
    if (pack.sizes.get(path) !== bytes || (await hashOf(pack, path)) !== sha256) throw altered(path);
  }
  return manifestSha256;
}

async function readJson<Schema extends z.ZodType>(
  pack: PackArchive,
  path: string,
  { schema, most }: { schema: Schema; most: number },
): Promise<z.output<Schema>> {
  const result = schema.safeParse(parsed((await wholeFile(pack, path, most)).toString('utf8')));
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('.') ?? '';
  throw where === 'format' || where === ''
    ? new InvalidInput(notAPack)
    : new InvalidInput(
        where === 'formatVersion'
          ? 'This evidence pack was made by a newer Candour. Update Candour here, then import it again.'
          : `${path} of this pack is not as Candour writes it (at ${where.slice(0, 100)}), so nothing was imported. Get the pack again from whoever sent it.`,
      );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function refuseRepeated({ sections, evidence }: PackedAssessment): void {
  const lists = [
    sections.map(({ id }) => id),
    sections.flatMap(({ judgement }) => (judgement === null ? [] : [judgement])),
    evidence.map(({ id }) => id),
    evidence.map(({ number }) => number),
  ];
  if (lists.some((list) => new Set(list).size !== list.length)) throw new InvalidInput(damaged);
}

function checkSection(
  { framework }: PackedAssessment,
  section: PackedSection,
  facts: SectionFacts | undefined,
): void {
  if (section.judgement !== null) findJudgement(framework, section.judgement);
  const isJudgement = section.kind === 'judgement';
  const fits =
    facts !== undefined &&
    isJudgement === (section.judgement !== null) &&
    isJudgement === (section.place === 'judgements') &&
    (section.grade === null || facts.grades.some(({ id }) => id === section.grade)) &&
    isSameSet(
      Object.keys(section.text),
      facts.regions.map(({ id }) => id),
    ) &&
    claimsFit(section, facts);
  if (!fits) throw wrongSection(section.title);
}

/** Every claim with a number stands in the text, and its number is one of its side. */
function claimsFit({ claims, text }: PackedSection, facts: SectionFacts): boolean {
  const inText = new Set(claimIdsIn(facts, text));
  const letters = facts.regions.map(({ letter }) => letter ?? '').join('');
  const isNumber = (number: string): boolean =>
    number.startsWith(`${facts.code}.`) &&
    new RegExp(`^[${letters}][1-9]\\d{0,5}$`).test(number.slice(facts.code.length + 1));
  const numbers = claims.map(({ number }) => number);
  return (
    claims.every(({ id }) => inText.has(id)) &&
    claims.every(({ number, formerNumbers }) => [number, ...formerNumbers].every(isNumber)) &&
    new Set(numbers).size === numbers.length &&
    new Set(claims.map(({ id }) => id)).size === claims.length
  );
}

function refuseMissingFiles({ evidence }: PackedAssessment, pack: PackArchive): void {
  for (const record of evidence) {
    const missing = record.revisions.some(
      (file) => pack.sizes.get(evidencePath(record, file)) !== file.bytes,
    );
    if (missing) throw new InvalidInput(`The file of ${record.number} is not in this pack. ${damaged}`);
  }
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

function altered(path: string): InvalidInput {
  return new InvalidInput(`${path} is not as it was when the pack was made. ${damaged}`);
}

function wrongSection(title: string): InvalidInput {
  return new InvalidInput(
    `The section “${title.slice(0, 100)}” does not fit the framework of this pack, so nothing was imported. Get the pack again from whoever sent it.`,
  );
}
