import { z } from 'zod';
import { EVIDENCE_TYPES, type EvidenceType, VISIBILITIES, type Visibility } from './vocabulary.ts';
import { day, line, recordId } from '../http/input.ts';
import { plainLine } from '../http/plain-text.ts';

/** A text field, cleaned before it is judged. */
function plain(field: z.ZodType<string, string>) {
  return z.preprocess((value) => (typeof value === 'string' ? plainLine(value) : value), field);
}

const typeIds = Object.keys(EVIDENCE_TYPES) as [EvidenceType, ...EvidenceType[]];

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);
const said = {
  title: plain(line('a title')),
  source: plain(z.string().max(200, 'Use at most 200 characters')),
  type: z.enum(typeIds, { error: 'Choose a type from the list' }),
  date: z.union([day, z.literal('').transform(() => null), z.null()], { error: 'Enter a real date' }),
  visibility: z.enum(VISIBILITIES, { error: 'Choose who may see it' }),
  notForQuotation: flag,
};

/** What a person says of a record. `date` is the date of the evidence itself, or null. */
export const evidenceFields = z.strictObject({
  title: said.title,
  source: said.source.default(''),
  type: said.type.default('other'),
  date: said.date.default(null),
  visibility: said.visibility.default('inspectors'),
  notForQuotation: said.notForQuotation.default(false),
});

/** What a record needs to be created. */
export type EvidenceFields = z.output<typeof evidenceFields>;

/** Searches the library by title, source and number; every word must begin a word of the record. */
export const evidenceQuery = z.strictObject({
  query: z.string().max(200, 'Use at most 200 characters').default(''),
  type: z.enum(typeIds).optional(),
});

/** What the library is searched by. */
export type EvidenceQuery = z.output<typeof evidenceQuery>;

/** Names one record. */
export const evidenceIdInput = z.strictObject({ evidence: recordId });

/** Names one revision of a record, counted from 1. */
export const revisionInput = z.strictObject({
  evidence: recordId,
  revision: z.coerce.number().int().min(1).max(100_000),
});

/** Changes what is said of a record; what is left out stays. The file is changed by a new revision only. */
export const evidenceChange = z.strictObject(said).partial().extend({ evidence: recordId });

/** A change of what is said of a record. */
export type EvidenceChange = z.output<typeof evidenceChange>;

/** Withdraws a record: it stays where it is cited, marked, with the reason. */
export const withdrawInput = z.strictObject({
  evidence: recordId,
  reason: plain(line('why it is withdrawn', 500)),
});

/** One stored file of a record; it never changes. */
export interface RevisionView {
  revision: number;
  filename: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  uploadedBy: string;
  uploadedAt: string;
}

/** One record of the library. `number` (E001) is permanent. Without revisions the file is still to come. */
export interface EvidenceView {
  id: string;
  number: string;
  title: string;
  source: string;
  type: EvidenceType;
  date: string | null;
  visibility: Visibility;
  notForQuotation: boolean;
  withdrawn: { reason: string; by: string; at: string } | null;
  revisions: RevisionView[];
  addedBy: string;
  addedAt: string;
  /** What the person asking may do with it. */
  rights: { change: boolean };
}

/** What an upload answers. `duplicateOf` names another record that already holds the very same file. */
export interface EvidenceStored extends EvidenceView {
  duplicateOf: { id: string; number: string; title: string } | null;
}

/** A claim that cites a record. */
export interface CitingClaim {
  assessment: { id: string; title: string };
  section: { id: string; short: string };
  claim: string;
  number: string;
  text: string;
  revision: number;
  page: string;
  quote: string;
}

/** GET /api/evidence/:evidence/citations (in the claims feature): the claims that cite it, of assessments the person may read. */
export interface CitingClaims {
  claims: CitingClaim[];
}
