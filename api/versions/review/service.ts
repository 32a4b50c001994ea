import { assessmentOf } from '../../assessments/service.ts';
import { recordChange } from '../../audit/service.ts';
import { closeDraftTo, notifySection } from '../../collaboration/service.ts';
import { evidenceByIds } from '../../evidence/service.ts';
import { Conflict, Forbidden, NotFound } from '../../http/errors.ts';
import { type Actor, can } from '../../policy.ts';
import { citedIn, compareSection } from '../comparing/rules.ts';
import type { SectionChanges, SectionReview, StateGiven } from '../contract.ts';
import type { FrozenSection } from '../freezing/contract.ts';
import { fingerprint } from '../freezing/fingerprint.ts';
import { freezeSection } from '../freezing/freeze.ts';
import { readParts, storePart } from '../freezing/parts.ts';
import { citationsIn } from '../freezing/rules.ts';
import { hiddenFrom } from '../reading.ts';
import { ReviewModel, type ReviewRecord, type Said } from './model.ts';
import { sealsOf, stateOf } from './rules.ts';

/** A section as it stands, with what was said of it. */
interface Standing {
  assessment: string;
  frozen: FrozenSection;
  record: ReviewRecord;
}

/** How far a section is, what of it is still as it was signed, and what the person may say of it; throws NotFound. */
export async function getReview(actor: Actor, section: string): Promise<SectionReview> {
  const { assessment, frozen, record } = await standing(section);
  const rights = rightsOf(actor, { assessment, section, record });
  // Whoever may agree to this text must be able to see what changed since they read it.
  if (rights.agree) await storePart(frozen);
  const { ready, agreed, hash } = record;
  return {
    state: stateOf(record),
    hash,
    readyBy: ready?.hash === hash ? { by: ready.by, at: ready.at.toISOString() } : null,
    agreed: agreed && {
      by: agreed.by,
      at: agreed.at.toISOString(),
      note: agreed.note,
      hash: agreed.hash,
      current: agreed.stands && agreed.hash === hash,
    },
    signed: await signedView(record, frozen),
    rights,
  };
}

/**
 * Says how far a section is. Throws Conflict when the text is another than the one that is agreed to, and Forbidden for
 * agreeing, or taking an agreement back, by who does not lead the section.
 */
export async function giveState(actor: Actor, given: StateGiven): Promise<SectionReview> {
  const { section } = given;
  const now = await standing(section);
  const { assessment, record } = now;
  const isOfLead = given.state === 'agreed' || (given.state === 'drafting' && stateOf(record) === 'agreed');
  if (isOfLead && !can(actor, 'section.agree', { assessment, section }))
    throw new Forbidden('Only the lead of the section or the coordinator can agree it or take that back.');
  if (given.state === 'agreed') await agree(actor, now, given);
  else if (given.state === 'ready') await sayReady(actor, now);
  else await reopen(actor, now);
  notifySection(section, { type: 'section' });
  return getReview(actor, section);
}

/** What changed in a section since the text with this fingerprint, which somebody read or agreed; throws NotFound. */
export async function changesSince(actor: Actor, section: string, since: string): Promise<SectionChanges> {
  const { frozen, record } = await standing(section);
  const [before] = (await readParts([since])) as [FrozenSection];
  if (before.id !== section) throw new NotFound('This is not the fingerprint of a text of this section.');
  const citations = citationsIn([before.text, frozen.text]);
  const evidence = await evidenceByIds(citations.map((citation) => citation.evidence));
  const cited = citedIn(evidence, await hiddenFrom(actor, { evidence }));
  return { hash: record.hash, section: compareSection(before, frozen, cited) };
}

async function standing(section: string): Promise<Standing> {
  const { assessment } = await assessmentOf(section);
  const frozen = await freezeSection(section);
  const hash = fingerprint(frozen);
  const record = await ReviewModel.findById(section).lean<ReviewRecord>();
  if (record && record.hash !== hash) await ReviewModel.updateOne({ _id: section }, { $set: { hash } });
  const nothing = { _id: section, assessment: assessment.id, ready: null, agreed: null, signed: null };
  return { assessment: assessment.id, frozen, record: { ...(record ?? nothing), hash } };
}

async function agree(actor: Actor, { frozen, record }: Standing, { hash, note }: StateGiven): Promise<void> {
  if (hash !== record.hash) {
    throw new Conflict(
      'The text changed while you were reading it, so nothing was agreed. Look at what changed, then agree to the text as it stands now.',
    );
  }
  await storePart(frozen);
  const agreed = { ...saidBy(actor, hash), note, grade: frozen.grade, stands: true };
  await keep(actor, record, { event: 'section.agreed', set: { agreed } });
  closeDraftTo(record._id);
}

async function sayReady(actor: Actor, { record }: Standing): Promise<void> {
  await keep(actor, record, { event: 'section.ready', set: { ready: saidBy(actor, record.hash) } });
}

async function reopen(actor: Actor, { record }: Standing): Promise<void> {
  if (stateOf(record) === 'signed') {
    throw new Conflict(
      'This section is as it was signed. Change its text, and it goes back to drafting by itself.',
    );
  }
  const { agreed } = record;
  const set = { ready: null, agreed: agreed && { ...agreed, stands: false } };
  await keep(actor, record, { event: 'section.reopened', set });
}

async function keep(
  actor: Actor,
  { _id, assessment, hash }: ReviewRecord,
  { event, set }: { event: `section.${string}`; set: Partial<ReviewRecord> },
): Promise<void> {
  await ReviewModel.updateOne({ _id }, { $set: { ...set, assessment, hash } }, { upsert: true });
  await recordChange(actor, { event, subject: _id, assessment, details: { hash } });
}

function saidBy({ id, name }: Actor, hash: string): Said {
  return { by: { id, name }, at: new Date(), hash };
}

function rightsOf(
  actor: Actor,
  { assessment, section, record }: { assessment: string; section: string; record: ReviewRecord },
): SectionReview['rights'] {
  const state = stateOf(record);
  const edit = can(actor, 'section.edit', { assessment, section });
  const agree = can(actor, 'section.agree', { assessment, section });
  return {
    ready: edit && state === 'drafting',
    agree: agree && (state === 'drafting' || state === 'ready'),
    reopen: (edit && state === 'ready') || (agree && state === 'agreed'),
  };
}

async function signedView({ signed }: ReviewRecord, frozen: FrozenSection): Promise<SectionReview['signed']> {
  if (!signed) return null;
  const { version, number, at, hash } = signed;
  const [before] = (await readParts([hash])) as [FrozenSection];
  return { version, number, at: at.toISOString(), seals: sealsOf(before, frozen) };
}
