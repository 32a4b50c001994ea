import type { AssessmentExport, ExportJudgement } from '../input.ts';
import type { Medium } from '../render.ts';
import { type ContentsEntry, contentsView } from './contents.ts';
import { type CoverView, coverView } from './cover.ts';
import { type EvidencePart, evidencePart } from './evidence.ts';
import { type GlossaryPart, glossaryPart } from './glossary.ts';
import { type PartView, part, type RunningView, runningView } from './parts.ts';
import { type RecommendationsPart, recommendationsPart } from './recommendations.ts';
import { type SignOffPart, signOffPart } from './sign-off.ts';
import { type GroupView, type RegionContext, regionView } from './text/blocks.ts';
import { evidenceFinder } from './text/citations.ts';
import { anchor, printable } from './text/words.ts';

/** One side of a judgement with its themes and claims. */
export interface SideView {
  anchor: string;
  title: string;
  groups: GroupView[];
}

/** Prose before or after the judgements. */
export interface ChapterView extends PartView {
  groups: GroupView[];
}

/** A judgement with its grade, or null where there is none to show. */
export interface JudgementView extends PartView {
  code: string;
  grade: string | null;
  overview: GroupView[];
  sides: SideView[];
}

/** What the templates of an assessment draw, part by part in the order of the document. */
export interface AssessmentView {
  /** What a file of it says about itself. */
  about: { title: string; author: string; subject: string; date: string };
  /** What every page is marked as, such as "DRAFT"; '' for nothing. */
  mark: string;
  cover: CoverView;
  running: RunningView;
  contents: ContentsEntry[];
  /** Every part in the order of the document. */
  parts: PartView[];
  front: ChapterView[];
  judgements: JudgementView[];
  recommendations: RecommendationsPart | null;
  back: ChapterView[];
  evidence: EvidencePart | null;
  glossary: GlossaryPart | null;
  signOff: SignOffPart;
}

/** What an edition adds to the assessment: parts after all others, and what it calls itself on every page. */
export interface Additions {
  parts: readonly PartView[];
  mark: string;
}

const noAdditions: Additions = { parts: [], mark: '' };

/** Turns the contract into what the templates draw. Pure: the same input gives the same view. */
export function assessmentView(
  input: AssessmentExport,
  medium: Medium,
  added: Additions = noAdditions,
): AssessmentView {
  const context: RegionContext = { claimNumbers: input.claimNumbers, find: evidenceFinder(input) };
  const own = {
    front: chapters(input, 'front', context),
    judgements: input.judgements.map((judgement) => judgementView(judgement, context)),
    recommendations: recommendationsPart(input),
    back: chapters(input, 'back', context),
    evidence: evidencePart(input, context.find, medium),
    glossary: glossaryPart(input),
    signOff: signOffPart(input),
  };
  const parts = [...partsInOrder(own), ...added.parts];
  const mark = [added.mark, input.version.state === 'draft' ? 'DRAFT' : ''].filter(Boolean).join(' ');
  return {
    about: aboutOf(input),
    mark,
    cover: coverView(input),
    running: runningView(input, parts, mark),
    contents: contentsView(parts),
    parts,
    ...own,
  };
}

type OwnParts = Pick<
  AssessmentView,
  'front' | 'judgements' | 'recommendations' | 'back' | 'evidence' | 'glossary' | 'signOff'
>;

function partsInOrder(own: OwnParts): PartView[] {
  const { front, judgements, recommendations, back, evidence, glossary, signOff } = own;
  return [...front, ...judgements, recommendations, ...back, evidence, glossary, signOff].filter(
    (each) => each !== null,
  );
}

function aboutOf({ title, council, framework, version }: AssessmentExport): AssessmentView['about'] {
  const isNamed = council === '' || title.includes(council);
  return {
    title: printable(isNamed ? title : `${title} – ${council}`),
    author: printable(council),
    subject: printable(`${framework.title}, ${version.label}`),
    date: version.takenAt,
  };
}

function chapters(input: AssessmentExport, place: 'front' | 'back', context: RegionContext): ChapterView[] {
  return input.chapters
    .filter((chapter) => chapter.place === place)
    .map(({ id, title, text }) => ({
      ...part('chapter', id, { title }),
      groups: regionView(text.content, context),
    }));
}

function judgementView(judgement: ExportJudgement, context: RegionContext): JudgementView {
  const { id, code, title, short, graded, grade } = judgement;
  const sides = judgement.sides.map((side) => ({
    anchor: anchor('side', `${id}.${side.id}`),
    title: printable(side.title),
    groups: regionView(side.text.content, context),
  }));
  return {
    ...part('judgement', id, { title, code, runningHead: `${code}  ${short}`, sections: sides }),
    code: printable(code),
    grade: graded && grade !== null ? printable(grade) : null,
    overview: regionView(judgement.overview.content, context),
    sides,
  };
}
