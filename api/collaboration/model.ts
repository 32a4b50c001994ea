import { Schema, Types, model } from 'mongoose';

/** The first text of a section and everything merged into it since, as one Yjs state. `_id` is the section. */
export interface SectionTextRecord {
  _id: string;
  /** The names of the fragments the document may have. */
  regions: string[];
  state: Types.Buffer;
  /** The moves of claims so far, for pages that have not heard of them; absent before the first. */
  moves?: Types.Buffer;
  storedAt: Date;
}

/** What one person (or, with `user` '', Candour itself) changed. */
export interface LoggedChange {
  user: string;
  update: Types.Buffer;
  /** Where it moved claims to; absent when it moved none. */
  moves?: Types.Buffer;
}

/** One entry of the log: changes of a section written down together, in the order they were made. */
export interface TextUpdateRecord {
  _id: Types.ObjectId;
  section: string;
  at: Date;
  changes: LoggedChange[];
}

const sectionTextSchema = new Schema<SectionTextRecord>({
  _id: { type: String, required: true },
  regions: { type: [String], required: true },
  state: { type: Buffer, required: true },
  moves: Buffer,
  storedAt: { type: Date, required: true },
});

const textUpdateSchema = new Schema<TextUpdateRecord>({
  section: { type: String, required: true, index: true },
  at: { type: Date, required: true },
  changes: [{ _id: false, user: String, update: Buffer, moves: Buffer }],
});

/** The stored states, one a section. */
export const SectionTextModel = model('SectionText', sectionTextSchema, 'sectionTexts');
/** The log of changes that are not in a stored state yet. */
export const TextUpdateModel = model('TextUpdate', textUpdateSchema, 'textUpdates');

/** A new entry's id; ids made by one process rise. */
export function newEntryId(): Types.ObjectId {
  return new Types.ObjectId();
}

/** The bytes of a stored binary, which Mongoose hands out as a Buffer or as the driver's Binary. */
export function bytesOf(stored: Uint8Array | { buffer: Uint8Array }): Uint8Array {
  return stored instanceof Uint8Array ? stored : stored.buffer;
}

/** Bytes as the database keeps them, without a copy. */
export function bufferOf(bytes: Uint8Array): Types.Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as Types.Buffer;
}
