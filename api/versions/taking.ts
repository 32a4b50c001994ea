import { recordChange } from '../audit/service.ts';
import type { Actor } from '../policy.ts';
import { type FrozenNow, freezeNow } from './freezing/freeze.ts';
import { storePart } from './freezing/parts.ts';
import { VersionCounterModel, VersionModel, type VersionRecord } from './model.ts';

/** How Candour is named in the trail when nobody asked for a version. */
const candour = { id: null, name: 'Candour' };

/** Takes a named version of an assessment as it stands now. Throws NotFound. */
export async function takeVersion(
  actor: Actor,
  { assessment, title }: { assessment: string; title: string },
): Promise<VersionRecord> {
  return store(actor, await freezeNow(assessment), title);
}

/**
 * Keeps an assessment as it stands, before something risky or at a quiet moment; `reason` becomes its name. Answers the
 * version that holds the assessment as it stands: the newest one when nothing changed since. Throws NotFound.
 */
export async function keepAsItStands(assessment: string, reason: string): Promise<VersionRecord> {
  const now = await freezeNow(assessment);
  const newest = await newestVersion(assessment);
  if (newest?.hash !== now.hash) return store(null, now, reason);
  await VersionCounterModel.updateOne({ _id: assessment }, { $set: { lookedAt: now.at } });
  return newest;
}

/** Like {@link keepAsItStands}, for features that need no answer. */
export async function takeAutomaticVersion(assessment: string, reason: string): Promise<void> {
  await keepAsItStands(assessment, reason);
}

/** The version of an assessment with the highest number, or null. */
export function newestVersion(assessment: string): Promise<VersionRecord | null> {
  return VersionModel.findOne({ assessment }).sort({ number: -1 }).lean<VersionRecord>().exec();
}

async function store(
  actor: Actor | null,
  { frozen, postIts, hash, at }: FrozenNow,
  title: string,
): Promise<VersionRecord> {
  const { sections, ...frame } = frozen;
  const parts = await Promise.all([frame, postIts, ...sections].map(storePart));
  const [framePart = '', postItsPart = '', ...sectionParts] = parts;
  const created = await VersionModel.create({
    assessment: frozen.id,
    number: await nextNumber(frozen.id, at),
    title,
    kind: actor ? 'named' : 'automatic',
    takenAt: at,
    takenBy: actor && { id: actor.id, name: actor.name },
    hash,
    sections: sections.map((section, index) => ({
      id: section.id,
      title: section.title,
      hash: sectionParts[index] ?? '',
    })),
    frame: framePart,
    postIts: postItsPart,
    claims: sections.reduce((sum, { claims }) => sum + claims.length, 0),
  });
  const { number, kind } = created;
  const details = { number, title, kind, hash };
  const change = { event: 'version.taken', subject: String(created._id), assessment: frozen.id } as const;
  await recordChange(actor ?? candour, { ...change, details });
  return created.toObject<VersionRecord>();
}

/** Takes the next number; one once taken is never given again. */
async function nextNumber(assessment: string, lookedAt: Date): Promise<number> {
  const { given } = await VersionCounterModel.findOneAndUpdate(
    { _id: assessment },
    { $inc: { given: 1 }, $set: { lookedAt } },
    { upsert: true, returnDocument: 'after' },
  ).lean<{ given: number }>();
  return given;
}
