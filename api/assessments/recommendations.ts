import { recordChange } from '../audit/service.ts';
import { Conflict } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { RecommendationsView } from './contract.ts';
import { AssessmentModel, type AssessmentRecord, type Recommendation } from './model.ts';
import { keepBefore } from './ports.ts';
import { assessmentFacts, listRecommendations } from './service.ts';

/** The recommendations table with its revision. */
export async function getRecommendations(assessment: string): Promise<RecommendationsView> {
  await assessmentFacts(assessment);
  const record = await AssessmentModel.findById(assessment).lean<AssessmentRecord>();
  const recommendations = await listRecommendations(assessment);
  return { revision: record?.recommendationsRevision ?? 0, recommendations };
}

/** Replaces the whole table. Throws Conflict when it changed since the `revision` that the person saw. */
export async function replaceRecommendations(
  actor: Actor,
  assessment: string,
  { revision, recommendations }: { revision: number; recommendations: Recommendation[] },
): Promise<RecommendationsView> {
  const before = await listRecommendations(assessment);
  if (recommendations.length < before.length)
    await keepBefore(assessment, 'Before recommendations were taken out');
  const changed = await AssessmentModel.findOneAndUpdate(
    { _id: assessment, recommendationsRevision: revision },
    { $set: { recommendations, updatedAt: new Date() }, $inc: { recommendationsRevision: 1 } },
  ).lean<AssessmentRecord>();
  if (!changed) {
    throw new Conflict(
      'Someone else changed the recommendations while you were editing. Copy what you wrote, load the page again and put it back in.',
    );
  }
  const details = {
    before: changed.recommendations.length,
    after: recommendations.length,
    revision: revision + 1,
  };
  await recordChange(actor, { event: 'recommendations.changed', subject: assessment, assessment, details });
  return getRecommendations(assessment);
}
