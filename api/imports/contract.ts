import { z } from 'zod';
import type { Inline } from '../../editor/schema/document.ts';
import { EVIDENCE_TYPES, type EvidenceType } from '../evidence/vocabulary.ts';
import { day, line, recordId } from '../http/input.ts';

/** What a block of the file becomes. `bullet` is a list item of ordinary prose, in an overview or a chapter. */
export const BLOCK_KINDS = ['claim', 'sub-point', 'theme', 'paragraph', 'bullet'] as const;

/** One of the five kinds of block. */
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** One block found in the file. `key` names it in corrections; `origin` is its place in the file. */
export interface ProposedBlock {
  key: string;
  kind: BlockKind;
  content: Inline[];
  text: string;
  origin: number;
}

/** A chapter of front or back matter; `heading` is how the file has its title. */
export interface ProposedChapter {
  key: string;
  title: string;
  heading: string;
  place: 'front' | 'back';
  blocks: ProposedBlock[];
}

/** One side of a proposed section. `side` is a side id of the framework. */
export interface ProposedSide {
  side: string;
  heading: string;
  blocks: ProposedBlock[];
}

/** A section found in the file. `judgement` null: it was not recognised, and needs the person's choice. */
export interface ProposedSection {
  key: string;
  judgement: string | null;
  heading: string;
  overview: ProposedBlock[];
  /** Every side of the framework, in its order, also when empty. */
  sides: ProposedSide[];
}

/** One row of the recommendations table. `inferred`: the progress was read from the cell's colour. `hint` says what looks odd. */
export interface ProposedRecommendation {
  key: string;
  recommendation: string;
  position: string;
  progress: string;
  inferred: boolean;
  hint: string | null;
}

/** A claim that names a source, with the words that do so, and the page when they say one. */
export interface SourceMention {
  claimKey: string;
  text: string;
  matched: string;
  page: string;
}

/** A source named in the text, proposed as one evidence record. `dateText` is how the file gives its date. */
export interface ProposedSource {
  key: string;
  source: string;
  sourceBody: string;
  type: EvidenceType;
  date: string | null;
  dateText: string;
  claims: SourceMention[];
  accept: boolean;
}

/** What kind of thing has no place: text that can be placed by hand, or a heading that the framework's own title replaces. */
export type UnplacedKind = 'heading' | 'text' | 'table' | 'note' | 'comment' | 'picture';

/** Something of the file that is not in the assessment, with the reason. A table has one line a row. */
export interface UnplacedItem {
  key: string;
  kind: UnplacedKind;
  text: string;
  reason: string;
  origin: number;
}

/** How much was found. `themes` are the headings on sides, `chapters` those before the judgements. */
export interface ProposalCounts {
  sections: number;
  claims: number;
  subpoints: number;
  themes: number;
  frontMatter: number;
  backMatter: number;
  recommendations: number;
  sources: number;
  unplaced: number;
  words: number;
  sides: { section: string; side: string; claims: number; subpoints: number; themes: number }[];
}

/** What was found in a file, before anything is created. */
export interface Proposal {
  filename: string;
  title: string;
  framework: string;
  chapters: ProposedChapter[];
  sections: ProposedSection[];
  recommendations: ProposedRecommendation[];
  proposedSources: ProposedSource[];
  unplaced: UnplacedItem[];
  /** Things to know about the file, such as tracked deletions that were left out. */
  remarks: string[];
  counts: ProposalCounts;
}

/** A stored proposal, kept for seven days. The framework comes with GET /api/frameworks/:framework. */
export interface ImportProposal extends Proposal {
  id: string;
  createdAt: string;
  expiresAt: string;
  /** The assessment made from it, or null. */
  assessment: string | null;
}

/** POST /api/imports, multipart: the field `framework`, then the file as `file`. Answers ImportProposal. */
export const newImportInput = z.strictObject({ framework: z.string().min(1).max(80) });

/** Names an import in an address. */
export const importIdInput = z.strictObject({ import: recordId });

const key = z.string().regex(/^[a-z]{1,2}\d{1,6}$/);
const region = z.string().min(1).max(60);

/**
 * One correction of the person who reviews; applied in order. Regions are `overview` or a side's id. What is left
 * out or dropped stays listed under `unplaced`.
 */
export const correctionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('title'), title: line('a title') }),
  z.strictObject({ kind: z.literal('section'), section: key, judgement: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal('drop-section'), section: key }),
  z.strictObject({ kind: z.literal('block'), block: key, as: z.enum(BLOCK_KINDS) }),
  z.strictObject({ kind: z.literal('move-block'), block: key, section: key, region }),
  z.strictObject({ kind: z.literal('leave-out-block'), block: key }),
  z.strictObject({
    kind: z.literal('place'),
    item: key,
    section: key,
    region,
    as: z.enum(BLOCK_KINDS),
  }),
  z.strictObject({ kind: z.literal('place-in-chapter'), item: key, chapter: key }),
  z.strictObject({ kind: z.literal('place-as-chapter'), item: key, title: line('a title') }),
  z.strictObject({ kind: z.literal('leave-out-item'), item: key }),
  z.strictObject({ kind: z.literal('chapter'), chapter: key, title: line('a title') }),
  z.strictObject({ kind: z.literal('leave-out-chapter'), chapter: key }),
  z.strictObject({
    kind: z.literal('recommendation'),
    recommendation: key,
    text: z.string().trim().min(1).max(4000),
    position: z.string().trim().max(8000),
    progress: z.string().trim().max(200),
  }),
  z.strictObject({ kind: z.literal('leave-out-recommendation'), recommendation: key }),
  z.strictObject({
    kind: z.literal('source'),
    source: key,
    title: line('a title').optional(),
    sourceBody: z.string().trim().max(200).optional(),
    type: z.enum(Object.keys(EVIDENCE_TYPES) as [EvidenceType, ...EvidenceType[]]).optional(),
    date: day.nullable().optional(),
  }),
  z.strictObject({ kind: z.literal('merge-sources'), source: key, into: key }),
  z.strictObject({ kind: z.literal('leave-out-source'), source: key }),
]);

/** One correction of the person who reviews. */
export type Correction = z.output<typeof correctionSchema>;

/** POST /api/imports/:import/preview and /accept: the corrections so far, in order. */
export const correctionsInput = z.strictObject({
  import: recordId,
  corrections: z.array(correctionSchema).max(5000).default([]),
});

/** What accepting created. `unplaced` is what stayed outside, word for word. */
export interface ImportResult {
  assessment: string;
  title: string;
  evidence: { id: string; number: string; source: string; claims: number }[];
  counts: ProposalCounts;
  unplaced: UnplacedItem[];
}
