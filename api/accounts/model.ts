import { Schema, type Types, model } from 'mongoose';
import { ROLES, type Role } from './vocabulary.ts';

/** A person with an account. `email` is lower case and unique. */
export interface User {
  _id: Types.ObjectId;
  email: string;
  name: string;
  organisation: string;
  passwordHash: string;
  administrator: boolean;
  suspended: boolean;
  createdAt: Date;
}

/** A sign-in that has not ended. The token itself is only in the browser's cookie. */
export interface Session {
  _id: Types.ObjectId;
  tokenHash: string;
  user: string;
  createdAt: Date;
  usedAt: Date;
  expiresAt: Date;
}

/** A person's place in one assessment; `sections` matters for leads and contributors. */
export interface Place {
  assessment: string;
  role: Role;
  sections: string[];
}

/** A place together with whose it is. */
export interface MembershipRecord extends Place {
  user: string;
}

/** An invitation nobody has used yet. */
export interface Invitation {
  _id: Types.ObjectId;
  tokenHash: string;
  email: string;
  name: string;
  organisation: string;
  administrator: boolean;
  membership: Place | null;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

/** What is kept of the installation itself: one record. */
export interface Installation {
  _id: string;
  council: string | null;
  setUpTokenHash: string | null;
  setUpExpiresAt: Date | null;
}

/** Wrong tries to sign in from one place, counted until `expiresAt`. */
export interface Tries {
  _id: string;
  count: number;
  expiresAt: Date;
}

const text = { type: String, required: true } as const;
const placeFields = {
  assessment: text,
  role: { type: String, enum: [...ROLES], required: true },
  sections: { type: [String], default: [] as string[] },
};

const userSchema = new Schema<User>({
  email: { ...text, unique: true },
  name: text,
  organisation: { type: String, default: '' },
  passwordHash: text,
  administrator: { type: Boolean, default: false },
  suspended: { type: Boolean, default: false },
  createdAt: { type: Date, required: true },
});

/** A session that is over is announced before its record goes, so the database waits an hour with it. */
const sessionSchema = new Schema<Session>({
  tokenHash: { ...text, unique: true },
  user: { ...text, index: true },
  createdAt: { type: Date, required: true },
  usedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true, expires: 3600 },
});

const membershipSchema = new Schema<MembershipRecord>({ user: text, ...placeFields })
  .index({ assessment: 1, user: 1 }, { unique: true })
  .index({ user: 1 });

const invitationSchema = new Schema<Invitation>({
  tokenHash: { ...text, unique: true },
  email: text,
  name: text,
  organisation: { type: String, default: '' },
  administrator: { type: Boolean, default: false },
  membership: { type: new Schema<Place>(placeFields, { _id: false }), default: null },
  invitedBy: { type: String, default: '' },
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true, expires: 0 },
});

const installationSchema = new Schema<Installation>({
  _id: text,
  council: { type: String, default: null },
  setUpTokenHash: { type: String, default: null },
  setUpExpiresAt: { type: Date, default: null },
});

const triesSchema = new Schema<Tries>({
  _id: text,
  count: { type: Number, required: true },
  expiresAt: { type: Date, required: true, expires: 0 },
});

/** People. */
export const UserModel = model('User', userSchema, 'users');
/** Sign-ins that have not ended. */
export const SessionModel = model('Session', sessionSchema, 'sessions');
/** Places of people in assessments. */
export const MembershipModel = model('Membership', membershipSchema, 'memberships');
/** Invitations that have not been used. */
export const InvitationModel = model('Invitation', invitationSchema, 'invitations');
/** The installation's one record. */
export const InstallationModel = model('Installation', installationSchema, 'installation');
/** Counters of wrong tries to sign in. */
export const TriesModel = model('Tries', triesSchema, 'sign-in-tries');

/** True for an id that names a record; anything else must not reach a query by id. */
export function isRecordId(id: string): boolean {
  return /^[0-9a-f]{24}$/.test(id);
}
