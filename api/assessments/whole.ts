/** Assessments that come whole from another Candour and keep their ids. */
import type { Framework } from '../frameworks/contract.ts';
import { Conflict } from '../http/errors.ts';
import type { GlossaryEntry, SectionFacts } from './contract.ts';
import { AssessmentModel, type Recommendation, SectionModel, type SectionRecord } from './model.ts';
import type { SectionFields } from './rules.ts';
import { describeSection } from './views.ts';

/** A section with its id. */
export interface WholeSection extends Omit<SectionFields, 'order' | 'removed'> {
  id: string;
}

/** All of an assessment but the texts and claims of its sections, which stand in reading order. */
export interface WholeAssessment {
  id: string;
  title: string;
  framework: Framework;
  sections: readonly WholeSection[];
  recommendations: Recommendation[];
  glossary: GlossaryEntry[];
}

/** What the sections of a whole assessment are, as other features see them. */
export function describeWhole({ id: assessment, framework, sections }: WholeAssessment): SectionFacts[] {
  return sections.map(({ id, ...fields }) => describeSection({ ...fields, _id: id, assessment }, framework));
}

/** Throws Conflict when the assessment is here already, or one of its sections is of another. */
export async function refuseTakenAssessment({ id, sections }: WholeAssessment): Promise<void> {
  const here = await AssessmentModel.findById(id).select('title').lean<{ title: string }>();
  if (here) {
    throw new Conflict(
      `This self-assessment is here already, as “${here.title}”. Nothing was imported, so that nothing is written over.`,
    );
  }
  const ids = sections.map((section) => section.id);
  const taken = await SectionModel.findOne({
    _id: { $in: ids },
    assessment: { $ne: id },
  }).lean<SectionRecord>();
  if (!taken) return;
  throw new Conflict(
    `The section “${taken.title}” is part of another self-assessment here, so nothing was imported.`,
  );
}

/** Writes an assessment, itself last: until then nobody sees any of it. Those who may use it are to be named after. */
export async function insertWhole(whole: WholeAssessment): Promise<void> {
  const { id, sections, title, framework } = whole;
  const places = { front: 0, judgements: 0, back: 0 };
  for (const { id: _id, ...fields } of sections) {
    places[fields.place] += 1;
    const judgement = framework.judgements.find((one) => one.id === fields.judgement);
    const order = judgement?.order ?? places[fields.place];
    await SectionModel.create({ ...fields, _id, assessment: id, order, removed: false });
  }
  const now = new Date();
  const { recommendations, glossary } = whole;
  const record = { _id: id, title, framework, recommendations, glossary, createdAt: now, updatedAt: now };
  await AssessmentModel.create(record);
}

/** Removes an assessment that was not inserted to the end, itself first. */
export async function removeWhole({ id }: Pick<WholeAssessment, 'id'>): Promise<void> {
  await AssessmentModel.deleteOne({ _id: id });
  await SectionModel.deleteMany({ assessment: id });
}
