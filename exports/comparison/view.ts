import type { AssessmentView } from '../view-models/assessment-view.ts';
import { contentsView } from '../view-models/contents.ts';
import { titleWords } from '../view-models/cover.ts';
import { contentsPart, type PartView, part, shortFingerprint } from '../view-models/parts.ts';
import {
  anchor,
  cssString,
  dayAndTime,
  printable,
  printableOr,
  shortened,
} from '../view-models/text/words.ts';
import type { ComparisonExport, Difference, ExportClaimChange, ExportSectionChange } from './input.ts';

/** A stretch of a line without the spaces around it, which stand beside it. */
export interface StretchOfLine {
  added: boolean;
  removed: boolean;
  before: string;
  text: string;
  after: string;
}

/** What happened to a claim, as it is drawn. */
export interface ClaimChangeView {
  anchor: string;
  number: string;
  heading: string;
  lines: StretchOfLine[][];
}

/** What happened to a section, as it is drawn. */
export interface SectionChangeView extends PartView {
  code: string;
  notes: string[];
  prose: { title: string; lines: StretchOfLine[][] }[];
  claims: ClaimChangeView[];
}

/** What the templates of a comparison draw. */
export interface ComparisonView extends Pick<
  AssessmentView,
  'about' | 'mark' | 'cover' | 'running' | 'contents' | 'parts'
> {
  summary: PartView & { lines: string[] };
  sections: SectionChangeView[];
  recommendations: (PartView & { rows: ClaimChangeView[] }) | null;
}

const title = 'What changed';
const mark = 'INTERNAL';

/** Turns the contract into what the templates draw. Every change is said in words as well as shown. */
export function comparisonView(input: ComparisonExport): ComparisonView {
  const { before, after } = input;
  const own = {
    summary: { ...part('part', 'summary', { title: 'Summary' }), lines: summaryLines(input) },
    sections: input.sections.map(sectionView),
    recommendations: recommendationsView(input),
  };
  const parts = [own.summary, ...own.sections, own.recommendations].filter((each) => each !== null);
  const span = printable(`${before.label} to ${after.label}`);
  const fingerprint = `${shortFingerprint(before.hash)} to ${shortFingerprint(after.hash)}`;
  const council = printable(input.council) || 'Self-assessment';
  return {
    about: {
      title: printable(`${title}: ${input.assessment}`),
      author: printable(input.council),
      subject: span,
      date: after.at,
    },
    mark,
    cover: {
      title,
      words: titleWords(title),
      council,
      subtitle: printable(input.assessment),
      status: 'Internal',
      copy: `From ${printable(before.label)} (${dayAndTime(before.at)}) to ${printable(after.label)} (${dayAndTime(after.at)})`,
      fingerprint,
      draft: false,
    },
    running: {
      council: cssString(shortened(input.council || input.assessment, 50)),
      version: cssString(`From ${before.short} to ${after.short}`),
      fingerprint: cssString(shortFingerprint(after.hash)),
      mark: cssString(mark),
      parts: [contentsPart, ...parts],
    },
    contents: contentsView(parts),
    parts,
    ...own,
  };
}

function summaryLines({ counts, unchanged }: ComparisonExport): string[] {
  const same = unchanged.length > 0 ? [`The same in both: ${unchanged.join(', ')}`] : [];
  return [...counts, ...same].map(printable);
}

function sectionView(section: ExportSectionChange): SectionChangeView {
  const { id, code, grade, claims, prose } = section;
  const whole = part('section', id, { title: section.title, ...(code === '' ? {} : { code }) });
  return {
    ...whole,
    code: printable(code),
    notes: [
      ...(section.change === '' ? [] : [printable(section.change)]),
      ...(grade
        ? [`Grade: ${grade.before ?? 'none'} before, ${grade.after ?? 'none'} now`].map(printable)
        : []),
    ],
    prose: prose.map((region) => ({
      title: printableOr(region.title, 'Text'),
      lines: region.words.map(line),
    })),
    claims: claims.map((claim, index) => claimView(claim, anchor('change', `${id}.${index}`))),
  };
}

function claimView(claim: ExportClaimChange, id: string): ClaimChangeView {
  const { number, formerNumber, changes, moved, words, evidence } = claim;
  const place = moved ? ` from “${moved.from}” to “${moved.to}”` : '';
  const former = formerNumber === null ? '' : `. It was ${formerNumber} before`;
  const cited = (kind: 'added' | 'removed'): StretchOfLine[][] =>
    evidence[kind].map((text) => line([{ kind, text: `evidence ${text}` }]));
  return {
    anchor: id,
    number: printable(number),
    heading: printable(`${inOneSentence(changes)}${place}${former}.`),
    lines: [...words.map(line), ...cited('removed'), ...cited('added')],
  };
}

function inOneSentence([first = '', ...others]: readonly string[]): string {
  return [first, ...others.map((each) => each.charAt(0).toLowerCase() + each.slice(1))].join(', ');
}

function recommendationsView({ recommendations }: ComparisonExport): ComparisonView['recommendations'] {
  if (recommendations.length === 0) return null;
  const rows = recommendations.map(({ number, change, words }) => ({
    anchor: anchor('recommendation', number),
    number: printable(number),
    heading: `${printable(change)}.`,
    lines: words.map(line),
  }));
  return { ...part('part', 'recommendations', { title: 'Recommendations' }), rows };
}

function line(words: readonly Difference[]): StretchOfLine[] {
  const stretches = words.map(stretchOf);
  return stretches.map((stretch, index) => {
    const previous = stretches[index - 1];
    const touches = previous && isChange(previous) && isChange(stretch) && !previous.after && !stretch.before;
    return touches ? { ...stretch, before: ' ' } : stretch;
  });
}

function stretchOf({ kind, text: said }: Difference): StretchOfLine {
  const [, before = '', text = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(printable(said)) ?? [];
  return {
    added: kind === 'added' && text !== '',
    removed: kind === 'removed' && text !== '',
    before,
    text,
    after,
  };
}

function isChange({ added, removed }: StretchOfLine): boolean {
  return added || removed;
}
