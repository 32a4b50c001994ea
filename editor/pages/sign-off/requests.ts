import type { SignOffView } from '../../../api/versions/signing/contract.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';

/** Asks the people of the chain to sign a version, beginning with the first step. */
export async function askForSignatures(assessment: string, version: string, note: string): Promise<void> {
  await request('POST', `/versions/${version}/sign-off`, { note });
  await refreshSignOff(assessment);
}

/** What a signatory can do with a version that waits for them. */
export type Answer =
  | { kind: 'sign'; hash: string; note: string }
  | { kind: 'refuse'; hash: string; reason: string }
  | { kind: 'take-back'; reason: string };

const answerPaths = { sign: 'signatures', refuse: 'refusals', 'take-back': 'withdrawals' } as const;

/** Signs, refuses, or takes one's own signature or refusal back. */
export async function answer(assessment: string, signOff: SignOffView, given: Answer): Promise<void> {
  const { kind, ...body } = given;
  await request('POST', `/sign-offs/${signOff.id}/${answerPaths[kind]}`, body);
  await refreshSignOff(assessment);
}

/** Reminds those who have not signed the step that is open. */
export async function remind(assessment: string, signOff: SignOffView): Promise<void> {
  await request('POST', `/sign-offs/${signOff.id}/reminders`, {});
  await refreshSignOff(assessment);
}

/** Withdraws the whole request. */
export async function withdraw(assessment: string, signOff: SignOffView, reason: string): Promise<void> {
  await request('POST', `/sign-offs/${signOff.id}/withdrawals`, { what: 'request', reason });
  await refreshSignOff(assessment);
}

/** Sets the chain of an assessment. */
export async function setChain(
  assessment: string,
  steps: readonly { title: string; people: readonly string[]; all: boolean }[],
): Promise<void> {
  await request('PUT', `/assessments/${assessment}/sign-off/chain`, { steps });
  await refreshSignOff(assessment);
}

function refreshSignOff(assessment: string): Promise<void> {
  return refresh(`/assessments/${assessment}`, '/versions', '/sections', '/me');
}
