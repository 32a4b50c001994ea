import { z } from 'zod';
import { line, recordId } from '../http/input.ts';
import type { SectionComparison } from './comparing/contract.ts';
import type { FrozenAssessment, FrozenSection } from './freezing/contract.ts';
import type { SectionState, VersionKind } from './vocabulary.ts';

/** A SHA-256 in 64 hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'This is not a fingerprint of Candour.');

/** An optional remark of a person. */
export const remark = z.string().trim().max(1000, 'Use at most 1000 characters').default('');

/** Names an assessment. */
export const assessmentVersionsInput = z.strictObject({ assessment: recordId });

/** Takes a named version of an assessment as it stands now. */
export const newVersionInput = z.strictObject({
  assessment: recordId,
  title: line('a name for the version'),
});

/** Names a version. */
export const versionInput = z.strictObject({ version: recordId });

/** Brings back the text of one section, or of all, as a new change; what stands now is kept as an automatic version first. */
export const restoreInput = z.strictObject({ version: recordId, section: recordId.optional() });

/** Names a section. */
export const sectionReviewInput = z.strictObject({ section: recordId });

/** Asks what changed in a section since a text of it: `since` is the fingerprint of what was read, agreed or signed. */
export const sectionChangesInput = z.strictObject({ section: recordId, since: sha256 });

/**
 * Says how far a section is. To agree, `hash` is the fingerprint of the text the person read; when the text is another
 * by now nothing is agreed, and the answer (409) says so.
 */
export const sectionStateInput = z
  .strictObject({
    section: recordId,
    state: z.enum(['drafting', 'ready', 'agreed'], { error: 'Choose how far the section is' }),
    hash: sha256.optional(),
    note: remark,
  })
  .refine(({ state, hash }) => state !== 'agreed' || hash !== undefined, {
    path: ['hash'],
    message: 'Say which text you agree to: open the section again and agree there',
  });

/** What somebody says of a section. */
export type StateGiven = z.output<typeof sectionStateInput>;

/** A person as records of versions name them: the name as it was then. */
export interface Person {
  id: string;
  name: string;
}

/** A signature on a version: who, for which step, when, on which fingerprint. */
export interface SignatureView {
  step: string;
  by: Person;
  at: string;
  note: string;
  hash: string;
}

/** One version in a list. `number` counts within the assessment from 1 and is permanent. */
export interface VersionView {
  id: string;
  assessment: string;
  number: number;
  title: string;
  kind: VersionKind;
  takenAt: string;
  /** Null when Candour took it by itself. */
  takenBy: Person | null;
  /** The fingerprint of the whole. */
  hash: string;
  sections: { id: string; title: string; hash: string }[];
  claims: number;
  /** Signatures that stand (those taken back are not among them). */
  signatures: SignatureView[];
  /** Every step of the chain it went round on is signed. */
  signed: boolean;
}

/** GET /api/assessments/:assessment/versions: the newest first. */
export interface VersionsView {
  versions: VersionView[];
  /** Whether the text has changed since the newest version. */
  changedSince: boolean;
  rights: { take: boolean; restore: boolean };
}

/** GET /api/versions/:version: what a person may read of it; evidence they may not see is named by number only. */
export interface VersionDetail {
  version: VersionView;
  frozen: FrozenAssessment;
}

/** POST /api/versions/:version/restore. */
export interface Restored {
  /** The version that holds everything as it stood just before: what was taken away can be found there. */
  before: Pick<VersionView, 'id' | 'number' | 'title'>;
  /** The sections that are other now than before. */
  sections: { id: string; title: string }[];
  recommendations: boolean;
  glossary: boolean;
}

/** How one claim stands to a signed version: `broken` when it was changed, moved or cites something else since. */
export interface SealView {
  claim: string;
  state: 'intact' | 'broken' | 'new';
}

/** GET /api/sections/:section/review: how far a section is, and the seals of its claims. */
export interface SectionReview {
  state: SectionState;
  /** The fingerprint of the text as it stands now. */
  hash: string;
  readyBy: { by: Person; at: string } | null;
  /** The last agreement; `current` while the text is still the one agreed. */
  agreed: { by: Person; at: string; note: string; hash: string; current: boolean } | null;
  /** The last version that was signed by everyone, with how each claim stands to it; null before the first. */
  signed: { version: string; number: number; at: string; seals: SealView[] } | null;
  rights: { ready: boolean; agree: boolean; reopen: boolean };
}

/** GET /api/sections/:section/changes: what changed since, and the fingerprint of the text as it stands now. */
export interface SectionChanges {
  hash: string;
  section: SectionComparison;
}

/** GET /api/sections/:section/agreed: what readers and partners see while drafting goes on. */
export interface AgreedSection {
  section: FrozenSection;
  agreedBy: Person;
  agreedAt: string;
  hash: string;
  /** Cited records as far as the person may see them. */
  evidence: { id: string; number: string; title: string }[];
}
