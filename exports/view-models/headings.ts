import type { AssessmentView } from './assessment-view.ts';
import type { GroupView } from './blocks.ts';
import type { StretchView } from './inline.ts';

/** A heading of the finished document: its level, 1 for the title, and its words on one line. */
export interface Heading {
  level: 1 | 2 | 3 | 4;
  title: string;
}

/** Every heading in the order of the document, as the templates set them. The bookmarks of the PDF are named by this list. */
export function headingsOf(view: AssessmentView): Heading[] {
  return [
    heading(1, view.title),
    heading(2, 'Contents'),
    ...view.chapters.filter((chapter) => !chapter.atBack).flatMap(chapterHeadings),
    ...view.judgements.flatMap((judgement) => [
      heading(2, `${judgement.code} ${judgement.title}`),
      ...(judgement.overview.length > 0 ? [heading(3, 'Overview')] : []),
      ...themes(judgement.overview, 4),
      ...judgement.sides.flatMap((side) => [heading(3, side.title), ...themes(side.groups, 4)]),
    ]),
    ...(view.recommendations ? [heading(2, view.recommendations.title)] : []),
    ...view.chapters.filter((chapter) => chapter.atBack).flatMap(chapterHeadings),
    ...(view.evidence ? [heading(2, view.evidence.title)] : []),
  ];
}

function chapterHeadings(chapter: AssessmentView['chapters'][number]): Heading[] {
  return [heading(2, chapter.title), ...themes(chapter.groups, 3)];
}

function themes(groups: readonly GroupView[], level: Heading['level']): Heading[] {
  return groups.flatMap((group) => (group.theme ? [heading(level, wordsOf(group.theme))] : []));
}

function heading(level: Heading['level'], title: string): Heading {
  return { level, title: title.replace(/\s+/g, ' ').trim() };
}

/** The words of a line as a reader would say them: a break is a space, a citation its label. */
export function wordsOf(stretches: readonly StretchView[]): string {
  return stretches
    .map((stretch) => {
      if (stretch.lineBreak) return ' ';
      if (stretch.citation) return stretch.citation.label;
      return (stretch.words ?? stretch.link?.runs ?? []).map((run) => run.text).join('');
    })
    .join('');
}
