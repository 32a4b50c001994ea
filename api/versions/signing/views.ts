import { type Actor, can } from '../../policy.ts';
import type { Person, VersionView } from '../contract.ts';
import type { SignOffStepView, SignOffView } from './contract.ts';
import type { SignOffEvent, SignOffRecord } from './model.ts';
import { peopleWaitedFor, type StandingStep, standingSteps, stepSaidBy, stepWaitingFor } from './rules.ts';
import { signatureView } from './signatures.ts';

const words: Record<SignOffEvent['what'], string> = {
  signed: 'Signed',
  refused: 'Refused to sign',
  'taken-back': 'Took back what they said',
  reminded: 'Reminded those who are to sign',
  withdrawn: 'Withdrew the request',
};

/** A sign-off as one person sees it; `left` are those of its people who have left. */
export function signOffView(
  record: SignOffRecord,
  actor: Actor,
  { version, left }: { version: VersionView; left: readonly Person[] },
): SignOffView {
  const { id, number, title, hash, takenAt } = version;
  const { state, note, requestedBy, assessment } = record;
  const manages = can(actor, 'sign-off.manage', { assessment });
  const sign = can(actor, 'sign-off.sign', { assessment }) && stepWaitingFor(record, actor.id) !== null;
  const withdrawn = record.events.find(({ what }) => what === 'withdrawn');
  return {
    id: String(record._id),
    version: { id, number, title, hash, takenAt },
    state,
    requestedBy,
    requestedAt: record.requestedAt.toISOString(),
    note,
    steps: standingSteps(record).map((step) => stepView(step, record, actor)),
    withdrawn: withdrawn ? saidView(withdrawn) : null,
    history: record.events.map((event) => ({ ...saidView(event), what: whatHappened(event, record) })),
    stuck: stuckBecause(record, left),
    rights: {
      sign,
      refuse: sign,
      takeBack: state !== 'withdrawn' && stepSaidBy(record, actor.id) !== null,
      remind: manages && state === 'open',
      withdraw: manages && state !== 'withdrawn' && state !== 'signed',
    },
  };
}

function stepView(step: StandingStep, record: SignOffRecord, actor: Actor): SignOffStepView {
  const { signatures, refusal, remindedAt, ...facts } = step;
  return {
    ...facts,
    signatures: signatures.map((signature) => signatureView(step.title, signature, record.hash)),
    refusal: refusal && saidView(refusal),
    remindedAt: remindedAt && remindedAt.toISOString(),
    mine: stepWaitingFor(record, actor.id)?.id === step.id,
  };
}

function saidView({ by, at, text }: SignOffEvent): { by: Person; at: string; reason: string } {
  return { by, at: at.toISOString(), reason: text };
}

function whatHappened({ what, step }: SignOffEvent, { steps }: SignOffRecord): string {
  const title = steps.find(({ id }) => id === step)?.title;
  return title === undefined ? words[what] : `${words[what]} (${title})`;
}

function stuckBecause(record: SignOffRecord, left: readonly Person[]): string | null {
  const missing = peopleWaitedFor(record).filter(({ id }) => left.some((one) => one.id === id));
  const step = standingSteps(record).find(({ state }) => state === 'open');
  const isHeldUp = step?.all === true ? missing.length > 0 : missing.length === step?.people.length;
  if (missing.length === 0 || !isHeldUp) return null;
  const names = new Intl.ListFormat('en-GB').format(missing.map(({ name }) => name));
  const verb = missing.length === 1 ? 'has' : 'have';
  return `${names} ${verb} left this assessment and cannot sign. Withdraw the request, change the chain and ask again.`;
}
