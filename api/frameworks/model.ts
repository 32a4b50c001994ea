import { Schema, model } from 'mongoose';
import type { Framework } from './contract.ts';

/** A council's own copy of a framework; its id is the framework's. */
export interface OwnFramework {
  _id: string;
  copiedFrom: string;
  framework: Framework;
  createdAt: Date;
}

const ownFrameworkSchema = new Schema<OwnFramework>({
  _id: { type: String, required: true },
  copiedFrom: { type: String, required: true },
  framework: { type: Schema.Types.Mixed, required: true },
  createdAt: { type: Date, required: true },
});

/** The council's own copies. */
export const OwnFrameworkModel = model('OwnFramework', ownFrameworkSchema, 'frameworks');
