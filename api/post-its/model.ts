import { Schema, type Types, model } from 'mongoose';
import type { Author, PostItTarget } from './contract.ts';
import type { Disposition } from './vocabulary.ts';

/** One answer, as it is kept. */
export interface Reply {
  id: string;
  author: Author;
  note: string;
  at: Date;
}

/** One note, as it is kept. It is never deleted. `dealtWith` null: it is open. */
export interface PostIt {
  _id: Types.ObjectId;
  section: string;
  assessment: string;
  number: number;
  target: PostItTarget;
  quoted: string;
  author: Author;
  note: string;
  at: Date;
  replies: Reply[];
  replyCount: number;
  dealtWith: { disposition: Disposition; reason: string; by: Author; at: Date } | null;
}

const author = {
  id: { type: String, required: true },
  name: { type: String, required: true },
  organisation: { type: String, default: '' },
};

const replySchema = new Schema<Reply>(
  {
    id: { type: String, required: true },
    author,
    note: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { _id: false, id: false },
);

const dealtWithSchema = new Schema(
  {
    disposition: { type: String, required: true },
    reason: { type: String, default: '' },
    by: author,
    at: { type: Date, required: true },
  },
  { _id: false },
);

const postItSchema = new Schema<PostIt>(
  {
    section: { type: String, required: true },
    assessment: { type: String, required: true },
    number: { type: Number, required: true },
    // Its shape is one of three; the contract lets nothing else in.
    target: { type: Schema.Types.Mixed, required: true },
    quoted: { type: String, default: '' },
    author,
    note: { type: String, required: true },
    at: { type: Date, required: true },
    replies: { type: [replySchema], required: true },
    replyCount: { type: Number, required: true },
    dealtWith: { type: dealtWithSchema, default: null },
  },
  { versionKey: false },
);
postItSchema.index({ section: 1, number: 1 }, { unique: true });

/** The notes of all sections. */
export const PostItModel = model('PostIt', postItSchema, 'post-its');

const counterSchema = new Schema<{ _id: string; last: number }>(
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { versionKey: false },
);

/** The last number given in each section. */
export const PostItCounterModel = model('PostItCounter', counterSchema, 'post-it-counters');
