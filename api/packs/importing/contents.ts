import { z } from 'zod';
import type { Block, RegionText } from '../../../editor/schema/document.ts';
import { BLOCK_ID } from '../../../editor/schema/ids.ts';
import { schema } from '../../../editor/schema/schema.ts';
import { EVIDENCE_TYPES, type EvidenceType, VISIBILITIES } from '../../evidence/vocabulary.ts';
import { evidenceNumber, sequenceOf } from '../../evidence/rules.ts';
import { frameworkSchema } from '../../frameworks/contract.ts';
import { recordId } from '../../http/input.ts';
import type { Edition } from '../vocabulary.ts';

/** What a citation of a record names that the pack's readers were not to know of: nothing that is in any library. */
const unknownRecord = '0'.repeat(24);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const at = z.iso.datetime();
const words = (most: number) => z.string().max(most);
const title = z.string().min(1).max(1000);

/** `manifest.json`, as far as an import needs it. */
export const manifestSchema = z.object({
  format: z.literal('candour-pack'),
  formatVersion: z.literal(1),
  files: z.array(z.object({ path: z.string().max(200), bytes: count, sha256 })).max(5000),
});

const regionText = z.unknown().transform((value, context): RegionText => {
  try {
    const doc = schema.nodeFromJSON(named(value));
    doc.check();
    if (doc.type !== schema.topNodeType) throw new RangeError('A region is a document');
    return { type: 'doc', content: doc.children.map((block) => block.toJSON() as Block) };
  } catch {
    context.addIssue({ code: 'custom', message: 'This is not the text of a region' });
    return z.NEVER;
  }
});

const numberedClaim = z.object({
  id: z.string().regex(BLOCK_ID),
  number: words(40),
  formerNumbers: z.array(words(40)).max(100),
});

const section = z.object({
  id: recordId,
  kind: z.enum(['judgement', 'chapter']),
  place: z.enum(['front', 'judgements', 'back']),
  title,
  judgement: words(60).nullable(),
  grade: words(60).nullable(),
  text: z.record(words(60), regionText),
  claims: z.array(numberedClaim).max(5000),
});

const revision = z.object({
  revision: z.int().min(1).max(100_000),
  filename: z.string().min(1).max(300),
  mediaType: words(200),
  bytes: count,
  sha256,
  uploadedBy: words(300),
  uploadedAt: at,
});

const record = z.object({
  id: recordId,
  number: z
    .string()
    .regex(/^E\d{3,7}$/)
    .refine((number) => sequenceOf(number) > 0 && evidenceNumber(sequenceOf(number)) === number),
  title,
  source: words(1000),
  type: z.enum(Object.keys(EVIDENCE_TYPES) as [EvidenceType, ...EvidenceType[]]),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .nullable(),
  visibility: z.enum(VISIBILITIES),
  notForQuotation: z.boolean(),
  withdrawn: z.object({ reason: words(1000), by: words(300), at }).nullable(),
  revisions: z.array(revision).max(1000),
  addedBy: words(300),
  addedAt: at,
});

/** `assessment.json`: an edition of an assessment as data. Texts come out as the schema spells them. */
export const packDataSchema = z.object({
  format: z.literal('candour-assessment'),
  formatVersion: z.literal(1),
  edition: z.enum(['inspection', 'internal'] satisfies Edition[]),
  assessment: z.object({
    id: recordId,
    title,
    framework: frameworkSchema,
    sections: z.array(section).max(500),
    recommendations: z
      .array(
        z.object({
          recommendation: z.string().min(1).max(20_000),
          position: words(40_000),
          progress: words(2000),
        }),
      )
      .max(1000),
    glossary: z
      .array(z.object({ term: z.string().min(1).max(200), meaning: z.string().min(1).max(2000) }))
      .max(1000),
    evidence: z.array(record).max(5000),
  }),
  stricterNow: z.record(recordId, z.enum(VISIBILITIES)).default({}),
});

/** What `assessment.json` says. */
export type PackData = z.output<typeof packDataSchema>;

/** The assessment of a pack. */
export type PackedAssessment = PackData['assessment'];

/** One of its sections. */
export type PackedSection = PackedAssessment['sections'][number];

/** The same text, in which what an edition made a citation of nothing cites a record that nobody has. */
function named(text: unknown): unknown {
  return JSON.parse(JSON.stringify(text), (name, value: unknown) =>
    name === 'evidence' && value === '' ? unknownRecord : value,
  );
}
