import { Schema, model } from 'mongoose';
import type { Person } from '../contract.ts';

/** Something a person said of a section, and the fingerprint of the text they said it of. */
export interface Said {
  by: Person;
  at: Date;
  hash: string;
}

/** An agreement. `stands` goes when it is taken back; the text stays what readers and partners see. */
export interface Agreement extends Said {
  note: string;
  grade: string | null;
  stands: boolean;
}

/** How far a section is, as it is kept. `_id` is the section. What it says holds while `hash` is the one it was said of. */
export interface ReviewRecord {
  _id: string;
  assessment: string;
  /** The fingerprint of the text as it stands: follows the text a moment later. */
  hash: string;
  ready: Said | null;
  agreed: Agreement | null;
  /** The section in the last version signed by everyone. */
  signed: { version: string; number: number; at: Date; hash: string } | null;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const part = { _id: false, id: false } as const;
const said = { by: new Schema<Person>({ id: text, name: text }, part), at: date, hash: text };

const reviewSchema = new Schema<ReviewRecord>({
  _id: text,
  assessment: text,
  hash: { type: String, default: '' },
  ready: { type: new Schema<Said>(said, part), default: null },
  agreed: {
    type: new Schema<Agreement>(
      {
        ...said,
        note: { type: String, default: '' },
        grade: { type: String, default: null },
        stands: { type: Boolean, required: true },
      },
      part,
    ),
    default: null,
  },
  signed: {
    type: new Schema({ version: text, number: { type: Number, required: true }, at: date, hash: text }, part),
    default: null,
  },
});

/** How far the sections are of which anybody said anything. */
export const ReviewModel = model('SectionReview', reviewSchema, 'sectionReviews');
