import { Schema, type Types, model } from 'mongoose';
import type { Proposal } from './contract.ts';

/** What was found in a file, kept until it is accepted or seven days have gone. */
export interface ImportRecord {
  _id: Types.ObjectId;
  person: string;
  proposal: Proposal;
  /** The moment an acceptance began; it holds others off for a while. */
  acceptingSince: Date | null;
  assessment: string | null;
  createdAt: Date;
  expiresAt: Date;
}

const importSchema = new Schema<ImportRecord>({
  person: { type: String, default: '' },
  proposal: { type: Schema.Types.Mixed, required: true },
  acceptingSince: { type: Date, default: null },
  assessment: { type: String, default: null },
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true, expires: 0 },
});

/** Proposals of imports. */
export const ImportModel = model('Import', importSchema, 'imports');
