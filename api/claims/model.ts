import { Schema, model } from 'mongoose';
import type { CitationAttrs } from '../../editor/schema/document.ts';

/** One claim of the register. A claim that went from the text stays, with `present` false: its number is never given again. */
export interface ClaimRecord {
  section: string;
  assessment: string;
  claim: string;
  side: string;
  number: string;
  formerNumbers: string[];
  theme: { id: string; title: string } | null;
  /** Its place among the claims of the section. */
  order: number;
  text: string;
  subPoints: string[];
  citations: CitationAttrs[];
  present: boolean;
}

/** How many numbers a side of a section has given out. `_id` is `section:side`. */
export interface ClaimCounter {
  _id: string;
  given: number;
}

const text = { type: String, required: true } as const;

const claimSchema = new Schema<ClaimRecord>({
  section: text,
  assessment: text,
  claim: text,
  side: text,
  number: text,
  formerNumbers: { type: [String], default: [] as string[] },
  theme: { type: new Schema({ id: String, title: String }, { _id: false, id: false }), default: null },
  order: { type: Number, required: true },
  text: { type: String, default: '' },
  subPoints: { type: [String], default: [] as string[] },
  citations: [{ _id: false, evidence: String, revision: Number, page: String, quote: String }],
  present: { type: Boolean, required: true },
});
claimSchema.index({ section: 1, claim: 1 }, { unique: true });
claimSchema.index({ section: 1, number: 1 }, { unique: true });
claimSchema.index({ 'citations.evidence': 1 });

/** The register. */
export const ClaimModel = model('Claim', claimSchema, 'claims');

/** The counters of numbers. */
export const ClaimCounterModel = model(
  'ClaimCounter',
  new Schema<ClaimCounter>({ _id: text, given: { type: Number, required: true } }),
  'claimCounters',
);
