import { recordChange } from '../audit/service.ts';
import { InvalidInput } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { SectionFacts, SectionView } from './contract.ts';
import { SectionModel } from './model.ts';
import { announceSectionChange, keepBefore, seedText } from './ports.ts';
import { planChapter } from './rules.ts';
import { assessmentFacts, assessmentOf, getSection, markChanged } from './service.ts';

/** Grades a judgement or clears its grade. Throws InvalidInput for a section without grades or a value not on its scale. */
export async function gradeSection(actor: Actor, id: string, grade: string | null): Promise<SectionView> {
  const { section } = await assessmentOf(id);
  if (!section.graded) throw new InvalidInput('This section is not graded under its framework.');
  if (grade !== null && !section.grades.some((one) => one.id === grade)) {
    throw new InvalidInput('Choose one of the grades.', [
      { field: 'grade', message: 'Choose one of the grades' },
    ]);
  }
  await keep(actor, section, { event: 'section.graded', field: 'grade', after: grade });
  return getSection(actor, id);
}

/** Adds an empty chapter at the end of the front or back matter. */
export async function addChapter(
  actor: Actor,
  assessment: string,
  chapter: { title: string; place: 'front' | 'back' },
): Promise<SectionView> {
  await assessmentFacts(assessment);
  const last = await SectionModel.findOne({ assessment, place: chapter.place })
    .sort({ order: -1 })
    .lean<{ order: number }>();
  const { fields, regions } = planChapter(chapter, last?.order ?? 0);
  const id = String((await SectionModel.create({ ...fields, assessment }))._id);
  await seedText(id, regions);
  const change = { subject: id, assessment, details: { title: chapter.title } };
  await recordChange(actor, { event: 'chapter.added', ...change });
  await markChanged(assessment);
  return getSection(actor, id);
}

/** Renames a chapter, takes it out of the assessment with its text kept, or brings it back. Throws InvalidInput for a judgement. */
export async function changeChapter(
  actor: Actor,
  id: string,
  { title, removed }: { title?: string | undefined; removed?: boolean | undefined },
): Promise<void> {
  const { section } = await assessmentOf(id, { removed: true });
  if (section.kind !== 'chapter') {
    throw new InvalidInput(
      'Only chapters can be renamed or removed: the framework decides the other sections.',
    );
  }
  if (title !== undefined)
    await keep(actor, section, { event: 'chapter.renamed', field: 'title', after: title });
  if (removed === undefined) return;
  if (removed) await keepBefore(section.assessment, `Before the chapter ${section.title} was taken out`);
  const event = removed ? 'chapter.removed' : 'chapter.restored';
  await keep(actor, section, { event, field: 'removed', after: removed });
}

async function keep(
  actor: Actor,
  { id, assessment, ...before }: SectionFacts,
  change: {
    event: `${string}.${string}`;
    field: 'grade' | 'title' | 'removed';
    after: string | boolean | null;
  },
): Promise<void> {
  const { event, field, after } = change;
  await SectionModel.updateOne({ _id: id }, { $set: { [field]: after } });
  const details = field === 'removed' ? { title: before.title } : { before: before[field], after };
  await recordChange(actor, { event, subject: id, assessment, details });
  await markChanged(assessment);
  await announceSectionChange(id);
}
