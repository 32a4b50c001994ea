import { recordChange } from '../../audit/service.ts';
import { Conflict } from '../../http/errors.ts';
import { type Actor, can } from '../../policy.ts';
import type { FoundAcronym, GlossaryEntry, GlossaryView } from '../contract.ts';
import { AssessmentModel, type AssessmentRecord } from '../model.ts';
import { readLiveText } from '../ports.ts';
import { assessmentFacts, listSections } from '../service.ts';
import type { Acronym } from './acronyms.ts';
import { explain } from './rules.ts';

const longestWords = 160;

/** The council's own entries, as they were last saved. */
export async function listGlossary(assessment: string): Promise<GlossaryEntry[]> {
  return (await kept(assessment)).entries;
}

/** The glossary with what the text as it stands uses, what it spells out itself, and what is explained nowhere. */
export async function getGlossary(actor: Actor, assessment: string): Promise<GlossaryView> {
  const sections = await listSections(assessment);
  const read = await Promise.all(
    sections.map(async (section) => ({ ...section, text: await readLiveText(section.id) })),
  );
  const { revision, entries } = await kept(assessment);
  const { acronyms, unexplained } = explain(read, entries);
  const titles = new Map(sections.map(({ id, short }) => [id, short]));
  return {
    revision,
    entries,
    found: acronyms.map((acronym) => foundView(acronym, titles)),
    unexplained,
    rights: { change: can(actor, 'assessment.manage', { assessment }) },
  };
}

/** Replaces the council's own entries. Throws Conflict when they changed since the `revision` that the person saw. */
export async function replaceGlossary(
  actor: Actor,
  assessment: string,
  { revision, entries }: { revision: number; entries: GlossaryEntry[] },
): Promise<GlossaryView> {
  await assessmentFacts(assessment);
  const before = await AssessmentModel.findOneAndUpdate(
    { _id: assessment, glossaryRevision: revision === 0 ? { $in: [0, null] } : revision },
    { $set: { glossary: entries, glossaryRevision: revision + 1, updatedAt: new Date() } },
  ).lean<AssessmentRecord>();
  if (!before) {
    throw new Conflict(
      'Someone else changed the glossary while you were editing. Copy what you wrote, load the page again and put it back in.',
    );
  }
  const details = { before: before.glossary?.length ?? 0, after: entries.length, revision: revision + 1 };
  await recordChange(actor, { event: 'glossary.changed', subject: assessment, assessment, details });
  return getGlossary(actor, assessment);
}

/** An assessment made before there was a glossary has none. */
async function kept(assessment: string): Promise<{ revision: number; entries: GlossaryEntry[] }> {
  await assessmentFacts(assessment);
  const record = await AssessmentModel.findById(assessment)
    .select('glossary glossaryRevision')
    .lean<Pick<AssessmentRecord, 'glossary' | 'glossaryRevision'>>();
  const entries = (record?.glossary ?? []).map(({ term, meaning }) => ({ term, meaning }));
  return { revision: record?.glossaryRevision ?? 0, entries };
}

function foundView({ term, uses, first, expansion }: Acronym, titles: Map<string, string>): FoundAcronym {
  const at = first.words.indexOf(term);
  const start = Math.max(0, at - longestWords / 2);
  const words = first.words.slice(start, start + longestWords);
  const before = start > 0 ? '…' : '';
  const after = start + longestWords < first.words.length ? '…' : '';
  const place = { section: first.section, title: titles.get(first.section) ?? '' };
  return { term, uses, expansion, first: { ...place, words: `${before}${words}${after}` } };
}
