import { z } from 'zod';
import { email, line, recordId } from '../http/input.ts';
import { ROLES, type Role } from './vocabulary.ts';

/** A new password: 12 to 128 characters, no rules of composition (OWASP ASVS 5.0 V6.2). Common ones are refused later. */
export const newPassword = z
  .string({ error: 'Enter a password' })
  .min(12, 'Use at least 12 characters. Three or four words are easy to remember')
  .max(128, 'Use at most 128 characters');

/** What someone types to sign in. */
export const signInInput = z.strictObject({
  email,
  password: z.string({ error: 'Enter your password' }).min(1, 'Enter your password').max(1000),
});

/** First start: either a council of one's own or the sample council. */
export const setUpInput = z.strictObject({
  token: z.string().max(200),
  kind: z.enum(['council', 'sample']),
  council: line('the name of the council').optional(),
  name: line('your name').optional(),
  email: email.optional(),
  password: newPassword.optional(),
});

/** Asks someone to join, with a place in an assessment or as an administrator. */
export const invitationInput = z.strictObject({
  email,
  name: line('their name'),
  organisation: z.string().trim().max(200).default(''),
  administrator: z.boolean().default(false),
  membership: z
    .strictObject({
      assessment: recordId,
      role: z.enum(ROLES),
      sections: z.array(recordId).max(100).default([]),
    })
    .nullable()
    .default(null),
});

/**
 * What the invited person sends to join. Someone new gives a name and a new password; someone who has an account
 * gives its password, or nothing but the token when signed in with the invited address.
 */
export const acceptInvitationInput = z.strictObject({
  token: z.string().max(200),
  name: line('your name').optional(),
  password: z.string().min(1, 'Enter a password').max(1000).optional(),
});

/** Changes one's own password. */
export const passwordInput = z.strictObject({
  current: z.string().min(1, 'Enter your current password').max(1000),
  next: newPassword,
});

/** Names an invitation by its link's token. */
export const offerInput = z.strictObject({ token: z.string().max(200) });

/** Names an invitation. */
export const invitationIdInput = z.strictObject({ invitation: recordId });

/** Names an assessment whose members are asked for. */
export const membersInput = z.strictObject({ assessment: recordId });

/** Names a person's place in an assessment. */
export const memberInput = z.strictObject({ assessment: recordId, person: recordId });

/** Changes what a person is in the installation. */
export const personInput = z.strictObject({
  person: recordId,
  administrator: z.boolean().optional(),
  suspended: z.boolean().optional(),
});

/** Gives a person a place in an assessment, or changes it. */
export const membershipInput = z.strictObject({
  assessment: recordId,
  person: recordId,
  role: z.enum(ROLES),
  sections: z.array(recordId).max(100).default([]),
});

/** The person signed in, as the workspace sees them. */
export interface Me {
  id: string;
  name: string;
  email: string;
  organisation: string;
  administrator: boolean;
  memberships: { assessment: string; role: Role; sections: readonly string[] }[];
}

/** GET /api/session: who is signed in, and what the browser needs to know of the installation. */
export interface SessionView {
  me: Me | null;
  council: string | null;
  setUpNeeded: boolean;
  uploadLimitBytes: number;
}

/** Someone of the sample council, to try another role with; they all share one password. */
export interface SamplePerson {
  name: string;
  email: string;
  organisation: string;
  /** The role in words. */
  role: string;
}

/** POST /api/set-up: the person is signed in. With the sample, its people and their password, shown this once. */
export interface SetUpDone {
  me: Me;
  /** The assessment to open first, or null when there is none yet. */
  assessment: string | null;
  sample: { password: string; people: SamplePerson[] } | null;
}

/** One person of the council or a partner. */
export interface PersonView {
  id: string;
  name: string;
  email: string;
  organisation: string;
  administrator: boolean;
  suspended: boolean;
}

/** A person's place in an assessment. */
export interface MemberView {
  person: PersonView;
  role: Role;
  sections: readonly string[];
}

/** An invitation that was made; the link is shown once, to be passed on. */
export interface InvitationMade {
  id: string;
  link: string;
  expiresAt: string;
}

/** An invitation nobody has used yet. */
export interface InvitationView {
  id: string;
  email: string;
  name: string;
  organisation: string;
  expiresAt: string;
  /** The assessment it gives a place in, or null for an account only. */
  assessment: string | null;
  role: Role | null;
}

/** What the holder of an invitation link sees before joining. */
export interface InvitationOffer {
  email: string;
  name: string;
  council: string;
  /** The address has an account: its password is asked for instead of a new one. */
  known: boolean;
  /** The person who asks is signed in with this address: accepting needs nothing but the token. */
  signedIn: boolean;
}
