import type { RegionText } from '../editor/schema/document.ts';

/** The framework an assessment is written against, as its reader names it. */
export interface ExportFramework {
  title: string;
  publisher: string;
}

/** Which copy of the assessment this is. */
export interface ExportVersion {
  /** How the copy calls itself on every page, such as "Draft of 3 May 2026, 14:05" or "Version 4, signed". */
  label: string;
  /** Its number among the versions; null for the text as it stood when the copy was made. */
  number: number | null;
  /** A draft carries a mark on every page. */
  state: 'draft' | 'signed';
  /** When the copy was taken, ISO 8601; also the dates written into the file, so that the same input gives the same bytes. */
  takenAt: string;
  /** The SHA-256 fingerprint of the whole, 64 hexadecimal digits. */
  hash: string;
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
  /** Where the file stands in the pack this copy is part of, such as `evidence/E012-peer-review.pdf`; null in a copy without files. */
  path: string | null;
  /** A remark a reader must see beside it, such as that it was withdrawn; '' for none. */
  remark: string;
}

/** An acronym or term and what it means. */
export interface ExportGlossaryEntry {
  term: string;
  meaning: string;
}

/** A signature: who, when (ISO 8601), and a note or ''. */
export interface ExportSignature {
  name: string;
  at: string;
  note: string;
}

/** One step of the sign-off with the signatures that stand, and the names of those who have yet to sign. */
export interface ExportSignOffStep {
  title: string;
  signatures: ExportSignature[];
  awaited: string[];
}

/**
 * Everything an export draws, as plain data: the contract between those who gather and those who draw. Nothing outside
 * it reaches the page. It has no place for post-its, so no export of it can show one; what its readers may not see is not in it.
 */
export interface AssessmentExport {
  title: string;
  /** '' before the council has given its name. */
  council: string;
  framework: ExportFramework;
  version: ExportVersion;
  chapters: ExportChapter[];
  judgements: ExportJudgement[];
  /** Claim id to public number; a claim without one is printed without a number. */
  claimNumbers: Record<string, string>;
  recommendations: ExportRecommendation[];
  /** What is cited and may be shown; a citation of anything else says only that the council holds it. */
  evidence: ExportEvidence[];
  glossary: ExportGlossaryEntry[];
  /** Empty when no sign-off was asked for. */
  signOff: ExportSignOffStep[];
}
