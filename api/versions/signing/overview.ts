import { assessmentFacts, getAssessment } from '../../assessments/service.ts';
import { type Actor, can } from '../../policy.ts';
import { freezeNow } from '../freezing/freeze.ts';
import { readFrozen, viewVersion } from '../reading.ts';
import { agreedBy } from '../review/progress.ts';
import { countAllSeals } from '../review/signed.ts';
import { listCandidates, whoLeft } from './candidates.ts';
import type {
  AssessmentSignOff,
  MySignOffs,
  SignOffStepView,
  SignOffView,
  WaitingSignOff,
} from './contract.ts';
import { SignOffModel, type SignOffRecord } from './model.ts';
import { signaturesOf, standingSteps, stepWaitingFor } from './rules.ts';
import { readChain } from './service.ts';
import { lastSigned, signatureView } from './signatures.ts';
import { signOffView } from './views.ts';

/** How far an assessment's sign-off is: its chain, who has signed, and what changed since it was signed; throws NotFound. */
export async function getSignOff(actor: Actor, assessment: string): Promise<AssessmentSignOff> {
  const records = await SignOffModel.find({ assessment }).sort({ requestedAt: -1 }).lean<SignOffRecord[]>();
  const views = await Promise.all(records.map((record) => viewFor(actor, record)));
  const [current = null, ...earlier] = views;
  const manages = can(actor, 'sign-off.manage', { assessment });
  return {
    chain: await readChain(assessment),
    candidates: await listCandidates(assessment),
    current,
    earlier,
    sinceSigned: await sinceSigned(assessment),
    lastSignedByMe: await lastSignedBy(actor, records),
    sections: await sectionsOf(actor, assessment),
    rights: { setChain: manages, request: manages && current?.state !== 'open' },
  };
}

/** A sign-off as one person sees it. */
export async function viewFor(actor: Actor, record: SignOffRecord): Promise<SignOffView> {
  const version = await viewVersion(record.version);
  const left = await whoLeft(
    record.assessment,
    record.steps.flatMap(({ people }) => people),
  );
  return signOffView(record, actor, { version, left });
}

/** What waits for a person, in all assessments they take part in. */
export async function getMySignOffs(actor: Actor): Promise<MySignOffs> {
  const assessments = actor.memberships.map(({ assessment }) => assessment);
  const open = await SignOffModel.find({ state: 'open', assessment: { $in: assessments } })
    .sort({ requestedAt: 1 })
    .lean<SignOffRecord[]>();
  const own = open.filter(({ assessment }) => can(actor, 'sign-off.sign', { assessment }));
  return { waiting: (await Promise.all(own.map((record) => waitingFor(actor, record)))).flat() };
}

/** What a sign-off page prints of a version: every step with the signatures that stand. */
export interface SignOffShown {
  steps: Pick<SignOffStepView, 'title' | 'people' | 'all' | 'state' | 'signatures'>[];
}

/** See {@link SignOffShown}; null when nobody is asked to sign the version. */
export async function signOffShownOn(version: string): Promise<SignOffShown | null> {
  const record = await SignOffModel.findOne({ version }).sort({ requestedAt: -1 }).lean<SignOffRecord>();
  if (!record || record.state === 'withdrawn') return null;
  const steps = standingSteps(record).map(({ title, people, all, state, signatures }) => ({
    title,
    people,
    all,
    state,
    signatures: signatures.map((signature) => signatureView(title, signature, record.hash)),
  }));
  return { steps };
}

async function waitingFor(actor: Actor, record: SignOffRecord): Promise<WaitingSignOff[]> {
  const step = stepWaitingFor(record, actor.id);
  if (!step) return [];
  const { id, number, title, hash, takenAt } = await viewVersion(record.version);
  const assessment = await assessmentFacts(record.assessment);
  return [
    {
      id: String(record._id),
      assessment: { id: assessment.id, title: assessment.title },
      version: { id, number, title, hash, takenAt },
      step: step.title,
      requestedBy: record.requestedBy,
      requestedAt: record.requestedAt.toISOString(),
      note: record.note,
      remindedAt: step.remindedAt && step.remindedAt.toISOString(),
    },
  ];
}

async function sinceSigned(assessment: string): Promise<AssessmentSignOff['sinceSigned']> {
  const last = await lastSigned(assessment);
  if (!last) return null;
  const { version, frozen } = await readFrozen(last.version);
  const now = await freezeNow(assessment);
  return { version: version.id, number: version.number, ...countAllSeals(frozen, now.frozen) };
}

async function lastSignedBy(
  actor: Actor,
  records: readonly SignOffRecord[],
): Promise<AssessmentSignOff['lastSignedByMe']> {
  const own = records.flatMap((record) =>
    signaturesOf(record)
      .filter(({ by }) => by.id === actor.id)
      .map(({ at }) => ({ version: record.version, at })),
  );
  const last = own.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (!last) return null;
  const { number } = await viewVersion(last.version);
  return { version: last.version, number, at: last.at.toISOString() };
}

async function sectionsOf(actor: Actor, assessment: string): Promise<AssessmentSignOff['sections']> {
  const { sections } = await getAssessment(actor, assessment);
  const names = await agreedBy(sections.map(({ id }) => id));
  return sections.map(({ id, code, title, state }) => ({
    id,
    code,
    title,
    state,
    agreedBy: names[id] ?? null,
  }));
}
