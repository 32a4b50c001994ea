import { z } from 'zod';
import { recordId } from '../../http/input.ts';

/** Compares a version with a later one, or (`with` left out) with the text as it stands now. */
export const comparisonInput = z.strictObject({ version: recordId, with: recordId.optional() });

/** A stretch of words of a comparison. */
export interface WordDifference {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A citation in a comparison. */
export interface ComparedCitation {
  evidence: string;
  /** The record's number (E012) and title, or only the number where the title may not be seen. */
  number: string;
  title: string;
  revision: number;
  page: string;
  /** The words quoted, '' where the title may not be seen. */
  quote: string;
}

/** What happened to a claim between two versions; a claim may be moved, changed and cite other evidence at once. */
export interface ClaimComparison {
  id: string;
  number: string;
  formerNumber: string | null;
  changes: ('added' | 'removed' | 'moved' | 'words' | 'evidence')[];
  /** The claim's place by the titles of side and theme; null when it did not move. */
  moved: { from: string; to: string } | null;
  /** The claim with its sub-points, one list for each. */
  words: WordDifference[][];
  citations: { added: ComparedCitation[]; removed: ComparedCitation[] };
}

/** What happened to a section: its grade, its claims, and prose around them (overview, chapter text, theme headings) by region. */
export interface SectionComparison {
  id: string;
  code: string;
  title: string;
  change: 'added' | 'removed' | 'changed' | 'same';
  grade: { before: string | null; after: string | null } | null;
  /** Claims with any change: those of the later text in its order, then those that went. */
  claims: ClaimComparison[];
  /** Lines that differ. A section's own title stands under the region `title`. */
  prose: { region: string; title: string; words: WordDifference[][] }[];
}

/** One of the two things compared; `id` and `number` are null for the text as it stands now. */
export interface ComparedVersion {
  id: string | null;
  number: number | null;
  title: string;
  at: string;
  hash: string;
}

/** GET /api/versions/:version/comparison. */
export interface Comparison {
  before: ComparedVersion;
  after: ComparedVersion;
  sections: SectionComparison[];
  /** Rows of the recommendations table that differ. */
  recommendations: { number: number; change: 'added' | 'removed' | 'changed'; words: WordDifference[][] }[];
  /** Claims that are the same in both, and those with any change. */
  counts: { same: number; added: number; removed: number; moved: number; changed: number };
}
