import { z } from 'zod';
import { BLOCK_ID } from '../../editor/schema/ids.ts';
import { recordId } from '../http/input.ts';
import { plainParagraphs } from '../http/plain-text.ts';
import { DISPOSITIONS, type Disposition } from './vocabulary.ts';

const cleaned = (value: unknown) => (typeof value === 'string' ? plainParagraphs(value) : value);

const note = z.preprocess(
  cleaned,
  z.string({ error: 'Write your note' }).min(1, 'Write your note').max(2000, 'Use at most 2000 characters'),
);

/** Where a passage stood: Yjs relative positions (JSON), and the words with what stood before and after. */
export const anchorInput = z.strictObject({
  region: z.string().min(1).max(60),
  start: z.string().max(500),
  end: z.string().max(500),
  quote: z.string().min(1).max(500),
  prefix: z.string().max(64).default(''),
  suffix: z.string().max(64).default(''),
});

/** What a post-it is stuck on: the whole section, a claim, or a passage (of a claim when `claim` is given). */
export const targetInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('section') }),
  z.strictObject({ kind: z.literal('claim'), claim: z.string().regex(BLOCK_ID) }),
  z.strictObject({
    kind: z.literal('passage'),
    claim: z.string().regex(BLOCK_ID).nullable(),
    anchor: anchorInput,
  }),
]);

/** Sticks a note on a section. */
export const newPostItInput = z.strictObject({ section: recordId, target: targetInput, note });

/** Answers a note. */
export const replyInput = z.strictObject({ postIt: recordId, note });

/** Corrects the words of a note just written. */
export const postItChange = z.strictObject({ postIt: recordId, note });

/** Names the section whose notes are asked for. */
export const sectionPostItsInput = z.strictObject({ section: recordId });

/** Names one note. */
export const postItInput = z.strictObject({ postIt: recordId });

/** Marks a note dealt with; declining needs a reason. */
export const dispositionInput = z
  .strictObject({
    postIt: recordId,
    disposition: z.enum(Object.keys(DISPOSITIONS) as [Disposition, ...Disposition[]]),
    reason: z.preprocess(cleaned, z.string().max(1000, 'Use at most 1000 characters').default('')),
  })
  .refine((value) => value.disposition !== 'declined' || value.reason.length > 0, {
    path: ['reason'],
    message: 'Say why the note is not taken up',
  });

/** What became of a note. */
export type DispositionGiven = z.output<typeof dispositionInput>;

/** Where a post-it is stuck. */
export type PostItTarget = z.output<typeof targetInput>;

/** Who wrote something. */
export interface Author {
  id: string;
  name: string;
  organisation: string;
}

/** One answer to a post-it. */
export interface ReplyView {
  id: string;
  author: Author;
  note: string;
  at: string;
}

/** One post-it with its thread. `number` counts within the section and is permanent. */
export interface PostItView {
  id: string;
  number: number;
  section: string;
  target: PostItTarget;
  /** The claim's text when the note was written, to show when the claim is gone. */
  quoted: string;
  author: Author;
  note: string;
  at: string;
  replies: ReplyView[];
  dealtWith: { disposition: Disposition; reason: string; by: Author; at: string } | null;
  /** What the person asking may do with it; `edit` ends ten minutes after it was written, or with the first answer. */
  rights: { edit: boolean; settle: boolean; reopen: boolean };
}
