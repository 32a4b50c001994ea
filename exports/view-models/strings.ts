import type { AssessmentView, ChapterView, JudgementView } from './assessment-view.ts';
import type { ContentsEntry } from './contents.ts';
import type { CoverView } from './cover.ts';
import type { EvidenceRow } from './evidence.ts';
import type { PartView } from './parts.ts';
import type { GroupView } from './text/blocks.ts';
import { wordsOf } from './text/inline.ts';

/**
 * Every string of a view in the order in which the document shows it: what must be found in a finished copy. Words of the
 * templates themselves (heads of tables, "Cited by") are not among them.
 */
export function stringsOf(view: AssessmentView): string[] {
  return [
    ...coverStrings(view.cover),
    ...contentsStrings(view.contents),
    ...view.front.flatMap(chapterStrings),
    ...view.judgements.flatMap(judgementStrings),
    ...partStrings(view.recommendations, (each) =>
      each.rows.flatMap((row) => [row.number, row.recommendation, row.position, row.progress.words]),
    ),
    ...view.back.flatMap(chapterStrings),
    ...partStrings(view.evidence, (each) => each.rows.flatMap(evidenceStrings)),
    ...partStrings(view.glossary, (each) => each.rows.flatMap((row) => [row.term, row.meaning])),
    ...partStrings(view.signOff, (each) => [
      each.version,
      each.fingerprint.first,
      each.fingerprint.second,
      ...each.rows.flatMap((row) => [row.step, row.name, row.at, row.note]),
    ]),
  ]
    .map((string) => string.trim())
    .filter((string) => string !== '');
}

/** The strings of a cover, in its order. */
export function coverStrings({ council, title, subtitle, status, copy, fingerprint }: CoverView): string[] {
  return [council, title, subtitle, status, copy, fingerprint];
}

/** The strings of the contents, in their order. */
export function contentsStrings(entries: readonly ContentsEntry[]): string[] {
  return entries.flatMap(({ code, title, children }) => [
    ...said(code),
    title,
    ...children.map((child) => child.title),
  ]);
}

function chapterStrings(chapter: ChapterView): string[] {
  return [chapter.title, ...chapter.groups.flatMap(groupStrings)];
}

function judgementStrings({ code, title, grade, overview, sides }: JudgementView): string[] {
  return [
    ...said(code),
    title,
    ...said(grade),
    ...overview.flatMap(groupStrings),
    ...sides.flatMap((side) => [side.title, ...side.groups.flatMap(groupStrings)]),
  ];
}

function evidenceStrings(row: EvidenceRow): string[] {
  return [
    row.number,
    row.title,
    row.source,
    row.type,
    row.date,
    ...said(row.remark),
    ...row.pages.map((page) => page.label),
    ...row.citedBy.map((place) => place.label),
    ...said(row.file?.label),
    row.sha256 ? row.sha256.first + row.sha256.second : '',
  ];
}

/** The strings of a group: its heading, its prose, or its claims with their numbers and sub-points. */
export function groupStrings({ theme, prose, bullets, claims }: GroupView): string[] {
  return [
    ...[theme, prose].flatMap((line) => (line ? [wordsOf(line)] : [])),
    ...(bullets ?? []).map(wordsOf),
    ...(claims ?? []).flatMap((claim) => [
      claim.number,
      wordsOf(claim.content),
      ...claim.subpoints.map(wordsOf),
    ]),
  ];
}

function partStrings<T extends PartView>(part: T | null, inside: (part: T) => string[]): string[] {
  return part ? [part.title, ...inside(part)] : [];
}

function said(text: string | null | undefined): string[] {
  return text ? [text] : [];
}
