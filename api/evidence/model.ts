import { Schema, type Types, model } from 'mongoose';
import { EVIDENCE_TYPES, type EvidenceType, VISIBILITIES, type Visibility } from './vocabulary.ts';

/** Who did something; the name is as it was then. */
export interface By {
  id: string;
  name: string;
}

/** One stored file of a record. Nothing in the code changes it. */
export interface Revision {
  revision: number;
  file: string;
  filename: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  uploadedBy: By;
  uploadedAt: Date;
}

/** One record of the library. `words` are what it is searched by, derived from number, title and source. */
export interface Evidence {
  _id: Types.ObjectId;
  sequence: number;
  title: string;
  source: string;
  type: EvidenceType;
  date: string | null;
  visibility: Visibility;
  notForQuotation: boolean;
  withdrawn: { reason: string; by: By; at: Date } | null;
  revisions: Revision[];
  revisionCount: number;
  words: string[];
  addedBy: By;
  addedAt: Date;
}

/** '' as id: the command line, which is nobody. */
const by = { id: { type: String, default: '' }, name: { type: String, required: true } };

const revisionSchema = new Schema<Revision>(
  {
    revision: { type: Number, required: true },
    file: { type: String, required: true },
    filename: { type: String, required: true },
    mediaType: { type: String, required: true },
    bytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    uploadedBy: by,
    uploadedAt: { type: Date, required: true },
  },
  { _id: false },
);

const withdrawnSchema = new Schema(
  { reason: { type: String, required: true }, by, at: { type: Date, required: true } },
  { _id: false },
);

const evidenceSchema = new Schema<Evidence>(
  {
    sequence: { type: Number, required: true, unique: true },
    title: { type: String, required: true },
    source: { type: String, default: '' },
    type: { type: String, enum: Object.keys(EVIDENCE_TYPES), required: true },
    date: { type: String, default: null },
    visibility: { type: String, enum: VISIBILITIES, required: true },
    notForQuotation: { type: Boolean, required: true },
    withdrawn: { type: withdrawnSchema, default: null },
    revisions: { type: [revisionSchema], required: true },
    revisionCount: { type: Number, required: true },
    words: { type: [String], index: true },
    addedBy: by,
    addedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
evidenceSchema.index({ 'revisions.sha256': 1 });
evidenceSchema.index({ 'revisions.file': 1 });

/** The records of the library. */
export const EvidenceModel = model('Evidence', evidenceSchema, 'evidence');

const counterSchema = new Schema<{ _id: string; last: number }>(
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { versionKey: false },
);

/** The last number given. */
export const EvidenceCounterModel = model('EvidenceCounter', counterSchema, 'evidence-counter');
