import { Schema, type Types, model } from 'mongoose';
import type { Person } from './contract.ts';
import type { VersionKind } from './vocabulary.ts';

/** A version as it is kept: a list of fingerprints; what they stand for are frozen parts. It never changes but for `exported`. */
export interface VersionRecord {
  _id: Types.ObjectId;
  assessment: string;
  number: number;
  title: string;
  kind: VersionKind;
  takenAt: Date;
  takenBy: Person | null;
  hash: string;
  sections: { id: string; title: string; hash: string }[];
  /** The part that holds everything but the sections. */
  frame: string;
  /** The part that holds the post-its. */
  postIts: string;
  claims: number;
  /** A document was made of it: it is kept for good. */
  exported: boolean;
}

/** How many version numbers an assessment has given out, and when it was last compared with its newest version. */
export interface VersionCounter {
  _id: string;
  given: number;
  lookedAt: Date;
}

const text = { type: String, required: true } as const;
const person = new Schema<Person>({ id: text, name: text }, { _id: false, id: false });
const section = new Schema({ id: text, title: text, hash: text }, { _id: false, id: false });

const versionSchema = new Schema<VersionRecord>({
  assessment: text,
  number: { type: Number, required: true },
  title: text,
  kind: text,
  takenAt: { type: Date, required: true },
  takenBy: { type: person, default: null },
  hash: text,
  sections: { type: [section], required: true },
  frame: text,
  postIts: text,
  claims: { type: Number, required: true },
  exported: { type: Boolean, default: false },
});
versionSchema.index({ assessment: 1, number: -1 }, { unique: true });
versionSchema.index({ kind: 1, takenAt: 1 });

/** The versions of all assessments. */
export const VersionModel = model('Version', versionSchema, 'versions');

/** The counters of version numbers, one an assessment. */
export const VersionCounterModel = model(
  'VersionCounter',
  new Schema<VersionCounter>({ _id: text, given: { type: Number, default: 0 }, lookedAt: { type: Date } }),
  'versionCounters',
);
