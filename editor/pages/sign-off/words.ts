import type { SignOffStepView, SignOffView } from '../../../api/versions/signing/contract.ts';
import { listed } from '../../client/words.ts';

/** Whose signature a step still waits for. */
export function stillToSign({ people, signatures }: SignOffStepView): string[] {
  const signed = new Set(signatures.map((one) => one.by.id));
  return people.filter((person) => !signed.has(person.id)).map((person) => person.name);
}

/** How a sign-off stands, in a sentence. */
export function standing(signOff: SignOffView): string {
  const { state, steps, withdrawn } = signOff;
  if (state === 'signed') return 'Signed by everyone asked.';
  if (state === 'withdrawn')
    return withdrawn ? `Withdrawn by ${withdrawn.by.name}: ${withdrawn.reason}` : 'Withdrawn.';
  const refused = steps.find((step) => step.refusal !== null);
  if (refused?.refusal) return `Refused by ${refused.refusal.by.name}: ${refused.refusal.reason}`;
  const open = steps.find((step) => step.state === 'open');
  return open ? `Waiting for ${waitingFor(open)}.` : 'Waiting for its first step.';
}

function waitingFor(step: SignOffStepView): string {
  const names = stillToSign(step);
  if (step.all || names.length < 2) return `${listed(names)} (${step.title})`;
  return `${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)} (${step.title})`;
}

/** Who of a step signs: `Ann and Ben, both`, `Ann or Ben, either of them`. */
export function signersWords({ people, all }: Pick<SignOffStepView, 'people' | 'all'>): string {
  const names = people.map((person) => person.name);
  if (names.length < 2) return names.join('');
  if (all) return `${listed(names)}: everyone signs`;
  return `${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)}: one of them signs`;
}
