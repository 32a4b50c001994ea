import { recordChange } from '../../audit/service.ts';
import { removePartsBut } from '../freezing/parts.ts';
import { VersionModel, type VersionRecord } from '../model.ts';
import { hashesInUse } from '../review/progress.ts';
import { versionsAskedFor } from '../signing/signatures.ts';
import { versionsToThin } from './rules.ts';

/** After so long only one automatic version a day is kept, in milliseconds. */
export const THIN_AFTER = 30 * 24 * 60 * 60_000;

/**
 * Removes automatic versions of which a later one of the same day is kept, and the parts that nothing names any more. Never
 * one that somebody was asked to sign or that a document was made of; what was agreed of a section is kept by itself.
 */
export async function thinVersions(now = Date.now()): Promise<void> {
  const old = await VersionModel.find({
    kind: 'automatic',
    exported: false,
    takenAt: { $lt: new Date(now - THIN_AFTER) },
  }).lean<VersionRecord[]>();
  const asked = await versionsAskedFor(old.map(({ _id }) => String(_id)));
  const free = old.map((one) => ({ ...one, id: String(one._id) })).filter(({ id }) => !asked.has(id));
  const gone = new Set(versionsToThin(free));
  for (const { id, assessment, number } of free.filter((version) => gone.has(version.id))) {
    await VersionModel.deleteOne({ _id: id, exported: false });
    const candour = { id: null, name: 'Candour' };
    await recordChange(candour, { event: 'version.thinned', subject: id, assessment, details: { number } });
  }
  await removePartsBut([...(await hashesOfVersions()), ...(await hashesInUse())], now);
}

async function hashesOfVersions(): Promise<string[]> {
  const versions = await VersionModel.find().select('frame postIts sections.hash').lean<VersionRecord[]>();
  return versions.flatMap(({ frame, postIts, sections }) => [
    frame,
    postIts,
    ...sections.map(({ hash }) => hash),
  ]);
}
