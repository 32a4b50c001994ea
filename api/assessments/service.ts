/** Self-assessments and their sections: what they are. Their text is kept by collaboration. */
import { setMember } from '../accounts/members.ts';
import { recordChange } from '../audit/service.ts';
import { snapshotFramework } from '../frameworks/service.ts';
import { InvalidInput, NotFound } from '../http/errors.ts';
import { recordId } from '../http/input.ts';
import { type Actor, can, roleIn, type Scope } from '../policy.ts';
import type {
  AssessmentFacts,
  AssessmentSeed,
  AssessmentSummary,
  AssessmentView,
  RecommendationView,
  SectionFacts,
  SectionView,
} from './contract.ts';
import { AssessmentModel, type AssessmentRecord, SectionModel, type SectionRecord } from './model.ts';
import { newAssessment } from './new-assessment.ts';
import { countIn, progressOf, seedText } from './ports.ts';
import { emptyRegion, inReadingOrder, planSections } from './rules.ts';
import { describeAssessment, describeSection, type SaidOfSections, sum, summarise, viewOf } from './views.ts';

/** A section and the assessment it stands in. */
export interface SectionInAssessment {
  assessment: AssessmentFacts;
  section: SectionFacts;
}

/**
 * Creates an assessment with its sections and their text. Its creator becomes coordinator, last of all: until then
 * nobody sees it. Throws InvalidInput when the seed names what the framework does not have.
 */
export async function createAssessment(actor: Actor, seed: AssessmentSeed): Promise<AssessmentView> {
  const framework = await snapshotFramework(seed.framework);
  const planned = planSections(framework, seed);
  const now = new Date();
  const { title, recommendations } = seed;
  const created = await AssessmentModel.create({
    title,
    framework,
    recommendations,
    createdAt: now,
    updatedAt: now,
  });
  const assessment = String(created._id);
  for (const { fields, regions } of planned) {
    const section = await SectionModel.create({ ...fields, assessment });
    await seedText(String(section._id), regions);
  }
  const details = { title, framework: framework.id };
  await recordChange(actor, { event: 'assessment.created', subject: assessment, assessment, details });
  if (actor.id === '') return getAssessment(actor, assessment);
  await setMember(actor, actor.id, { assessment, role: 'coordinator', sections: [] });
  const membership = { assessment, role: 'coordinator', sections: [] } as const;
  return getAssessment({ ...actor, memberships: [...actor.memberships, membership] }, assessment);
}

/** Creates an assessment whose chapters and sections are empty. */
export function createEmptyAssessment(
  actor: Actor,
  input: { title: string; framework: string },
): Promise<AssessmentView> {
  const chapters = newAssessment.chapters.map((chapter) => ({ ...chapter, text: emptyRegion() }));
  return createAssessment(actor, { ...input, chapters, sections: [], recommendations: [] });
}

/** The assessments a person has a place in, and all of them for an administrator; the last changed first. */
export async function listAssessments(actor: Actor): Promise<AssessmentSummary[]> {
  const own = actor.memberships.map((one) => one.assessment);
  const filter = actor.administrator ? {} : { _id: { $in: own } };
  const found = await AssessmentModel.find(filter).sort({ updatedAt: -1 }).lean<AssessmentRecord[]>();
  const ids = found.map((one) => String(one._id));
  const sections = await SectionModel.find({ assessment: { $in: ids }, removed: false }).lean<
    SectionRecord[]
  >();
  const counts = await countIn(sections.map((section) => String(section._id)));
  return found.map((record) => {
    const inside = sections.filter((section) => section.assessment === String(record._id));
    return summarise(actor, record, sum(inside.map((section) => counts.get(String(section._id)))));
  });
}

/** One assessment with its sections, as the actor may see and use them; throws NotFound. */
export async function getAssessment(actor: Actor, id: string): Promise<AssessmentView> {
  const record = await findAssessment(id);
  const all = await sectionRecords(id);
  const sections = all.filter((section) => !section.removed);
  const said = await saidOf(sections.map((section) => String(section._id)));
  const scope = { assessment: id };
  const manage = can(actor, 'assessment.manage', scope);
  const removed = all.filter((section) => section.removed && manage);
  return {
    id,
    title: record.title,
    framework: record.framework,
    role: roleIn(actor, id),
    sections: sections.map((section) => viewOf(actor, describeSection(section, record.framework), said)),
    removedChapters: removed.map(({ _id, title }) => ({ id: String(_id), title })),
    recommendations: record.recommendations.length,
    rights: {
      manage,
      manageMembers: can(actor, 'assessment.manage-members', scope),
      export: can(actor, 'assessment.export', scope),
    },
  };
}

