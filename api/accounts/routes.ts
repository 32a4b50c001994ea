import type { Request, Response } from 'express';
import { z } from 'zod';
import { assessmentScope, openRoute, route, type Route } from '../http/route.ts';
import type { Actor } from '../policy.ts';
import {
  acceptInvitationInput,
  invitationIdInput,
  invitationInput,
  memberInput,
  membershipInput,
  membersInput,
  offerInput,
  passwordInput,
  personInput,
  type SessionView,
  signInInput,
} from './contract.ts';
import { councilName, installationSettings, isSetUpNeeded } from './installation.ts';
import { acceptInvitation, invite, listInvitations, readOffer, withdrawInvitation } from './invitations.ts';
import { listMembers, removeMember, setMember } from './members.ts';
import { changePassword, changePerson, describeMe, listPeople } from './service.ts';
import { sessionCookie } from './sign-in/cookie.ts';
import { endCarriedSession, signIn, type SignedIn } from './sign-in/sessions.ts';

const nothing = z.strictObject({});
const addressOf = (req: Request): string => req.ip ?? '';

/** Answers with a session's cookie; the session the browser carried before is ended. */
export async function giveSession(req: Request, res: Response, { token }: SignedIn): Promise<void> {
  await endCarriedSession(req);
  res.append('Set-Cookie', sessionCookie(token, installationSettings().secure));
}

const sessionRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/session',
    input: nothing,
    handle: (_input, { actor }) => describeSession(actor),
  }),
  openRoute({
    method: 'POST',
    path: '/session',
    input: signInInput,
    handle: async ({ email, password }, { req, res }) => {
      const signedIn = await signIn(email, password, addressOf(req));
      await giveSession(req, res, signedIn);
      return describeSession(signedIn.actor);
    },
  }),
  openRoute({
    method: 'DELETE',
    path: '/session',
    input: nothing,
    handle: async (_input, { req, res }) => {
      await endCarriedSession(req);
      res.append('Set-Cookie', sessionCookie(null, installationSettings().secure));
      res.set('Clear-Site-Data', '"cache", "cookies", "storage"');
    },
  }),
  route({
    method: 'PUT',
    path: '/me/password',
    allow: 'signed-in',
    input: passwordInput,
    handle: (input, { actor, req }) => changePassword(actor, input, addressOf(req)),
  }),
];

const peopleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/people',
    allow: 'people.list',
    input: nothing,
    handle: () => listPeople(),
  }),
  route({
    method: 'PATCH',
    path: '/people/:person',
    allow: 'installation.administer',
    input: personInput,
    handle: ({ person, ...change }, { actor }) => changePerson(actor, person, change),
  }),
  route({
    method: 'GET',
    path: '/assessments/:assessment/members',
    allow: 'assessment.manage-members',
    scope: assessmentScope,
    input: membersInput,
    handle: ({ assessment }) => listMembers(assessment),
  }),
  route({
    method: 'PUT',
    path: '/assessments/:assessment/members/:person',
    allow: 'assessment.manage-members',
    scope: assessmentScope,
    input: membershipInput,
    handle: ({ person, ...place }, { actor }) => setMember(actor, person, place),
  }),
  route({
    method: 'DELETE',
    path: '/assessments/:assessment/members/:person',
    allow: 'assessment.manage-members',
    scope: assessmentScope,
    input: memberInput,
    handle: ({ person, assessment }, { actor }) => removeMember(actor, person, assessment),
  }),
];

const invitationRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/invitations',
    allow: 'people.invite',
    input: invitationInput,
    handle: (input, { actor, req }) => invite(actor, input, baseUrlOf(req)),
  }),
  route({
    method: 'GET',
    path: '/invitations',
    allow: 'people.invite',
    input: nothing,
    handle: (_input, { actor }) => listInvitations(actor),
  }),
  route({
    method: 'DELETE',
    path: '/invitations/:invitation',
    allow: 'people.invite',
    input: invitationIdInput,
    handle: ({ invitation }, { actor }) => withdrawInvitation(actor, invitation),
  }),
  openRoute({
    method: 'GET',
    path: '/invitations/offer/:token',
    input: offerInput,
    handle: ({ token }, { actor }) => readOffer(token, actor),
  }),
  openRoute({
    method: 'POST',
    path: '/invitations/accept',
    input: acceptInvitationInput,
    handle: async (input, { actor, req, res }) => {
      const signedIn = await acceptInvitation({ ...input, actor, address: addressOf(req) });
      await giveSession(req, res, signedIn);
      return describeSession(signedIn.actor);
    },
  }),
];

/** Signing in and out, people, their places in assessments, invitations. */
export const accountsRoutes: readonly Route[] = [...sessionRoutes, ...peopleRoutes, ...invitationRoutes];

async function describeSession(actor: Actor | null): Promise<SessionView> {
  return {
    me: actor ? describeMe(actor) : null,
    council: await councilName(),
    setUpNeeded: await isSetUpNeeded(),
    uploadLimitBytes: installationSettings().uploadLimitBytes,
  };
}

/** How this site is reached: as configured, else as the person who asks reached it just now. */
function baseUrlOf(req: Request): string {
  return installationSettings().url ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;
}
