/** A stretch of words that both copies have, or only the later (added) or the earlier (removed). */
export interface Difference {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What happened to one claim. `changes` are in words ("Added", "Moved"); `words` has a list for the claim and for each sub-point. */
export interface ExportClaimChange {
  number: string;
  formerNumber: string | null;
  changes: string[];
  moved: { from: string; to: string } | null;
  words: Difference[][];
  /** Citations as words, such as "E012 LGA peer review, revision 2, page 4". */
  evidence: { added: string[]; removed: string[] };
}

/** What happened to a section; `change` is in words. Grades are in the framework's words, null where none was set. */
export interface ExportSectionChange {
  id: string;
  code: string;
  title: string;
  change: string;
  grade: { before: string | null; after: string | null } | null;
  claims: ExportClaimChange[];
  prose: { title: string; words: Difference[][] }[];
}

/** One of the two copies compared: how it is named, in short too, when it was taken (ISO 8601) and its fingerprint. */
export interface ComparedCopy {
  label: string;
  short: string;
  at: string;
  hash: string;
}

/** What changed between two copies of an assessment, as plain data. It is for the council's own people. */
export interface ComparisonExport {
  council: string;
  assessment: string;
  before: ComparedCopy;
  after: ComparedCopy;
  /** How many claims were left as they were, added and so on, in words. */
  counts: string[];
  sections: ExportSectionChange[];
  /** Sections that read the same in both, by title. */
  unchanged: string[];
  recommendations: { number: string; change: string; words: Difference[][] }[];
}
