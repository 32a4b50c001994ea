import { Schema, model } from 'mongoose';

/**
 * A stored file that no record holds yet. `receiving`: it may be removed at any time. `claimed`: a record is about
 * to hold it. The entry goes when the record has it.
 */
export interface Upload {
  _id: string;
  state: 'receiving' | 'claimed';
  startedAt: Date;
}

const uploadSchema = new Schema<Upload>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true },
    startedAt: { type: Date, required: true, index: true },
  },
  { versionKey: false },
);

/** The uploads under way. */
export const UploadModel = model('EvidenceUpload', uploadSchema, 'evidence-uploads');
