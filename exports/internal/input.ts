import type { AssessmentExport } from '../input.ts';

/** Who wrote something, and for whom they speak. */
export interface ExportAuthor {
  name: string;
  organisation: string;
}

/** One answer to a post-it. */
export interface ExportReply {
  author: ExportAuthor;
  note: string;
  /** ISO 8601. */
  at: string;
}

/** A post-it with its thread. `number` counts within its section; `claim` is the id of the claim it is on, or null. */
export interface ExportPostIt extends ExportReply {
  number: number;
  section: string;
  claim: string | null;
  /** The words it was stuck on, as they were then; '' for a whole section. */
  quoted: string;
  replies: ExportReply[];
  /** What became of it, in words; null while it is open. */
  dealtWith: { disposition: string; reason: string; by: ExportAuthor; at: string } | null;
}

/** The internal edition: the assessment as the council's own people see it, with the post-its and what is still open. */
export interface InternalExport extends AssessmentExport {
  postIts: ExportPostIt[];
  /** Acronyms of the text that are explained nowhere. */
  unexplained: string[];
}
