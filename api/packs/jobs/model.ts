import { Schema, type Types, model } from 'mongoose';
import type { ExportedVersion, ExportState } from '../contract.ts';
import { EDITIONS, type Edition, EXPORT_FORMS, type ExportForm } from '../vocabulary.ts';

/** One export: what was asked for, who makes it, how far it is, and where its file is. */
export interface ExportRecord {
  _id: Types.ObjectId;
  assessment: string;
  form: ExportForm;
  edition: Edition;
  version: ExportedVersion | null;
  against: ExportedVersion | null;
  /** '' as id: the command line or Candour itself. */
  requestedBy: { id: string; name: string };
  requestedAt: Date;
  state: ExportState;
  progress: number;
  step: string;
  error: string | null;
  filename: string;
  /** The stored file of the last attempt, whole only when `state` is `done`. */
  file: string | null;
  bytes: number | null;
  sha256: string | null;
  manifestSha256: string | null;
  inspectionReady: boolean | null;
  problems: string[];
  /** How often it was begun. */
  attempts: number;
  /** The process that makes it, and when that last said that it is alive. */
  worker: string | null;
  aliveAt: Date;
}

const text = { type: String, required: true } as const;
const unknown = { type: String, default: null } as const;
const version = new Schema<ExportedVersion>(
  { id: text, number: { type: Number, required: true }, title: text },
  { _id: false, id: false },
);

const exportSchema = new Schema<ExportRecord>(
  {
    assessment: { ...text, index: true },
    form: { ...text, enum: Object.keys(EXPORT_FORMS) },
    edition: { ...text, enum: Object.keys(EDITIONS) },
    version: { type: version, default: null },
    against: { type: version, default: null },
    requestedBy: { id: { type: String, default: '' }, name: { type: String, default: '' } },
    requestedAt: { type: Date, required: true },
    state: { ...text, enum: ['queued', 'running', 'done', 'failed', 'cancelled'], index: true },
    progress: { type: Number, default: 0 },
    step: { type: String, default: '' },
    error: unknown,
    filename: text,
    file: unknown,
    bytes: { type: Number, default: null },
    sha256: unknown,
    manifestSha256: unknown,
    inspectionReady: { type: Boolean, default: null },
    problems: { type: [String], default: [] as string[] },
    attempts: { type: Number, default: 0 },
    worker: unknown,
    aliveAt: { type: Date, required: true },
  },
  { versionKey: false },
);

/** Exports that were asked for. */
export const ExportModel = model('Export', exportSchema, 'exports');
