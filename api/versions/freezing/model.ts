import { Schema, model } from 'mongoose';

/** A piece of frozen data, kept once for all versions and agreements that hold it. `_id` is the SHA-256 of `json`. */
export interface FrozenPart {
  _id: string;
  /** Canonical JSON: the very text the fingerprint was made of. */
  json: string;
  /** When it was last stored, also when it was there already. */
  storedAt: Date;
}

const frozenPartSchema = new Schema<FrozenPart>({
  _id: { type: String, required: true },
  json: { type: String, required: true },
  storedAt: { type: Date, required: true },
});

/** The frozen pieces of all versions. */
export const FrozenPartModel = model('FrozenPart', frozenPartSchema, 'frozenParts');
