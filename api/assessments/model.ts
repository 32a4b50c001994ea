import { Schema, type Types, model } from 'mongoose';
import type { Framework } from '../frameworks/contract.ts';
import type { SectionFields } from './rules.ts';

/** One row of the recommendations table; its number is its position. */
export interface Recommendation {
  recommendation: string;
  position: string;
  progress: string;
}

/** A self-assessment. `framework` is a snapshot: a later change of the framework does not reach it. */
export interface AssessmentRecord {
  _id: Types.ObjectId;
  title: string;
  framework: Framework;
  recommendations: Recommendation[];
  /** Counts the changes of the recommendations table. */
  recommendationsRevision: number;
  /** The council's own entries; absent in assessments of older versions of Candour. */
  glossary?: { term: string; meaning: string }[];
  /** Counts the changes of the glossary. */
  glossaryRevision?: number;
  createdAt: Date;
  updatedAt: Date;
}

/** One section. A judgement's words are in the framework's snapshot; a chapter has its own `title`. */
export interface SectionRecord extends SectionFields {
  _id: Types.ObjectId;
  assessment: string;
}

const text = { type: String, required: true } as const;

const assessmentSchema = new Schema<AssessmentRecord>(
  {
    title: text,
    framework: { type: Schema.Types.Mixed, required: true },
    recommendations: [
      new Schema<Recommendation>(
        {
          recommendation: text,
          position: { type: String, default: '' },
          progress: { type: String, default: '' },
        },
        { _id: false },
      ),
    ],
    recommendationsRevision: { type: Number, default: 0 },
    glossary: [new Schema({ term: text, meaning: text }, { _id: false })],
    glossaryRevision: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { minimize: false },
);

const sectionSchema = new Schema<SectionRecord>({
  assessment: { ...text, index: true },
  kind: { type: String, enum: ['judgement', 'chapter'], required: true },
  place: { type: String, enum: ['front', 'judgements', 'back'], required: true },
  order: { type: Number, required: true },
  judgement: { type: String, default: null },
  title: text,
  grade: { type: String, default: null },
  removed: { type: Boolean, default: false },
});

/** Self-assessments. */
export const AssessmentModel = model('Assessment', assessmentSchema, 'assessments');
/** Their sections. */
export const SectionModel = model('Section', sectionSchema, 'sections');