/** What an assessment is; throws NotFound. */
export async function assessmentFacts(id: string): Promise<AssessmentFacts> {
  return describeAssessment(await findAssessment(id));
}

/** The ids of all assessments. */
export async function allAssessmentIds(): Promise<string[]> {
  const found = await AssessmentModel.find().select('_id').lean<{ _id: unknown }[]>();
  return found.map((one) => String(one._id));
}

/** Renames an assessment. */
export async function renameAssessment(actor: Actor, id: string, title: string): Promise<AssessmentView> {
  const before = await findAssessment(id);
  await AssessmentModel.updateOne({ _id: id }, { $set: { title, updatedAt: new Date() } });
  const details = { before: before.title, after: title };
  await recordChange(actor, { event: 'assessment.renamed', subject: id, assessment: id, details });
  return getAssessment(actor, id);
}

/** The sections of an assessment in reading order, without removed chapters. */
export async function listSections(assessment: string): Promise<SectionFacts[]> {
  const { framework } = await findAssessment(assessment);
  const sections = await sectionRecords(assessment);
  return sections.filter((section) => !section.removed).map((section) => describeSection(section, framework));
}

/** A section and its assessment; throws NotFound, for a removed chapter too unless `removed` asks for those. */
export async function assessmentOf(
  section: string,
  { removed = false }: { removed?: boolean } = {},
): Promise<SectionInAssessment> {
  const found = recordId.safeParse(section).success
    ? await SectionModel.findById(section).lean<SectionRecord>()
    : null;
  if (!found || (found.removed && !removed))
    throw new NotFound('This section was not found. It may have been removed.');
  const assessment = await findAssessment(found.assessment);
  return {
    assessment: describeAssessment(assessment),
    section: describeSection(found, assessment.framework),
  };
}

/** A route's scope for paths that carry `:section`. */
export async function sectionScope(params: Readonly<Record<string, string>>): Promise<Scope> {
  return scopeOf(params, false);
}

/** A route's scope for paths whose `:section` may be a chapter that was taken out. */
export async function removableSectionScope(params: Readonly<Record<string, string>>): Promise<Scope> {
  return scopeOf(params, true);
}

/** One section as the actor may see and use it. */
export async function getSection(actor: Actor, id: string): Promise<SectionView> {
  const { section } = await assessmentOf(id);
  return viewOf(actor, section, await saidOf([id]));
}

/** Those of the sections of which a text was agreed: readers and partners no longer read their drafts. */
export async function sectionsWithAgreedText(sections: readonly string[]): Promise<Set<string>> {
  const progress = await progressOf(sections);
  return new Set(sections.filter((section) => progress.get(section)?.agreed));
}

/** The recommendations of an assessment, numbered from 1. */
export async function listRecommendations(assessment: string): Promise<RecommendationView[]> {
  const { recommendations } = await findAssessment(assessment);
  return recommendations.map(({ recommendation, position, progress }, index) => ({
    number: index + 1,
    recommendation,
    position,
    progress,
  }));
}

/** Notes that something in an assessment changed now. */
export async function markChanged(assessment: string): Promise<void> {
  await AssessmentModel.updateOne({ _id: assessment }, { $set: { updatedAt: new Date() } });
}

/** Throws NotFound or InvalidInput when an assessment, or one of the sections in it, is not there. */
export async function refuseStrayPlace(place: {
  assessment: string;
  sections: readonly string[];
}): Promise<void> {
  const sections = await listSections(place.assessment);
  const known = place.sections.every((id) => sections.some((section) => section.id === id));
  if (!known) throw new InvalidInput('One of the sections is not part of this assessment.');
}

async function scopeOf(params: Readonly<Record<string, string>>, removed: boolean): Promise<Scope> {
  const { section } = await assessmentOf(params['section'] ?? '', { removed });
  const { assessment, id } = section;
  return { assessment, section: id, agreed: (await sectionsWithAgreedText([id])).has(id) };
}

async function saidOf(sections: readonly string[]): Promise<SaidOfSections> {
  const [counts, progress] = await Promise.all([countIn(sections), progressOf(sections)]);
  return { counts, progress };
}

async function findAssessment(id: string): Promise<AssessmentRecord> {
  const found = recordId.safeParse(id).success
    ? await AssessmentModel.findById(id).lean<AssessmentRecord>()
    : null;
  if (!found) throw new NotFound('This assessment was not found. It may have been removed.');
  return found;
}

async function sectionRecords(assessment: string): Promise<SectionRecord[]> {
  const found = await SectionModel.find({ assessment }).lean<SectionRecord[]>();
  return found.sort(inReadingOrder);
}
