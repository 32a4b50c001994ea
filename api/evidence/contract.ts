import { z } from 'zod';
import { EVIDENCE_TYPES, type EvidenceType, VISIBILITIES, type Visibility } from './vocabulary.ts';
import { day, line, recordId } from '../http/input.ts';

const typeIds = Object.keys(EVIDENCE_TYPES) as [EvidenceType, ...EvidenceType[]];

/** What a person says of a record. `date` is the date of the evidence itself, or null. */
export const evidenceFields = z.strictObject({
  title: line('a title'),
  source: z.string().trim().max(200, 'Use at most 200 characters').default(''),
  type: z.enum(typeIds).default('other'),
  date: z.union([day, z.literal('').transform(() => null), z.null()]).default(null),
  visibility: z.enum(VISIBILITIES).default('inspectors'),
  notForQuotation: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .default(false),
});

/** What a record needs to be created. */
export type EvidenceFields = z.output<typeof evidenceFields>;

/** Searches the library by title and source. */
export const evidenceQuery = z.strictObject({
  query: z.string().max(200).default(''),
  type: z.enum(typeIds).optional(),
});

/** Changes what is said of a record; the file is changed by a new revision only. */
export const evidenceChange = evidenceFields.partial().extend({ evidence: recordId });

/** Withdraws a record: it stays where it is cited, marked, with the reason. */
export const withdrawInput = z.strictObject({ evidence: recordId, reason: line('why it is withdrawn', 500) });

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
