import { type Actor, can } from '../policy.ts';
import type { PostItView } from './contract.ts';
import type { PostIt } from './model.ts';
import { isCorrectable } from './rules.ts';

/** A note as it is sent to a person, with what they may do with it. */
export function postItView(record: PostIt, actor: Actor): PostItView {
  const { section, assessment, author, dealtWith } = record;
  const own = author.id === actor.id;
  const settle = can(actor, 'post-it.settle', { assessment, section });
  return {
    ...describePostIt(record),
    rights: {
      edit: own && isCorrectable(record, new Date()),
      settle: settle && dealtWith === null,
      reopen: (settle || own) && dealtWith !== null,
    },
  };
}

/** A note without the words of the draft it was stuck on, for those who read the text last agreed. */
export function withoutDraft(view: PostItView): PostItView {
  const { target } = view;
  const claim = target.kind === 'section' ? null : target.claim;
  return { ...view, quoted: '', target: claim === null ? { kind: 'section' } : { kind: 'claim', claim } };
}

/** A note with its thread, whoever reads it. */
export function describePostIt(record: PostIt): Omit<PostItView, 'rights'> {
  const { section, number, target, quoted, author, note, dealtWith } = record;
  return {
    id: String(record._id),
    number,
    section,
    target,
    quoted,
    author,
    note,
    at: record.at.toISOString(),
    replies: record.replies.map((reply) => ({ ...reply, at: reply.at.toISOString() })),
    dealtWith: dealtWith && { ...dealtWith, at: dealtWith.at.toISOString() },
  };
}
