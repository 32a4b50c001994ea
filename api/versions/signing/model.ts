import { Schema, type Types, model } from 'mongoose';
import type { Person } from '../contract.ts';

/** One step of a chain as it is kept; `id` is its place in the chain, from 1. */
export interface Step {
  id: string;
  title: string;
  people: Person[];
  all: boolean;
}

/** Something that happened to a sign-off. `step` is '' for what concerns the whole. `text` is the note or the reason. */
export interface SignOffEvent {
  at: Date;
  by: Person;
  what: 'signed' | 'refused' | 'taken-back' | 'reminded' | 'withdrawn';
  step: string;
  text: string;
}

/** The chain going round on one version. What stands follows from `events`, which only grow; `state` is kept to be found by. */
export interface SignOffRecord {
  _id: Types.ObjectId;
  assessment: string;
  /** Its place among the requests of its assessment, from 1: of two made at once, only one can have it. */
  number?: number;
  version: string;
  /** The fingerprint of the version: what every signature stands for. */
  hash: string;
  requestedBy: Person;
  requestedAt: Date;
  note: string;
  /** The chain as it was when it was asked for. */
  steps: Step[];
  events: SignOffEvent[];
  state: 'open' | 'signed' | 'refused' | 'withdrawn';
  /** When the last signature was given; null while one is missing. */
  signedAt: Date | null;
  /** Counts the changes. */
  revision: number;
}

/** The chain a council set for an assessment. `_id` is the assessment. */
export interface ChainRecord {
  _id: string;
  steps: Step[];
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const part = { _id: false, id: false } as const;
const person = new Schema<Person>({ id: text, name: text }, part);
const step = new Schema<Step>(
  {
    id: text,
    title: text,
    people: { type: [person], required: true },
    all: { type: Boolean, required: true },
  },
  part,
);
const event = new Schema<SignOffEvent>(
  {
    at: date,
    by: person,
    what: text,
    step: { type: String, default: '' },
    text: { type: String, default: '' },
  },
  part,
);

const signOffSchema = new Schema<SignOffRecord>({
  assessment: text,
  number: Number,
  version: { ...text, index: true },
  hash: text,
  requestedBy: person,
  requestedAt: date,
  note: { type: String, default: '' },
  steps: { type: [step], required: true },
  events: { type: [event], required: true },
  state: text,
  signedAt: { type: Date, default: null },
  revision: { type: Number, required: true },
});
signOffSchema.index({ assessment: 1, requestedAt: -1 });
signOffSchema.index({ state: 1 });
signOffSchema.index(
  { assessment: 1, number: 1 },
  { unique: true, partialFilterExpression: { number: { $exists: true } } },
);

/** The sign-offs of all versions. */
export const SignOffModel = model('SignOff', signOffSchema, 'signOffs');

/** The chains of all assessments. */
export const ChainModel = model(
  'SignOffChain',
  new Schema<ChainRecord>({ _id: text, steps: { type: [step], required: true } }),
  'signOffChains',
);
