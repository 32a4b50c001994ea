import type { SectionProgress } from '../../assessments/contract.ts';
import { NotFound } from '../../http/errors.ts';
import { notifySection } from '../../collaboration/service.ts';
import { fingerprint } from '../freezing/fingerprint.ts';
import { freezeAsRead } from '../freezing/freeze.ts';
import { ReviewModel, type ReviewRecord } from './model.ts';
import { stateOf } from './rules.ts';

/** How far each of the sections is; those of which nobody said anything are left out. */
export async function readProgress(sections: readonly string[]): Promise<Record<string, SectionProgress>> {
  const records = await ReviewModel.find({ _id: { $in: [...sections] } }).lean<ReviewRecord[]>();
  const progress = records.map((record): [string, SectionProgress] => [
    record._id,
    { state: stateOf(record), agreed: record.agreed && { grade: record.agreed.grade } },
  ]);
  return Object.fromEntries(progress);
}

/** Who agreed to the text as it stands in each of the sections; those where nobody did are left out. */
export async function agreedBy(sections: readonly string[]): Promise<Record<string, string>> {
  const records = await ReviewModel.find({ _id: { $in: [...sections] } }).lean<ReviewRecord[]>();
  const names = records.flatMap(({ _id, agreed, hash }): [string, string][] =>
    agreed?.stands && agreed.hash === hash ? [[_id, agreed.by.name]] : [],
  );
  return Object.fromEntries(names);
}

/** The fingerprints of all texts that were agreed or signed, or that somebody called ready. */
export async function hashesInUse(): Promise<string[]> {
  const records = await ReviewModel.find().lean<ReviewRecord[]>();
  return records.flatMap(({ ready, agreed, signed }) =>
    [ready, agreed, signed].flatMap((said) => (said ? [said.hash] : [])),
  );
}

/**
 * Brings what is known of a section's text in line with it, after it or its grade or title changed; tells those who have
 * it open when its state is another now. Sections of which nobody said anything are left alone.
 */
export async function followSection(section: string): Promise<void> {
  const before = await ReviewModel.findById(section).lean<ReviewRecord>();
  if (!before) return;
  const hash = await hashOf(section);
  if (hash === null || hash === before.hash) return;
  await ReviewModel.updateOne({ _id: section }, { $set: { hash } });
  if (stateOf({ ...before, hash }) !== stateOf(before)) notifySection(section, { type: 'section' });
}

/** Null for a chapter that was taken out. */
async function hashOf(section: string): Promise<string | null> {
  try {
    return fingerprint(await freezeAsRead(section));
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
