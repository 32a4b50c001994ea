import type { Framework } from '../frameworks/contract.ts';
import { type Actor, can, roleIn } from '../policy.ts';
import type {
  AssessmentFacts,
  AssessmentSummary,
  SectionCounts,
  SectionFacts,
  SectionProgress,
  SectionView,
} from './contract.ts';
import type { AssessmentRecord, SectionRecord } from './model.ts';
import { newAssessment } from './new-assessment.ts';
import { gradesOf, regionsOf } from './rules.ts';

/** An assessment as other features see it. */
export function describeAssessment(record: AssessmentRecord): AssessmentFacts {
  const { title, framework, createdAt, updatedAt } = record;
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id: String(record._id), title, framework, ...times };
}

/** A section as other features see it; a judgement takes its words from the snapshot of the framework. */
export function describeSection(
  record: Omit<SectionRecord, '_id' | 'order' | 'removed'> & { _id: unknown },
  framework: Framework,
): SectionFacts {
  const { assessment, kind, place, judgement: id, grade } = record;
  const judgement = framework.judgements.find((one) => one.id === id);
  const title = judgement?.title ?? record.title;
  return {
    id: String(record._id),
    assessment,
    kind,
    place,
    title,
    short: judgement?.short ?? title,
    code: judgement?.code ?? '',
    judgement: id,
    regions: regionsOf(record, framework, newAssessment.overview),
    graded: judgement?.graded ?? false,
    grades: judgement ? gradesOf(framework, judgement) : [],
    grade,
  };
}

/** What other features say of sections. */
export interface SaidOfSections {
  counts: Map<string, SectionCounts>;
  progress: Map<string, SectionProgress>;
}

/** A section as one person sees it, with what is counted in it, how far it is and what they may do. */
export function viewOf(actor: Actor, facts: SectionFacts, { counts, progress }: SaidOfSections): SectionView {
  const { state = 'drafting', agreed = null } = progress.get(facts.id) ?? {};
  const scope = { assessment: facts.assessment, section: facts.id, agreed: agreed !== null };
  const reads = can(actor, 'section.read-draft', scope) || !agreed ? 'draft' : 'agreed';
  return {
    ...facts,
    grade: reads === 'agreed' && agreed ? agreed.grade : facts.grade,
    ...sum([counts.get(facts.id)]),
    state,
    reads,
    rights: {
      edit: can(actor, 'section.edit', scope),
      grade: facts.graded && can(actor, 'section.grade', scope),
      comment: can(actor, 'section.comment', scope),
      settle: can(actor, 'post-it.settle', scope),
    },
  };
}

/** An assessment as it stands in a person's list. */
export function summarise(actor: Actor, record: AssessmentRecord, counts: SectionCounts): AssessmentSummary {
  const { id, title, framework, createdAt, updatedAt } = describeAssessment(record);
  return {
    id,
    title,
    framework: framework.shortTitle,
    role: roleIn(actor, id),
    createdAt,
    updatedAt,
    ...counts,
  };
}

/** The counts of several sections together. */
export function sum(counts: readonly (SectionCounts | undefined)[]): SectionCounts {
  const total = { claims: 0, claimsWithoutEvidence: 0, openPostIts: 0 };
  for (const one of counts) {
    total.claims += one?.claims ?? 0;
    total.claimsWithoutEvidence += one?.claimsWithoutEvidence ?? 0;
    total.openPostIts += one?.openPostIts ?? 0;
  }
  return total;
}
