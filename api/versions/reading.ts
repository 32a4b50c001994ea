import { assessmentFacts } from '../assessments/service.ts';
import { evidenceByIds } from '../evidence/service.ts';
import { visibilitiesFor } from '../evidence/rules.ts';
import { NotFound } from '../http/errors.ts';
import { recordId } from '../http/input.ts';
import { type Actor, can, type Scope } from '../policy.ts';
import type { VersionDetail, VersionsView, VersionView } from './contract.ts';
import type { FrozenAssessment, FrozenPostIt, FrozenSection } from './freezing/contract.ts';
import { readParts } from './freezing/parts.ts';
import { VersionModel, type VersionRecord } from './model.ts';
import { asSeen } from './rules.ts';
import { signedOf } from './signing/signatures.ts';

/** A version with everything it holds. */
export interface ReadVersion {
  version: VersionView;
  frozen: FrozenAssessment;
  postIts: FrozenPostIt[];
}

/** The versions of an assessment that the person may read, the newest first; throws NotFound. */
export async function listVersions(actor: Actor, assessment: string): Promise<VersionsView> {
  const { updatedAt } = await assessmentFacts(assessment);
  const records = await VersionModel.find({ assessment }).sort({ number: -1 }).lean<VersionRecord[]>();
  const scope = { assessment };
  const versions = await describeVersions(records);
  const newest = records[0];
  return {
    versions: versions.filter(({ signed }) => can(actor, 'version.read', { ...scope, signed })),
    changedSince: newest === undefined || Date.parse(updatedAt) > newest.takenAt.getTime(),
    rights: { take: can(actor, 'version.take', scope), restore: can(actor, 'version.restore', scope) },
  };
}

/** One version with what it holds, as far as the person may see it; throws NotFound. */
export async function getVersion(actor: Actor, id: string): Promise<VersionDetail> {
  const { version, frozen } = await readFrozen(id);
  return { version, frozen: asSeen(frozen, await hiddenFrom(actor, frozen)) };
}

/** A version with everything it holds, whoever asks. Throws NotFound. */
export async function readFrozen(id: string): Promise<ReadVersion> {
  const record = await findVersion(id);
  const hashes = [record.frame, record.postIts, ...record.sections.map(({ hash }) => hash)];
  const [frame, postIts, ...sections] = await readParts(hashes);
  const frozen = { ...(frame as Omit<FrozenAssessment, 'sections'>), sections: sections as FrozenSection[] };
  return { version: await describeVersion(record), frozen, postIts: postIts as FrozenPostIt[] };
}

/** The cited records that a person may not see: by what they were when they were frozen, or by what they are now. */
export async function hiddenFrom(
  actor: Actor,
  { evidence }: Pick<FrozenAssessment, 'evidence'>,
): Promise<Set<string>> {
  const visible = visibilitiesFor(actor);
  const now = await evidenceByIds(evidence.map(({ id }) => id));
  const hidden = [...evidence, ...now].filter(({ visibility }) => !visible.includes(visibility));
  return new Set(hidden.map(({ id }) => id));
}

/** One version as it stands in lists; throws NotFound. */
export async function viewVersion(id: string): Promise<VersionView> {
  return describeVersion(await findVersion(id));
}

/** The version of an assessment with this number as it stands in lists; throws NotFound. */
export async function viewNumbered(assessment: string, number: number): Promise<VersionView> {
  const found = await VersionModel.findOne({ assessment, number }).lean<VersionRecord>();
  if (found) return describeVersion(found);
  throw new NotFound(`There is no version ${number} of this assessment.`);
}

/** A route's scope for paths that carry `:version`; throws NotFound. */
export async function versionScope(params: Readonly<Record<string, string>>): Promise<Scope> {
  const { assessment, signed } = await viewVersion(params['version'] ?? '');
  return { assessment, signed };
}

/** Notes that a document was made of a version: it is then kept for good. */
export async function noteExported(version: string): Promise<void> {
  await VersionModel.updateOne({ _id: version }, { $set: { exported: true } });
}

/** A version as it is stored; throws NotFound. */
export async function findVersion(id: string): Promise<VersionRecord> {
  const found = recordId.safeParse(id).success ? await VersionModel.findById(id).lean<VersionRecord>() : null;
  if (!found)
    throw new NotFound('This version was not found. It may have been an automatic one that was tidied away.');
  return found;
}

/** A stored version as it is sent. */
export async function describeVersion(record: VersionRecord): Promise<VersionView> {
  const [view] = await describeVersions([record]);
  if (!view) throw new NotFound();
  return view;
}

async function describeVersions(records: readonly VersionRecord[]): Promise<VersionView[]> {
  const signed = await signedOf(records.map(({ _id }) => String(_id)));
  return records.map(({ _id, assessment, number, title, kind, takenBy, ...record }) => {
    const { hash, sections, claims } = record;
    const takenAt = record.takenAt.toISOString();
    const said = signed.get(String(_id)) ?? { signatures: [], signed: false };
    const id = String(_id);
    return { id, assessment, number, title, kind, takenAt, takenBy, hash, sections, claims, ...said };
  });
}
