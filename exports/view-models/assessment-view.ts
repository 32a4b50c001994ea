import type { AssessmentExport, ExportJudgement } from '../input.ts';
import { type GroupView, type RegionContext, regionView } from './blocks.ts';
import { citedBy, evidenceFinder } from './citations.ts';
import { type ContentsEntry, contentsView } from './contents.ts';
import { type EvidenceRow, evidenceRows } from './evidence.ts';
import { anchor, cssString, longDate, printable, printableOr, shortened } from './words.ts';

/** A part that starts a new page and carries its own running head. */
interface PartView {
  anchor: string;
  /** The CSS page name; ASCII letters, digits and hyphens. */
  page: string;
  /** The running head, as the inside of a CSS string. */
  runningHead: string;
}

interface SideView {
  anchor: string;
  title: string;
  groups: GroupView[];
}

interface ChapterView extends PartView {
  title: string;
  atBack: boolean;
  groups: GroupView[];
}

interface JudgementView extends PartView {
  code: string;
  title: string;
  grade: string | null;
  overview: GroupView[];
  sides: SideView[];
}

interface RecommendationRow {
  number: string;
  recommendation: string;
  position: string;
  progress: string;
}

/** What the assessment template draws. */
export interface AssessmentView {
  title: string;
  council: string;
  framework: { title: string; publisher: string };
  /** The mark a copy carries on its cover and across its pages. */
  status: 'DRAFT';
  version: string;
  date: string;
  running: { council: string; version: string; status: string; parts: PartView[] };
  contents: ContentsEntry[];
  chapters: ChapterView[];
  judgements: JudgementView[];
  recommendations: (PartView & { title: string; rows: RecommendationRow[] }) | null;
  evidence: (PartView & { title: string; rows: EvidenceRow[] }) | null;
}

const marks = { draft: 'DRAFT' } as const;

/** Turns the contract into what the templates draw. Pure: the same input gives the same view. */
export function assessmentView(input: AssessmentExport): AssessmentView {
  const find = evidenceFinder(input);
  const context: RegionContext = { claimNumbers: input.claimNumbers, find };
  const chapters = input.chapters.map((chapter) => ({
    ...part('chapter', chapter.id, chapter.title),
    title: printable(chapter.title),
    atBack: chapter.place === 'back',
    groups: regionView(chapter.text.content, context),
  }));
  const judgements = input.judgements.map((judgement) => judgementView(judgement, context));
  const recommendations = recommendationsView(input);
  const rows = evidenceRows(input, citedBy(input, find));
  const evidence =
    rows.length > 0 ? { ...part('part', 'evidence', 'Evidence index'), title: 'Evidence index', rows } : null;
  const back = [recommendations, evidence].filter((each) => each !== null);
  return {
    title: printable(input.title),
    council: printable(input.council),
    framework: {
      title: printable(input.framework.title),
      publisher: printable(input.framework.publisher),
    },
    status: marks[input.status],
    version: printable(input.version),
    date: longDate(input.generatedAt),
    running: {
      council: cssString(shortened(input.council || input.title, 50)),
      version: cssString(input.version),
      status: marks[input.status],
      parts: [part('part', 'contents', 'Contents'), ...chapters, ...judgements, ...back],
    },
    contents: contentsView({ chapters, judgements, recommendations, evidence }),
    chapters,
    judgements,
    recommendations,
    evidence,
  };
}

function part(kind: string, id: string, runningHead: string): PartView {
  return {
    anchor: anchor(kind, id),
    page: anchor(kind, id),
    runningHead: cssString(shortened(runningHead, 60)),
  };
}

function judgementView(judgement: ExportJudgement, context: RegionContext): JudgementView {
  return {
    ...part('judgement', judgement.id, `${judgement.code}  ${judgement.short}`),
    code: printable(judgement.code),
    title: printable(judgement.title),
    grade: judgement.graded && judgement.grade !== null ? printable(judgement.grade) : null,
    overview: regionView(judgement.overview.content, context),
    sides: judgement.sides.map((side) => ({
      anchor: anchor('side', `${judgement.id}.${side.id}`),
      title: printable(side.title),
      groups: regionView(side.text.content, context),
    })),
  };
}

function recommendationsView(input: AssessmentExport): AssessmentView['recommendations'] {
  if (input.recommendations.length === 0) return null;
  const rows = input.recommendations.map((each) => ({
    number: printableOr(each.number, '–'),
    recommendation: printableOr(each.recommendation, 'Not recorded'),
    position: printableOr(each.position, 'Not recorded'),
    progress: printableOr(each.progress, 'Not recorded'),
  }));
  const title = 'Recommendations and progress';
  return { ...part('part', 'recommendations', title), title, rows };
}
