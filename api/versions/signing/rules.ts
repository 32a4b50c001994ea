import type { StepState } from '../vocabulary.ts';
import type { SignOffEvent, SignOffRecord, Step } from './model.ts';

/** A sign-off as far as rules need it. */
export type Round = Pick<SignOffRecord, 'steps' | 'events'>;

/** A step with what stands of it: the signatures and the refusal that were not taken back. */
export interface StandingStep extends Step {
  state: StepState;
  signatures: SignOffEvent[];
  refusal: SignOffEvent | null;
  remindedAt: Date | null;
}

/** What stands of each step: they go in order, and one that is refused holds up those after it. */
export function standingSteps({ steps, events }: Round): StandingStep[] {
  let isTurn = true;
  return steps.map((step) => {
    const own = events.filter((event) => event.step === step.id);
    const said = step.people.flatMap(({ id }) => lastSaid(own, id) ?? []);
    const signatures = said.filter(({ what }) => what === 'signed').sort(byTime);
    const refusal = said.find(({ what }) => what === 'refused') ?? null;
    const isSigned = !refusal && signatures.length >= (step.all ? step.people.length : 1);
    const state = refusal ? 'refused' : isSigned ? 'signed' : isTurn ? 'open' : 'waiting';
    isTurn &&= isSigned;
    const remindedAt = own.filter(({ what }) => what === 'reminded').at(-1)?.at ?? null;
    return { ...step, state, signatures, refusal, remindedAt };
  });
}

/** What a person last said of a step: a signature, a refusal, or nothing when they took it back. */
function lastSaid(events: readonly SignOffEvent[], person: string): SignOffEvent | null {
  const said = events.findLast(({ by, what }) => by.id === person && what !== 'reminded');
  return said?.what === 'taken-back' ? null : (said ?? null);
}

/** How a sign-off stands as a whole. */
export function stateOf(round: Round): SignOffRecord['state'] {
  if (round.events.some(({ what }) => what === 'withdrawn')) return 'withdrawn';
  const states = standingSteps(round).map(({ state }) => state);
  if (states.includes('refused')) return 'refused';
  return states.every((state) => state === 'signed') ? 'signed' : 'open';
}

/** Every signature that stands, in the order of the steps. */
export function signaturesOf(round: Round): SignOffEvent[] {
  if (stateOf(round) === 'withdrawn') return [];
  return standingSteps(round).flatMap(({ signatures }) => signatures);
}

/** The step that waits for a person now, or null. */
export function stepWaitingFor(round: Round, person: string): StandingStep | null {
  if (stateOf(round) !== 'open') return null;
  return standingSteps(round).find((step) => isOpenFor(step, person)) ?? null;
}

/** The people of the step whose turn it is who have not signed. */
export function peopleWaitedFor(round: Round): Step['people'] {
  if (stateOf(round) !== 'open') return [];
  const step = standingSteps(round).find(({ state }) => state === 'open');
  return (step?.people ?? []).filter(({ id }) => step && isOpenFor(step, id));
}

/** The last step of which a person's signature or refusal stands, or null. */
export function stepSaidBy(round: Round, person: string): StandingStep | null {
  const isTheirs = ({ by }: SignOffEvent): boolean => by.id === person;
  const steps = standingSteps(round);
  return (
    steps.findLast(({ signatures, refusal }) =>
      [...signatures, ...(refusal ? [refusal] : [])].some(isTheirs),
    ) ?? null
  );
}

/** Why a person cannot sign or refuse now, in words for them; null when they can. */
export function whyNotNow(round: Round, person: string): string | null {
  if (stepWaitingFor(round, person)) return null;
  if (stateOf(round) !== 'open') return 'This sign-off is over. Ask the coordinator for a new one.';
  const own = standingSteps(round).filter(({ people }) => people.some(({ id }) => id === person));
  if (own.length === 0) return 'You are not in the chain of this sign-off. The coordinator sets who signs.';
  if (own.some(({ state }) => state === 'waiting'))
    return 'The steps before yours are not signed yet. You will find it waiting when it is your turn.';
  return 'You have signed this already.';
}

function isOpenFor({ state, people, signatures }: StandingStep, person: string): boolean {
  return (
    state === 'open' &&
    people.some(({ id }) => id === person) &&
    !signatures.some(({ by }) => by.id === person)
  );
}

function byTime(a: SignOffEvent, b: SignOffEvent): number {
  return a.at.getTime() - b.at.getTime();
}
