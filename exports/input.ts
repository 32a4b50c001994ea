import type { RegionText } from '../editor/schema/document.ts';

/** The framework an assessment is written against, as its reader names it. */
export interface ExportFramework {
  title: string;
  publisher: string;
}

/** Prose before the judgements (a foreword, a context) or, at the back, after the recommendations. */
export interface ExportChapter {
  id: string;
  title: string;
  place: 'front' | 'back';
  text: RegionText;
}

/** One side of a judgement: what works well, what needs to improve. */
export interface ExportSide {
  id: string;
  title: string;
  text: RegionText;
}

/** One judgement. `grade` is in the framework's words; null when it is not graded or no grade is set. */
export interface ExportJudgement {
  id: string;
  code: string;
  title: string;
  short: string;
  grade: string | null;
  graded: boolean;
  overview: RegionText;
  sides: ExportSide[];
}

/** A recommendation of an earlier inspection, with position and progress in words. Any of the texts may be ''. */
export interface ExportRecommendation {
  number: string;
  recommendation: string;
  position: string;
  progress: string;
}

/**
 * One revision of an evidence record. A record appears once for each revision that is cited. `date` is a year, a month or
 * a day in ISO 8601; `sha256` is 64 hexadecimal digits, null when the record holds no file.
 */
export interface ExportEvidence {
  id: string;
  number: string;
  title: string;
  source: string;
  type: string;
  date: string | null;
  revision: number;
  filename: string | null;
  sha256: string | null;
  /** A remark a reader must see beside it, such as that it was withdrawn; '' for none. */
  remark: string;
}

/**
 * Everything an export draws, as plain data: the contract between those who gather and those who draw. Nothing outside
 * it reaches the page. It has no place for post-its, so no export of it can show one.
 */
export interface AssessmentExport {
  title: string;
  /** '' before the council has given its name. */
  council: string;
  framework: ExportFramework;
  status: 'draft';
  /** How this copy calls itself on every page, such as "Draft of 3 May 2026, 14:05". */
  version: string;
  /** When the copy was taken, ISO 8601; also the dates written into the file, so that the same input gives the same bytes. */
  generatedAt: string;
  chapters: ExportChapter[];
  judgements: ExportJudgement[];
  /** Claim id to public number; a claim without one is printed without a number. */
  claimNumbers: Record<string, string>;
  recommendations: ExportRecommendation[];
  evidence: ExportEvidence[];
  /** Ids of evidence that may not be shown: a citation of it says only that the council holds it. */
  hiddenEvidence: string[];
}
