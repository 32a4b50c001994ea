import type { Heading } from '../document.ts';
import type { AssessmentView, ChapterView, JudgementView } from './assessment-view.ts';
import { contentsPart, type PartView } from './parts.ts';
import type { GroupView } from './text/blocks.ts';
import { wordsOf } from './text/inline.ts';

/** Every heading in the order of the document, as the templates set them. The bookmarks of the PDF are named by this list. */
export function headingsOf(view: AssessmentView): Heading[] {
  return [
    heading(1, view.cover.title),
    heading(2, contentsPart.title),
    ...view.front.flatMap(chapterHeadings),
    ...view.judgements.flatMap(judgementHeadings),
    ...titles([view.recommendations]),
    ...view.back.flatMap(chapterHeadings),
    ...titles([view.evidence, view.glossary, view.signOff]),
  ];
}

function judgementHeadings({ code, title, overview, sides }: JudgementView): Heading[] {
  return [
    heading(2, `${code} ${title}`),
    ...(overview.length > 0 ? [heading(3, 'Overview')] : []),
    ...themes(overview, 4),
    ...sides.flatMap((side) => [heading(3, side.title), ...themes(side.groups, 4)]),
  ];
}

function chapterHeadings(chapter: ChapterView): Heading[] {
  return [heading(2, chapter.title), ...themes(chapter.groups, 3)];
}

function titles(parts: readonly (PartView | null)[]): Heading[] {
  return parts.flatMap((each) => (each ? [heading(2, each.title)] : []));
}

function themes(groups: readonly GroupView[], level: Heading['level']): Heading[] {
  return groups.flatMap((group) => (group.theme ? [heading(level, wordsOf(group.theme))] : []));
}

/** A heading with its words on one line. */
export function heading(level: Heading['level'], title: string): Heading {
  return { level, title: title.replace(/\s+/g, ' ').trim() };
}
