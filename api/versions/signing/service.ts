import { recordChange } from '../../audit/service.ts';
import { isDuplicate } from '../../database/duplicates.ts';
import { Conflict, Forbidden, NotFound } from '../../http/errors.ts';
import { recordId } from '../../http/input.ts';
import type { Actor, Scope } from '../../policy.ts';
import { findVersion } from '../reading.ts';
import { noteSigned } from '../review/signed.ts';
import { requireCandidates, whoLeft } from './candidates.ts';
import {
  ChainModel,
  type ChainRecord,
  type SignOffEvent,
  SignOffModel,
  type SignOffRecord,
} from './model.ts';
import { signedOf } from './signatures.ts';
import { peopleWaitedFor, stateOf, standingSteps, stepSaidBy, stepWaitingFor, whyNotNow } from './rules.ts';

/** A step as it is given: its people by id. */
export interface StepGiven {
  title: string;
  people: string[];
  all: boolean;
}

/** What happens to a sign-off: decided on how it stands, and tried again when somebody was faster. */
type Decide = (record: SignOffRecord) => Omit<SignOffEvent, 'at' | 'by'>;

/** So often a change is tried when others change the same sign-off at the same moment. */
const MOST_TRIES = 20;

const goingRound = 'A version is going round to be signed already. Withdraw that request first.';

/** Sets the chain of an assessment; a sign-off under way keeps the one it began with. Throws InvalidInput for who may not sign. */
export async function setChain(actor: Actor, assessment: string, given: readonly StepGiven[]): Promise<void> {
  const steps = await Promise.all(
    given.map(async ({ title, people, all }, index) => ({
      id: String(index + 1),
      title,
      people: await requireCandidates(assessment, [...new Set(people)]),
      all,
    })),
  );
  await ChainModel.updateOne({ _id: assessment }, { $set: { steps } }, { upsert: true });
  const details = {
    steps: steps.map(({ title, people, all }) => ({ title, people: people.map(({ id }) => id), all })),
  };
  await recordChange(actor, { event: 'sign-off.chain-set', subject: assessment, assessment, details });
}

/** The chain of an assessment; empty before one was set. */
export async function readChain(assessment: string): Promise<ChainRecord['steps']> {
  return (await ChainModel.findById(assessment).lean<ChainRecord>())?.steps ?? [];
}

/** Asks for signatures on a version. Throws Conflict without a chain, with another request open, or when somebody of the chain left. */
export async function requestSignOff(
  actor: Actor,
  { version: id, note }: { version: string; note: string },
): Promise<SignOffRecord> {
  const { assessment, hash, number } = await findVersion(id);
  const steps = await readChain(assessment);
  if ((await signedOf([id])).get(id)?.signed) throw new Conflict('Everyone has signed this version already.');
  // Counted before it is looked whether one is open: whoever asks in between takes the number.
  const requests = await SignOffModel.countDocuments({ assessment });
  await refuseRequest(assessment, steps);
  const created = await create({
    assessment,
    number: requests + 1,
    version: id,
    hash,
    requestedBy: byOf(actor),
    requestedAt: new Date(),
    note,
    steps,
    events: [],
    state: 'open',
    signedAt: null,
    revision: 0,
  });
  const subject = String(created._id);
  const details = { version: id, number, hash };
  await recordChange(actor, { event: 'sign-off.requested', subject, assessment, details });
  return created;
}

/** Keeps a new sign-off; throws Conflict when somebody else asked at the same moment. */
async function create(asked: Omit<SignOffRecord, '_id'>): Promise<SignOffRecord> {
  try {
    return (await SignOffModel.create(asked)).toObject<SignOffRecord>();
  } catch (error) {
    throw isDuplicate(error) ? new Conflict(goingRound) : error;
  }
}

async function refuseRequest(assessment: string, steps: ChainRecord['steps']): Promise<void> {
  if (steps.length === 0) throw new Conflict('Nobody is set to sign yet. Set the chain first, then ask.');
  const left = await whoLeft(
    assessment,
    steps.flatMap(({ people }) => people),
  );
  if (left.length > 0) {
    const names = new Intl.ListFormat('en-GB').format([...new Set(left.map(({ name }) => name))]);
    throw new Conflict(`${names} can no longer sign in this assessment. Change the chain, then ask.`);
  }
  if (await SignOffModel.exists({ assessment, state: 'open' })) throw new Conflict(goingRound);
}

/** Signs the version whose fingerprint the person read. Throws Conflict for another fingerprint, Forbidden when it is not their turn. */
export async function sign(
  actor: Actor,
  { signOff, hash, note }: { signOff: string; hash: string; note: string },
): Promise<SignOffRecord> {
  return change(actor, signOff, (record) => ({
    what: 'signed',
    step: turnOf(actor, record, hash),
    text: note,
  }));
}

