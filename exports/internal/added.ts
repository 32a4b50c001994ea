import type { Heading } from '../document.ts';
import { heading } from '../view-models/headings.ts';
import type { InternalView } from './view.ts';

/** The headings of the parts that the internal edition adds, in the order of the document. */
export function addedHeadings({ openPoints, support, postIts }: InternalView): Heading[] {
  return [
    heading(2, openPoints.title),
    ...openPoints.groups.map(({ title }) => heading(3, title)),
    heading(2, support.title),
    ...(postIts ? [heading(2, postIts.title), ...postIts.groups.map(({ title }) => heading(3, title))] : []),
  ];
}

/** Where links to post-its lead, in words. */
export function addedTargets({ postIts }: InternalView): Record<string, string> {
  const all = (postIts?.groups ?? []).flatMap((group) =>
    group.postIts.map(({ anchor, number }): [string, string] => [
      anchor,
      `Post-it ${number} on ${group.title}`,
    ]),
  );
  return Object.fromEntries(all);
}

/** Every string of the added parts, in the order of the document. */
export function addedStrings({ openPoints, support, postIts }: InternalView): string[] {
  return [
    openPoints.title,
    ...openPoints.groups.flatMap(({ title, points }) => [
      title,
      ...points.flatMap(({ label, words }) => [label, words]),
    ]),
    support.title,
    ...support.bars.flatMap(({ code, side, claims, supported, unsupported }) => [
      code,
      side,
      ...[claims, supported, unsupported].map(String),
    ]),
    ...(postIts ? [postIts.title, ...postIts.groups.flatMap(groupStrings)] : []),
  ].filter((string) => string !== '');
}

type Group = NonNullable<InternalView['postIts']>['groups'][number];

function groupStrings({ title, postIts }: Group): string[] {
  return [
    title,
    ...postIts.flatMap(({ number, author, at, place, quoted, note, replies, outcome }) => [
      number,
      author,
      at,
      place.label,
      quoted,
      note,
      ...replies.flatMap((reply) => [reply.author, reply.at, reply.note]),
      outcome,
    ]),
  ];
}
