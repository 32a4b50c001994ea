import { recordChange } from '../audit/service.ts';
import { Forbidden, InvalidInput, NotFound } from '../http/errors.ts';
import { type Actor, can } from '../policy.ts';
import type { InvitationMade, InvitationOffer, InvitationView } from './contract.ts';
import { councilName } from './installation.ts';
import { setMember } from './members.ts';
import { type Invitation, InvitationModel, type Place, type User, UserModel } from './model.ts';
import { refuseUnknownPlace } from './members.ts';
import { INVITATION_LIFE } from './rules.ts';
import { createPerson, findUser } from './service.ts';
import { openSession, type SignedIn, userWithPassword } from './sign-in/sessions.ts';
import { hashToken, newToken } from './sign-in/tokens.ts';

/** Who is invited, and to what. */
export interface NewInvitation {
  email: string;
  name: string;
  organisation: string;
  administrator: boolean;
  membership: Place | null;
}

/** What the invited person brings: see acceptInvitationInput. `actor` is who is signed in where the link was opened. */
export interface Acceptance {
  token: string;
  name?: string | undefined;
  password?: string | undefined;
  actor: Actor | null;
  address: string;
}

/** Makes a one-time link for someone, good for 14 days. `baseUrl` begins the link. Throws Forbidden for more than one may give. */
export async function invite(actor: Actor, wanted: NewInvitation, baseUrl: string): Promise<InvitationMade> {
  if (!mayGive(actor, wanted)) throw new Forbidden();
  return makeInvitation(actor, wanted, baseUrl);
}

/** Makes the link without asking who may: for the command line, whose user owns the machine. */
export async function makeInvitation(
  actor: { id: string | null; name: string },
  wanted: NewInvitation,
  baseUrl: string,
): Promise<InvitationMade> {
  if (wanted.membership) await refuseUnknownPlace(wanted.membership);
  const token = newToken();
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + INVITATION_LIFE);
  const kept = { ...wanted, tokenHash: hashToken(token), invitedBy: actor.id ?? '', createdAt, expiresAt };
  const created = await InvitationModel.create(kept);
  const id = String(created._id);
  const { email, administrator, membership } = wanted;
  const change = {
    event: 'invitation.made',
    subject: id,
    details: { email, administrator, membership },
  } as const;
  await recordChange(actor, membership ? { ...change, assessment: membership.assessment } : change);
  return { id, link: `${baseUrl}/join?token=${token}`, expiresAt: expiresAt.toISOString() };
}

/** The invitations nobody has used yet that the actor may make and take back, newest first. */
export async function listInvitations(actor: Actor): Promise<InvitationView[]> {
  const found = await InvitationModel.find({ expiresAt: { $gt: new Date() } })
    .sort({ createdAt: -1 })
    .lean<Invitation[]>();
  return found.filter((one) => mayGive(actor, one)).map(describeInvitation);
}

/** Takes an invitation back: its link no longer works. */
export async function withdrawInvitation(actor: Actor, id: string): Promise<void> {
  const found = await InvitationModel.findById(id).lean<Invitation>();
  if (!found || !mayGive(actor, found)) throw new NotFound('There is no such invitation.');
  await InvitationModel.deleteOne({ _id: id });
  await recordChange(actor, { event: 'invitation.withdrawn', subject: id, details: { email: found.email } });
}

/** What the holder of a link sees before joining. Throws NotFound for a link that is used, old or wrong. */
export async function readOffer(token: string, actor: Actor | null): Promise<InvitationOffer> {
  const { email, name } = await openInvitation(token);
  const known = (await findUser(email)) !== null;
  const council = (await councilName()) ?? '';
  return { email, name, council, known, signedIn: actor?.email === email };
}

/**
 * Uses an invitation once and signs the person in. Someone new gets an account; someone known proves who they are
 * first. Throws what signing in throws, InvalidInput naming the field that is missing, NotFound for a dead link.
 */
export async function acceptInvitation(acceptance: Acceptance): Promise<SignedIn> {
  const invitation = await openInvitation(acceptance.token);
  const existing = await findUser(invitation.email);
  const user = existing
    ? await proveIdentity(existing, acceptance)
    : await createInvited(invitation, acceptance);
  const claimed = await InvitationModel.findOneAndDelete({ _id: invitation._id }).lean();
  if (!claimed) throw deadLink();
  await grant(user, invitation);
  return openSession((await findUser(user.email)) ?? user);
}

async function openInvitation(token: string): Promise<Invitation> {
  const found = await InvitationModel.findOne({ tokenHash: hashToken(token) }).lean<Invitation>();
  if (!found || found.expiresAt <= new Date()) throw deadLink();
  return found;
}

async function proveIdentity(user: User, { actor, password, address }: Acceptance): Promise<User> {
  if (actor?.id === String(user._id)) return user;
  if (password === undefined) throw missing('password', 'Enter your password');
  return userWithPassword(user.email, password, address);
}

function createInvited(invitation: Invitation, { name, password }: Acceptance): Promise<User> {
  const { email, organisation } = invitation;
  if (name === undefined) throw missing('name', 'Enter your name');
  if (password === undefined) throw missing('password', 'Enter a password');
  return createPerson(null, { email, name, organisation, administrator: false, password });
}

async function grant(user: User, invitation: Invitation): Promise<void> {
  const id = String(user._id);
  const by = { id, name: user.name };
  if (invitation.administrator) await UserModel.updateOne({ _id: id }, { $set: { administrator: true } });
  const details = { administrator: invitation.administrator };
  await recordChange(by, { event: 'invitation.accepted', subject: String(invitation._id), details });
  if (invitation.membership) await setMember(by, id, invitation.membership);
}

/** An invitation may be given by whoever may give what it promises. */
function mayGive(
  actor: Actor,
  { administrator, membership }: Pick<Invitation, 'administrator' | 'membership'>,
): boolean {
  const place =
    membership === null || can(actor, 'assessment.manage-members', { assessment: membership.assessment });
  const installation = !administrator && membership !== null;
  return place && (installation || can(actor, 'installation.administer'));
}

function describeInvitation(invitation: Invitation): InvitationView {
  const { email, name, organisation, membership, expiresAt } = invitation;
  return {
    id: String(invitation._id),
    email,
    name,
    organisation,
    expiresAt: expiresAt.toISOString(),
    assessment: membership?.assessment ?? null,
    role: membership?.role ?? null,
  };
}

function deadLink(): NotFound {
  return new NotFound('This link was used already, or is too old. Ask for a new invitation.');
}

function missing(field: string, message: string): InvalidInput {
  return new InvalidInput('There is a problem with what was entered.', [{ field, message }]);
}
