import { type PartView, part } from '../view-models/parts.ts';
import { claimAnchor } from '../view-models/text/citations.ts';
import { anchor, dayAndTime, printable, printableOr, shortened } from '../view-models/text/words.ts';
import type { ExportAuthor, ExportPostIt, InternalExport } from './input.ts';
import type { OpenPoint } from './open-points.ts';

/** One answer as it is drawn. */
export interface ReplyView {
  author: string;
  at: string;
  note: string;
}

/** A post-it with its thread as it is drawn. Only `quoted` may be ''. */
export interface PostItView extends ReplyView {
  anchor: string;
  number: string;
  place: { label: string; href: string | null };
  quoted: string;
  replies: ReplyView[];
  outcome: string;
}

/** All post-its, by section in the order of the document. */
export interface PostItsPart extends PartView {
  groups: { title: string; postIts: PostItView[] }[];
}

interface Section {
  id: string;
  title: string;
  code: string;
  href: string;
}

/** The part, or null without post-its. */
export function postItsPart(input: InternalExport): PostItsPart | null {
  const groups = bySection(input).map(({ section, postIts }) => ({
    title: section.code === '' ? section.title : `${section.code} ${section.title}`,
    postIts: postIts.map((postIt) => postItView(postIt, section, input)),
  }));
  return groups.length > 0 ? { ...part('part', 'postits', { title: 'Post-its' }), groups } : null;
}

/** The post-its that nobody has dealt with, as open points. */
export function openPostItPoints(input: InternalExport): OpenPoint[] {
  return bySection(input).flatMap(({ section, postIts }) =>
    postIts
      .filter(({ dealtWith }) => dealtWith === null)
      .map((postIt) => ({
        label: `Post-it ${postIt.number} on ${section.code || section.title}`,
        href: `#${postItAnchor(postIt)}`,
        words: shortened(printable(postIt.note).replace(/\s+/g, ' '), 62),
      })),
  );
}

function bySection(input: InternalExport): { section: Section; postIts: ExportPostIt[] }[] {
  return sectionsOf(input)
    .map((section) => ({
      section,
      postIts: input.postIts
        .filter((postIt) => postIt.section === section.id)
        .toSorted((a, b) => a.number - b.number),
    }))
    .filter(({ postIts }) => postIts.length > 0);
}

function sectionsOf({ chapters, judgements }: InternalExport): Section[] {
  const inPlace = (place: 'front' | 'back'): Section[] =>
    chapters
      .filter((chapter) => chapter.place === place)
      .map(({ id, title }) => ({ id, title: printable(title), code: '', href: `#${anchor('chapter', id)}` }));
  const judged = judgements.map(({ id, code, title }) => ({
    id,
    title: printable(title),
    code: printable(code),
    href: `#${anchor('judgement', id)}`,
  }));
  return [...inPlace('front'), ...judged, ...inPlace('back')];
}

function postItView(postIt: ExportPostIt, section: Section, { claimNumbers }: InternalExport): PostItView {
  const { claim, dealtWith } = postIt;
  const number = claim === null ? undefined : claimNumbers[claim];
  const place =
    claim !== null && number !== undefined
      ? { label: printable(number), href: `#${claimAnchor(claim)}` }
      : { label: claim === null ? 'the section' : 'a claim that is gone', href: section.href };
  return {
    ...replyView(postIt),
    anchor: postItAnchor(postIt),
    number: String(postIt.number),
    place,
    quoted: printable(postIt.quoted).trim(),
    replies: postIt.replies.map(replyView),
    outcome: dealtWith ? outcomeOf(dealtWith) : 'Not dealt with yet.',
  };
}

function replyView({ author, at, note }: Pick<ExportPostIt, 'author' | 'at' | 'note'>): ReplyView {
  return { author: who(author), at: dayAndTime(at), note: printableOr(note, 'No words') };
}

function outcomeOf({ disposition, reason, by, at }: NonNullable<ExportPostIt['dealtWith']>): string {
  const why = printable(reason).trim();
  return `${printable(disposition)} by ${who(by)}, ${dayAndTime(at)}${why && `: ${why}`}`;
}

function who({ name, organisation }: ExportAuthor): string {
  const spoken = printable(organisation).trim();
  return `${printableOr(name, 'Somebody')}${spoken && ` (${spoken})`}`;
}

function postItAnchor({ section, number }: ExportPostIt): string {
  return anchor('note', `${section}.${number}`);
}
