import { z } from 'zod';
import { line, recordId } from '../../http/input.ts';
import { type Person, remark, sha256, type SignatureView, type VersionView } from '../contract.ts';
import type { SectionState, StepState } from '../vocabulary.ts';

/** Names the assessment whose sign-off is asked for. */
export const assessmentSignOffInput = z.strictObject({ assessment: recordId });

/** One step of the chain as the council sets it: `all` of its people must sign, or any one of them. */
export const signOffStepInput = z.strictObject({
  title: line('a name for the step', 100),
  people: z.array(recordId).min(1, 'Choose at least one person').max(20),
  all: z.boolean().default(true),
});

/** PUT /api/assessments/:assessment/sign-off/chain: the whole chain, in order. */
export const signOffChainInput = z.strictObject({
  assessment: recordId,
  steps: z.array(signOffStepInput).max(12, 'Use at most 12 steps'),
});

/** POST /api/versions/:version/sign-off: asks the people of the chain to sign a version, beginning with the first step. */
export const signOffRequestInput = z.strictObject({ version: recordId, note: remark });

/** Names a sign-off: the chain going round on one version. POST /api/sign-offs/:signOff/reminders takes no more. */
export const signOffInput = z.strictObject({ signOff: recordId });

/** POST /api/sign-offs/:signOff/signatures: signs what one read; `hash` is the version's fingerprint as the person saw it. */
export const signatureInput = z.strictObject({ signOff: recordId, hash: sha256, note: remark });

/** POST /api/sign-offs/:signOff/refusals: refuses to sign, with the reasons. */
export const refusalInput = z.strictObject({
  signOff: recordId,
  hash: sha256,
  reason: line('your reasons', 1000),
});

/**
 * POST /api/sign-offs/:signOff/withdrawals, with the reason: takes back one's own signature or refusal (`own`), or, by the
 * coordinator, the whole request.
 */
export const withdrawalInput = z.strictObject({
  signOff: recordId,
  what: z.enum(['own', 'request'], { error: 'Choose what is taken back' }).default('own'),
  reason: line('why you take it back', 1000),
});

/** One step of the chain. */
export interface ChainStep {
  id: string;
  title: string;
  people: Person[];
  all: boolean;
}

/** One step of a sign-off under way: the chain as it was when it was asked for. */
export interface SignOffStepView extends ChainStep {
  state: StepState;
  signatures: SignatureView[];
  refusal: { by: Person; at: string; reason: string } | null;
  remindedAt: string | null;
  /** The person asking is to sign this step now. */
  mine: boolean;
}

/** A chain going round on one version. */
export interface SignOffView {
  id: string;
  version: Pick<VersionView, 'id' | 'number' | 'title' | 'hash' | 'takenAt'>;
  state: 'open' | 'signed' | 'refused' | 'withdrawn';
  requestedBy: Person;
  requestedAt: string;
  note: string;
  steps: SignOffStepView[];
  withdrawn: { by: Person; at: string; reason: string } | null;
  /** Everything that happened, the oldest first, in words: signed, refused, taken back, reminded. */
  history: { at: string; by: Person; what: string; reason: string }[];
  /** Why it cannot go on by itself, with what to do: somebody who is to sign has left. Null while it can. */
  stuck: string | null;
  rights: { sign: boolean; refuse: boolean; takeBack: boolean; remind: boolean; withdraw: boolean };
}

/** GET /api/assessments/:assessment/sign-off. */
export interface AssessmentSignOff {
  chain: ChainStep[];
  /** Who may stand in the chain: members of the assessment who read its drafts. */
  candidates: (Person & { role: string })[];
  /** The sign-off under way or the last one; null before the first. */
  current: SignOffView | null;
  earlier: SignOffView[];
  /** How the text as it stands now differs from the last version signed by everyone; null before the first. */
  sinceSigned: {
    version: string;
    number: number;
    intact: number;
    broken: number;
    added: number;
    removed: number;
  } | null;
  /** The last version that the person asking has signed: it compared with now is what changed since. */
  lastSignedByMe: { version: string; number: number; at: string } | null;
  sections: { id: string; code: string; title: string; state: SectionState; agreedBy: string | null }[];
  rights: { setChain: boolean; request: boolean };
}

/** One version that waits for the person asking. */
export interface WaitingSignOff {
  id: string;
  assessment: { id: string; title: string };
  version: SignOffView['version'];
  /** The title of the step that is theirs. */
  step: string;
  requestedBy: Person;
  requestedAt: string;
  note: string;
  /** When they were last reminded; null when they never were. */
  remindedAt: string | null;
}

/** GET /api/me/sign-offs: what waits for the person asking, the longest first. */
export interface MySignOffs {
  waiting: WaitingSignOff[];
}
