import { allAssessmentIds, assessmentFacts } from '../../assessments/service.ts';
import { log } from '../../http/log.ts';
import { VersionCounterModel, type VersionCounter } from '../model.ts';
import { takeAutomaticVersion } from '../taking.ts';

/** An assessment is quiet when nothing in it changed for so long, in milliseconds. */
export const QUIET_AFTER = 10 * 60_000;

/** Takes a version of every assessment that changed since the last one and is quiet at `now`; goes on when one fails. */
export async function takeQuietVersions(now = Date.now()): Promise<void> {
  for (const assessment of await allAssessmentIds()) {
    try {
      if (await isQuietAndChanged(assessment, now))
        await takeAutomaticVersion(assessment, 'At a quiet moment');
    } catch (error) {
      log.error({ err: error, assessment }, 'an automatic version could not be taken');
    }
  }
}

async function isQuietAndChanged(assessment: string, now: number): Promise<boolean> {
  const changedAt = Date.parse((await assessmentFacts(assessment)).updatedAt);
  if (changedAt > now - QUIET_AFTER) return false;
  const counter = await VersionCounterModel.findById(assessment).lean<VersionCounter>();
  return !counter || counter.lookedAt.getTime() < changedAt;
}
