import { evidenceByIds } from '../../evidence/service.ts';
import { InvalidInput } from '../../http/errors.ts';
import type { FrozenAssessment, FrozenPostIt } from '../../versions/freezing/contract.ts';
import { freezeNow, readFrozen, signOffShownOn } from '../../versions/service.ts';
import type { ExportedVersion } from '../contract.ts';
import type { EditionFacts } from '../editions/given.ts';

/** What an export is made of: a version, or the text as it stands, with what an edition is told besides. */
export interface Subject {
  frozen: FrozenAssessment;
  postIts: FrozenPostIt[];
  facts: Omit<EditionFacts, 'withFiles'>;
}

/** Reads a version of an assessment, or freezes the text as it stands. Throws NotFound. */
export async function subjectOf(assessment: string, version: string | null): Promise<Subject> {
  const { frozen, postIts, copy } =
    version === null ? await asItStands(assessment) : await versionOf(assessment, version);
  const records = await evidenceByIds(frozen.evidence.map(({ id }) => id));
  const visibilityNow = Object.fromEntries(records.map(({ id, visibility }) => [id, visibility]));
  const signOff = version === null ? null : ((await signOffShownOn(version))?.steps ?? null);
  return { frozen, postIts, facts: { copy, signOff, visibilityNow } };
}

/** A version as exports name it. Throws NotFound, and InvalidInput when it is of another assessment. */
export async function namedVersion(assessment: string, version: string): Promise<ExportedVersion> {
  const { version: found } = await readFrozen(version);
  if (found.assessment !== assessment) throw new InvalidInput('This version is of another assessment.');
  const { id, number, title } = found;
  return { id, number, title };
}

async function asItStands(assessment: string) {
  const { frozen, postIts, hash, at } = await freezeNow(assessment);
  return { frozen, postIts, copy: { number: null, takenAt: at.toISOString(), signed: false, hash } };
}

async function versionOf(assessment: string, version: string) {
  await namedVersion(assessment, version);
  const { frozen, postIts, version: found } = await readFrozen(version);
  const { number, takenAt, signed, hash } = found;
  return { frozen, postIts, copy: { number, takenAt, signed, hash } };
}
