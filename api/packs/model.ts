import { Schema, type Types, model } from 'mongoose';
import type { ExportState } from './contract.ts';

/** One export: what was asked for, how far it is, and where its file is. */
export interface ExportRecord {
  _id: Types.ObjectId;
  assessment: string;
  requestedBy: string;
  requestedAt: Date;
  state: ExportState | 'interrupted';
  progress: number;
  step: string;
  error: string | null;
  filename: string;
  bytes: number | null;
  /** When the process that makes it last said that it is alive. */
  aliveAt: Date;
}

const exportSchema = new Schema<ExportRecord>({
  assessment: { type: String, required: true, index: true },
  requestedBy: { type: String, required: true },
  requestedAt: { type: Date, required: true },
  state: { type: String, enum: ['queued', 'running', 'done', 'failed', 'interrupted'], required: true },
  progress: { type: Number, required: true },
  step: { type: String, default: '' },
  error: { type: String, default: null },
  filename: { type: String, required: true },
  bytes: { type: Number, default: null },
  aliveAt: { type: Date, required: true },
});

/** Exports that were asked for; the file of a finished one has the same id. */
export const ExportModel = model('Export', exportSchema, 'exports');