/** Refuses to sign the version whose fingerprint the person read, with the reasons. Throws like {@link sign}. */
export async function refuse(
  actor: Actor,
  { signOff, hash, reason }: { signOff: string; hash: string; reason: string },
): Promise<SignOffRecord> {
  return change(actor, signOff, (record) => ({
    what: 'refused',
    step: turnOf(actor, record, hash),
    text: reason,
  }));
}

/** Takes back one's own last signature or refusal. Throws Conflict when there is none. */
export async function takeBack(actor: Actor, signOff: string, reason: string): Promise<SignOffRecord> {
  return change(actor, signOff, (record) => {
    const step = record.state === 'withdrawn' ? null : stepSaidBy(record, actor.id);
    if (!step)
      throw new Conflict('You have neither signed nor refused this, so there is nothing to take back.');
    return { what: 'taken-back', step: step.id, text: reason };
  });
}

/** Withdraws a request that is open or was refused. Throws Conflict when everyone has signed or it is withdrawn already. */
export async function withdraw(actor: Actor, signOff: string, reason: string): Promise<SignOffRecord> {
  return change(actor, signOff, ({ state }) => {
    if (state === 'signed')
      throw new Conflict('Everyone has signed this. Only they can take their signatures back.');
    if (state === 'withdrawn') throw new Conflict('This request is withdrawn already.');
    return { what: 'withdrawn', step: '', text: reason };
  });
}

/** Reminds those whose turn it is: they see it when they open Candour. Throws Conflict when nobody is waited for. */
export async function remind(actor: Actor, signOff: string): Promise<SignOffRecord> {
  return change(actor, signOff, (record) => {
    const step = standingSteps(record).find(({ state }) => state === 'open');
    if (!step || peopleWaitedFor(record).length === 0)
      throw new Conflict('Nobody is to sign this now, so there is nobody to remind.');
    return { what: 'reminded', step: step.id, text: '' };
  });
}

/** A route's scope for paths that carry `:signOff`; throws NotFound. */
export async function signOffScope(params: Readonly<Record<string, string>>): Promise<Scope> {
  const { assessment } = await findSignOff(params['signOff'] ?? '');
  return { assessment };
}

/** A sign-off as it is stored; throws NotFound. */
export async function findSignOff(id: string): Promise<SignOffRecord> {
  const found = recordId.safeParse(id).success ? await SignOffModel.findById(id).lean<SignOffRecord>() : null;
  if (!found) throw new NotFound('This sign-off was not found.');
  return found;
}

/** The step a person may sign or refuse now; the fingerprint must be that of the version. */
function turnOf(actor: Actor, record: SignOffRecord, hash: string): string {
  const step = stepWaitingFor(record, actor.id);
  if (!step) throw new Forbidden(whyNotNow(record, actor.id) ?? undefined);
  if (hash !== record.hash) {
    throw new Conflict(
      'What you read is not the version that goes round, so nothing was signed. Open the version from its sign-off, look at what is different, and sign there.',
    );
  }
  return step.id;
}

async function change(actor: Actor, id: string, decide: Decide): Promise<SignOffRecord> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const before = await findSignOff(id);
    const event: SignOffEvent = { ...decide(before), by: byOf(actor), at: new Date() };
    const after = await append(before, event);
    if (after) {
      await tellOf(actor, event, after);
      if ((before.state === 'signed') !== (after.state === 'signed')) await noteSigned(after.assessment);
      return after;
    }
  }
  throw new Conflict('Others are changing this sign-off at the same moment. Load the page again.');
}

/** Null when somebody else changed it first. */
async function append(before: SignOffRecord, event: SignOffEvent): Promise<SignOffRecord | null> {
  const { _id, revision, steps, events } = before;
  const state = stateOf({ steps, events: [...events, event] });
  const signedAt = state === 'signed' ? event.at : null;
  return SignOffModel.findOneAndUpdate(
    { _id, revision },
    { $push: { events: event }, $set: { state, signedAt }, $inc: { revision: 1 } },
    { returnDocument: 'after' },
  ).lean<SignOffRecord>();
}

async function tellOf(
  actor: Actor,
  { what, step, text }: SignOffEvent,
  record: SignOffRecord,
): Promise<void> {
  const { assessment, version, hash } = record;
  const subject = String(record._id);
  const details = { version, hash, step, text: text.slice(0, 200) };
  await recordChange(actor, { event: `sign-off.${what}`, subject, assessment, details });
}

function byOf({ id, name }: Actor): SignOffEvent['by'] {
  return { id, name };
}
