import type { IncomingMessage } from 'node:http';
import { recordChange } from '../../audit/service.ts';
import { Forbidden, Unauthenticated } from '../../http/errors.ts';
import type { Actor } from '../../policy.ts';
import { installationSettings } from '../installation.ts';
import { announceSessionEnd } from '../listeners.ts';
import {
  MembershipModel,
  type MembershipRecord,
  type Session,
  SessionModel,
  type User,
  UserModel,
} from '../model.ts';
import { sessionExpiry } from '../rules.ts';
import { carriedToken } from './cookie.ts';
import { isPassword } from './passwords.ts';
import { countTry, forgiveTry } from './throttle.ts';
import { hashToken, newToken } from './tokens.ts';

/** How long a session is used before its record says so, in milliseconds: not every request writes. */
const NOTE_USE_AFTER = 60_000;

/** Someone who just signed in, with the token for their cookie. */
export interface SignedIn {
  token: string;
  actor: Actor;
}

/** Finds who is calling by the session's cookie, or null. Never throws for what the caller sent. */
export async function authenticate(req: IncomingMessage): Promise<Actor | null> {
  const token = carriedToken(req, installationSettings().secure);
  return token === null ? null : actorOf(token);
}

/**
 * Signs a person in. Throws TooMany after too many wrong tries, Unauthenticated in the same words and time for an
 * unknown address and a wrong password, Forbidden for a suspended account.
 */
export async function signIn(email: string, password: string, address: string): Promise<SignedIn> {
  const user = await userWithPassword(email, password, address);
  return openSession(user);
}

/** Finds the person an address and password belong to, throttled; throws as {@link signIn} does. */
export async function userWithPassword(email: string, password: string, address: string): Promise<User> {
  await countTry(email, address);
  const user = await UserModel.findOne({ email }).lean<User>();
  const matches = await isPassword(password, user?.passwordHash ?? null);
  if (!user || !matches) throw new Unauthenticated('The e-mail address or the password is not right.');
  await forgiveTry(email, address);
  if (user.suspended)
    throw new Forbidden('Your account is suspended. Ask your administrator to open it again.');
  return user;
}

/** Begins a session for a person who has proved who they are. */
export async function openSession(user: User): Promise<SignedIn> {
  const token = newToken();
  const now = new Date();
  const session = { user: String(user._id), tokenHash: hashToken(token), createdAt: now, usedAt: now };
  const created = await SessionModel.create({ ...session, expiresAt: sessionExpiry(now, now) });
  const actor = await describeActor(user, String(created._id));
  await recordChange(actor, { event: 'session.started', subject: actor.id });
  return { token, actor };
}

/** Ends the session a request carries, if there is one: at sign-out, and before a new one begins. */
export async function endCarriedSession(req: IncomingMessage): Promise<void> {
  const token = carriedToken(req, installationSettings().secure);
  if (token === null) return;
  const session = await SessionModel.findOneAndDelete({ tokenHash: hashToken(token) }).lean<Session>();
  if (!session) return;
  const user = await UserModel.findById(session.user).lean<User>();
  await recordChange(
    { id: session.user, name: user?.name ?? '' },
    { event: 'session.ended', subject: session.user },
  );
  await announceSessionEnd({ session: String(session._id), user: session.user });
}

/** Ends all sessions of a person but `except`. */
export async function endSessionsOf(user: string, except?: string): Promise<void> {
  const sessions = await SessionModel.find({ user }).lean<Session[]>();
  for (const session of sessions) {
    if (String(session._id) === except) continue;
    await SessionModel.deleteOne({ _id: session._id });
    await announceSessionEnd({ session: String(session._id), user });
  }
}

/** Ends the sessions whose time is over, so that their open websockets close too; called every minute. */
export async function endExpiredSessions(now = new Date()): Promise<void> {
  for (const session of await SessionModel.find({ expiresAt: { $lte: now } }).lean<Session[]>()) {
    await SessionModel.deleteOne({ _id: session._id });
    await announceSessionEnd({ session: String(session._id), user: session.user });
  }
}

async function actorOf(token: string): Promise<Actor | null> {
  const session = await SessionModel.findOne({ tokenHash: hashToken(token) }).lean<Session>();
  const now = new Date();
  if (!session || session.expiresAt <= now) return null;
  const user = await UserModel.findById(session.user).lean<User>();
  if (!user || user.suspended) return null;
  if (now.getTime() - session.usedAt.getTime() > NOTE_USE_AFTER) {
    const change = { usedAt: now, expiresAt: sessionExpiry(session.createdAt, now) };
    await SessionModel.updateOne({ _id: session._id }, { $set: change });
  }
  return describeActor(user, String(session._id));
}

/** A person as an actor who is not signed in: for the command line, which acts as someone by name. */
export function actorWithoutSession(user: User): Promise<Actor> {
  return describeActor(user, '');
}

async function describeActor(user: User, session: string): Promise<Actor> {
  const id = String(user._id);
  const places = await MembershipModel.find({ user: id }).lean<MembershipRecord[]>();
  const { name, email, organisation, administrator } = user;
  const memberships = places.map(({ assessment, role, sections }) => ({ assessment, role, sections }));
  return { id, name, email, organisation, administrator, session, memberships };
}
