import { listSections } from '../../assessments/service.ts';
import { notifySection } from '../../collaboration/service.ts';
import type { FrozenAssessment } from '../freezing/contract.ts';
import { findVersion } from '../reading.ts';
import { lastSigned } from '../signing/signatures.ts';
import { ReviewModel } from './model.ts';
import { followSection } from './progress.ts';
import { countSeals } from './rules.ts';

/** Notes in every section what of it was last signed by everyone, after a signature was given or taken back. */
export async function noteSigned(assessment: string): Promise<void> {
  const last = await lastSigned(assessment);
  const version = last && (await findVersion(last.version));
  for (const { id } of await listSections(assessment)) {
    const hash = version?.sections.find((section) => section.id === id)?.hash;
    const at = last?.signedAt;
    const signed =
      version && hash !== undefined && at
        ? { version: last.version, number: version.number, at, hash }
        : null;
    if (signed) await ReviewModel.updateOne({ _id: id }, { $set: { assessment, signed } }, { upsert: true });
    else await ReviewModel.updateOne({ _id: id }, { $set: { signed: null } });
    await followSection(id);
    notifySection(id, { type: 'section' });
  }
}

/** The seals of all claims of an assessment, counted: how it stands to a version that was signed. */
export function countAllSeals(
  signed: FrozenAssessment,
  now: FrozenAssessment,
): ReturnType<typeof countSeals> {
  const total = { intact: 0, broken: 0, added: 0, removed: 0 };
  const ids = new Set([...signed.sections, ...now.sections].map(({ id }) => id));
  for (const id of ids) {
    const [before, after] = [signed, now].map(
      ({ sections }) => sections.find((one) => one.id === id) ?? null,
    );
    const counts = countSeals(before ?? null, after ?? null);
    for (const kind of ['intact', 'broken', 'added', 'removed'] as const) total[kind] += counts[kind];
  }
  return total;
}
