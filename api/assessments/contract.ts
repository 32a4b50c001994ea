import { z } from 'zod';
import type { RegionText } from '../../editor/schema/document.ts';
import type { Role } from '../accounts/vocabulary.ts';
import type { Framework } from '../frameworks/contract.ts';
import { line, recordId } from '../http/input.ts';
import type { SectionState } from './vocabulary.ts';

/** Starts an empty assessment against a framework. */
export const newAssessmentInput = z.strictObject({
  title: line('a title'),
  framework: z.string().min(1).max(80),
});

/** Renames an assessment. */
export const assessmentInput = z.strictObject({ assessment: recordId, title: line('a title') });

/** Sets or clears (null) the grade of a judgement; the value must be on the judgement's scale. */
export const gradeInput = z.strictObject({ section: recordId, grade: z.string().max(60).nullable() });

/** Adds a chapter of front or back matter. */
export const newChapterInput = z.strictObject({
  assessment: recordId,
  title: line('a title'),
  place: z.enum(['front', 'back']).default('front'),
});

/** Renames a chapter, takes it out of the assessment (its text is kept), or brings it back. */
export const chapterInput = z.strictObject({
  section: recordId,
  title: line('a title').optional(),
  removed: z.boolean().optional(),
});

/** Names an assessment. */
export const assessmentIdInput = z.strictObject({ assessment: recordId });

/** Names a section. */
export const sectionIdInput = z.strictObject({ section: recordId });

const text = (most: number) => z.string().trim().max(most, `Use at most ${most} characters`);

/** One recommendation of an earlier inspection and what became of it. */
export const recommendationInput = z.strictObject({
  recommendation: text(4000).min(1, 'Enter the recommendation'),
  position: text(8000).default(''),
  progress: text(200).default(''),
});

/** The whole table of recommendations, in order. `revision` is the one the person saw; an older one is refused. */
export const recommendationsInput = z.strictObject({
  assessment: recordId,
  revision: z.number().int().min(0),
  recommendations: z.array(recommendationInput).max(200),
});

/** A recommendation with its number, from 1, in the order of the table. */
export interface RecommendationView {
  number: number;
  recommendation: string;
  position: string;
  progress: string;
}

/** GET /api/assessments/:assessment/recommendations. */
export interface RecommendationsView {
  revision: number;
  recommendations: RecommendationView[];
}

/** An acronym or term of the text and what it means, as the council says it. */
export const glossaryEntryInput = z.strictObject({
  term: text(60).min(1, 'Enter the term'),
  meaning: text(500).min(1, 'Enter what it means'),
});

/** The council's own entries. `revision` is the one the person saw; an older one is refused. Each term stands once. */
export const glossaryInput = z
  .strictObject({
    assessment: recordId,
    revision: z.number().int().min(0),
    entries: z.array(glossaryEntryInput).max(500, 'Use at most 500 terms'),
  })
  .superRefine(({ entries }, context) => {
    const terms = entries.map(({ term }) => term.toLowerCase());
    terms.forEach((term, index) => {
      if (terms.indexOf(term) === index) return;
      const path = ['entries', index, 'term'];
      context.addIssue({ code: 'custom', path, message: 'This term is there already' });
    });
  });

/** An acronym or term and what it means. */
export type GlossaryEntry = z.output<typeof glossaryEntryInput>;

/** An acronym that the text uses: how often, where first, and the words the text itself spells it out with, or null. */
export interface FoundAcronym {
  term: string;
  uses: number;
  expansion: string | null;
  first: { section: string; title: string; words: string };
}

/** GET /api/assessments/:assessment/glossary. `unexplained`: neither spelled out in the text nor among the entries. */
export interface GlossaryView {
  revision: number;
  entries: GlossaryEntry[];
  found: FoundAcronym[];
  unexplained: string[];
  rights: { change: boolean };
}

/** One section: a judgement with an overview and sides, or a chapter with a body. Its id names its live document. */
export interface SectionView {
  id: string;
  assessment: string;
  kind: 'judgement' | 'chapter';
  place: 'front' | 'judgements' | 'back';
  title: string;
  short: string;
  /** What public claim numbers start with; '' for chapters. */
  code: string;
  judgement: string | null;
  regions: { id: string; title: string; letter: string | null }[];
  graded: boolean;
  /** The values of the judgement's scale, best first; empty where it is not graded. */
  grades: { id: string; label: string }[];
  grade: string | null;
  /** Counts from the claims register. */
  claims: number;
  claimsWithoutEvidence: number;
  openPostIts: number;
  state: SectionState;
  /** What the person asking reads of it: once a text was agreed, readers and partners read that one. */
  reads: 'draft' | 'agreed';
  rights: { edit: boolean; grade: boolean; comment: boolean; settle: boolean };
}

/** A section as it is kept, without what other features say of it and what a person may do. */
export type SectionFacts = Omit<SectionView, keyof SectionCounts | 'state' | 'reads' | 'rights'>;

/** What other features count in a section. */
export type SectionCounts = Pick<SectionView, 'claims' | 'claimsWithoutEvidence' | 'openPostIts'>;

/** How far a section is. `agreed` is what of the text last agreed shows in lists; null before the first agreement. */
export interface SectionProgress {
  state: SectionState;
  agreed: { grade: string | null } | null;
}

/** One assessment in a list. */
export interface AssessmentSummary {
  id: string;
  title: string;
  framework: string;
  role: Role | null;
  createdAt: string;
  updatedAt: string;
  claims: number;
  claimsWithoutEvidence: number;
  openPostIts: number;
}

/** GET /api/assessments/:assessment. */
export interface AssessmentView {
  id: string;
  title: string;
  framework: Framework;
  role: Role | null;
  sections: SectionView[];
  /** Chapters that were taken out and can be brought back; only for those who manage the assessment. */
  removedChapters: { id: string; title: string }[];
  recommendations: number;
  rights: { manage: boolean; manageMembers: boolean; export: boolean };
}

/** An assessment as it is kept. `framework` is the snapshot taken when it was created. */
export interface AssessmentFacts {
  id: string;
  title: string;
  framework: Framework;
  createdAt: string;
  updatedAt: string;
}

/** Everything an import or the sample brings for a new assessment. Region ids as in the framework's sides, `overview`, `body`. */
export interface AssessmentSeed {
  title: string;
  framework: string;
  chapters: { title: string; place: 'front' | 'back'; text: RegionText }[];
  sections: { judgement: string; regions: Record<string, RegionText> }[];
  recommendations: { recommendation: string; position: string; progress: string }[];
}
