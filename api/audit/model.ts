import { Schema, model } from 'mongoose';

/** One change, as it is kept. `hash` covers everything else in the entry and the hash before it. */
export interface AuditEntry {
  sequence: number;
  at: Date;
  actor: { id: string | null; name: string };
  event: string;
  assessment: string | null;
  subject: string;
  details: string;
  previous: string;
  hash: string;
}

const auditSchema = new Schema<AuditEntry>({
  sequence: { type: Number, required: true, unique: true },
  at: { type: Date, required: true },
  actor: { id: { type: String, default: null }, name: { type: String, required: true } },
  event: { type: String, required: true },
  assessment: { type: String, default: null, index: true },
  subject: { type: String, default: '' },
  details: { type: String, default: '{}' },
  previous: { type: String, default: '' },
  hash: { type: String, required: true },
});

/** The collection of the trail; nothing in the code updates or deletes it. */
export const AuditModel = model('AuditEntry', auditSchema, 'audit');
