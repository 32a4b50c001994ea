/**
 * Notes beside the text. Whoever may read a section may stick one, answer, and take part without any way to change
 * the text; a note is never deleted, also when the words it was stuck on are gone.
 */
import { newBlockId } from '../../editor/schema/ids.ts';
import { assessmentOf, sectionsWithAgreedText } from '../assessments/service.ts';
import { recordChange } from '../audit/service.ts';
import { notifySection } from '../collaboration/service.ts';
import { Conflict, Forbidden, Locked, NotFound } from '../http/errors.ts';
import { recordId } from '../http/input.ts';
import { type Actor, can, type Scope } from '../policy.ts';
import type { Author, DispositionGiven, PostItTarget, PostItView } from './contract.ts';
import { type PostIt, PostItCounterModel, PostItModel } from './model.ts';
import { textReadBy } from './ports.ts';
import { CORRECTION_TIME, MOST_REPLIES, quotedWords } from './rules.ts';
import { describePostIt, postItView, withoutDraft } from './views.ts';

/** All notes of a section, in the order they came, dealt with or not. */
export async function listPostIts(actor: Actor, section: string): Promise<PostItView[]> {
  const records = await PostItModel.find({ section }).sort({ number: 1 }).lean<PostIt[]>();
  const { assessment } = await assessmentOf(section);
  const readsDraft = await mayReadDraft(actor, { assessment: assessment.id, section });
  return records.map((record) => viewFor(actor, record, readsDraft));
}

/** All notes of these sections, whoever asks: for the server's own use. */
export async function everyPostIt(sections: readonly string[]): Promise<Omit<PostItView, 'rights'>[]> {
  const records = await PostItModel.find({ section: { $in: [...sections] } })
    .sort({ section: 1, number: 1 })
    .lean<PostIt[]>();
  return records.map(describePostIt);
}

/** Sticks a note. Throws InvalidInput when what it is stuck on is not in the section. */
export async function addPostIt(
  actor: Actor,
  { section, target, note }: { section: string; target: PostItTarget; note: string },
): Promise<PostItView> {
  const { assessment } = await assessmentOf(section);
  const quoted = target.kind === 'section' ? '' : quotedWords(target, await textReadBy(actor, section));
  const created = await PostItModel.create({
    section,
    assessment: assessment.id,
    number: await nextNumber(section),
    target,
    quoted,
    author: authorOf(actor),
    note,
    at: new Date(),
    replies: [],
    replyCount: 0,
    dealtWith: null,
  });
  return changed(actor, created.toObject<PostIt>(), 'post-it.added', { target: target.kind });
}

/** Answers a note, open or dealt with. */
export async function addReply(actor: Actor, id: string, note: string): Promise<PostItView> {
  const reply = { id: newBlockId(), author: authorOf(actor), note, at: new Date() };
  const after = await PostItModel.findOneAndUpdate(
    { _id: id, replyCount: { $lt: MOST_REPLIES } },
    { $push: { replies: reply }, $inc: { replyCount: 1 } },
    { returnDocument: 'after' },
  ).lean<PostIt>();
  if (!after) throw new Conflict('This note has very many answers. Stick a new one and go on there.');
  return changed(actor, after, 'post-it.answered', { reply: reply.id });
}

/** Marks a note dealt with, or changes how. */
export async function settlePostIt(
  actor: Actor,
  { postIt, disposition, reason }: DispositionGiven,
): Promise<PostItView> {
  const dealtWith = { disposition, reason, by: authorOf(actor), at: new Date() };
  const after = await update(postIt, { $set: { dealtWith } });
  return changed(actor, after, 'post-it.settled', { disposition });
}

/** Opens a note again: for its author, who may not be content, and for whoever settles. Refuses others (Forbidden). */
export async function reopenPostIt(actor: Actor, id: string): Promise<PostItView> {
  const { assessment, section, author } = await findPostIt(id);
  if (author.id !== actor.id && !can(actor, 'post-it.settle', { assessment, section })) {
    throw new Forbidden('Only the author of the note or the lead of the section can open it again.');
  }
  const after = await update(id, { $set: { dealtWith: null } });
  return changed(actor, after, 'post-it.reopened', {});
}

/** Corrects a note: by its author, within ten minutes, while nobody answered it or dealt with it (Locked after). */
export async function correctPostIt(actor: Actor, id: string, note: string): Promise<PostItView> {
  const { author } = await findPostIt(id);
  if (author.id !== actor.id)
    throw new Forbidden('Only the author of a note can change its words. Answer it.');
  const after = await PostItModel.findOneAndUpdate(
    { _id: id, replyCount: 0, dealtWith: null, at: { $gt: new Date(Date.now() - CORRECTION_TIME) } },
    { $set: { note } },
    { returnDocument: 'after' },
  ).lean<PostIt>();
  if (!after) throw new Locked('A note can be changed for ten minutes, until somebody answers. Answer it.');
  return changed(actor, after, 'post-it.corrected', {});
}

/** How many notes are open in each of the sections; sections without any are left out. */
export async function countOpenPostIts(sections: readonly string[]): Promise<Record<string, number>> {
  const counts = await PostItModel.aggregate<{ _id: string; open: number }>([
    { $match: { section: { $in: [...sections] }, dealtWith: null } },
    { $group: { _id: '$section', open: { $sum: 1 } } },
  ]);
  return Object.fromEntries(counts.map((count) => [count._id, count.open]));
}

/** A route's scope for paths that carry `:postIt`; throws NotFound. */
export async function postItScope(params: Readonly<Record<string, string>>): Promise<Scope> {
  const { section } = await findPostIt(params['postIt'] ?? '');
  const found = await assessmentOf(section);
  return { assessment: found.assessment.id, section };
}

async function findPostIt(id: string): Promise<PostIt> {
  const found = recordId.safeParse(id).success ? await PostItModel.findById(id).lean<PostIt>() : null;
  if (!found) throw new NotFound('This note was not found.');
  return found;
}

async function update(id: string, change: { $set: Partial<PostIt> }): Promise<PostIt> {
  const after = await PostItModel.findByIdAndUpdate(id, change, { returnDocument: 'after' }).lean<PostIt>();
  if (!after) throw new NotFound('This note was not found.');
  return after;
}

async function changed(
  actor: Actor,
  record: PostIt,
  event: `post-it.${string}`,
  details: Record<string, unknown>,
): Promise<PostItView> {
  const { assessment, section, number } = record;
  const subject = String(record._id);
  await recordChange(actor, { event, subject, assessment, details: { section, number, ...details } });
  notifySection(section, { type: 'post-its' });
  return viewFor(actor, record, await mayReadDraft(actor, { assessment, section }));
}

/** Notes of others quote the draft; whoever reads the text last agreed sees what they say, not what they quote. */
function viewFor(actor: Actor, record: PostIt, readsDraft: boolean): PostItView {
  const view = postItView(record, actor);
  return readsDraft || record.author.id === actor.id ? view : withoutDraft(view);
}

async function mayReadDraft(actor: Actor, place: { assessment: string; section: string }): Promise<boolean> {
  const agreed = (await sectionsWithAgreedText([place.section])).has(place.section);
  return can(actor, 'section.read-draft', { ...place, agreed });
}

async function nextNumber(section: string): Promise<number> {
  const counter = await PostItCounterModel.findOneAndUpdate(
    { _id: section },
    { $inc: { last: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean<{ last: number }>();
  return counter.last;
}

function authorOf({ id, name, organisation }: Actor): Author {
  return { id, name, organisation };
}
