import { z } from 'zod';
import { assessmentScope, type Route, route } from '../../http/route.ts';
import { type Actor, can } from '../../policy.ts';
import { Forbidden } from '../../http/errors.ts';
import { versionScope } from '../reading.ts';
import {
  assessmentSignOffInput,
  refusalInput,
  signatureInput,
  signOffChainInput,
  signOffInput,
  signOffRequestInput,
  withdrawalInput,
} from './contract.ts';
import type { SignOffRecord } from './model.ts';
import { getMySignOffs, getSignOff, viewFor } from './overview.ts';
import {
  refuse,
  remind,
  requestSignOff,
  setChain,
  sign,
  signOffScope,
  takeBack,
  withdraw,
} from './service.ts';

/** Sign-off: the chain, asking for signatures, and giving them. */
export const signingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/me/sign-offs',
    allow: 'signed-in',
    input: z.strictObject({}),
    handle: (_input, { actor }) => getMySignOffs(actor),
  }),
  route({
    method: 'GET',
    path: '/assessments/:assessment/sign-off',
    allow: 'sign-off.read',
    scope: assessmentScope,
    input: assessmentSignOffInput,
    handle: ({ assessment }, { actor }) => getSignOff(actor, assessment),
  }),
  route({
    method: 'PUT',
    path: '/assessments/:assessment/sign-off/chain',
    allow: 'sign-off.manage',
    scope: assessmentScope,
    input: signOffChainInput,
    handle: async ({ assessment, steps }, { actor }) => {
      await setChain(actor, assessment, steps);
      return getSignOff(actor, assessment);
    },
  }),
  route({
    method: 'POST',
    path: '/versions/:version/sign-off',
    allow: 'sign-off.manage',
    scope: versionScope,
    input: signOffRequestInput,
    handle: async (input, { actor }) => viewFor(actor, await requestSignOff(actor, input)),
  }),
  route({
    method: 'POST',
    path: '/sign-offs/:signOff/signatures',
    allow: 'sign-off.sign',
    scope: signOffScope,
    input: signatureInput,
    handle: async (input, { actor }) => viewFor(actor, await sign(actor, input)),
  }),
  route({
    method: 'POST',
    path: '/sign-offs/:signOff/refusals',
    allow: 'sign-off.sign',
    scope: signOffScope,
    input: refusalInput,
    handle: async (input, { actor }) => viewFor(actor, await refuse(actor, input)),
  }),
  route({
    method: 'POST',
    path: '/sign-offs/:signOff/withdrawals',
    allow: 'sign-off.sign',
    scope: signOffScope,
    input: withdrawalInput,
    handle: async (input, { actor }) => viewFor(actor, await withdrawal(actor, input)),
  }),
  route({
    method: 'POST',
    path: '/sign-offs/:signOff/reminders',
    allow: 'sign-off.manage',
    scope: signOffScope,
    input: signOffInput,
    handle: async ({ signOff }, { actor }) => viewFor(actor, await remind(actor, signOff)),
  }),
];

async function withdrawal(
  actor: Actor,
  { signOff, what, reason }: z.output<typeof withdrawalInput>,
): Promise<SignOffRecord> {
  if (what === 'own') return takeBack(actor, signOff, reason);
  if (!can(actor, 'sign-off.manage', await signOffScope({ signOff })))
    throw new Forbidden(
      'Only the coordinator can withdraw the request. You can take back your own signature.',
    );
  return withdraw(actor, signOff, reason);
}
