import type { Inline, Mark, TextRun } from '../../../editor/schema/document.ts';
import { isSafeHref } from '../../../editor/schema/marks/link.ts';
import { type CitationView, citationView, type FindEvidence } from './citations.ts';
import { printable } from './words.ts';

/** A run of words in one style. */
export interface RunView {
  text: string;
  bold: boolean;
  italic: boolean;
}

/** A stretch of a line: words, words under a link, a citation, or a line break. Exactly one is set. */
export interface StretchView {
  words: RunView[] | null;
  link: { href: string; runs: RunView[] } | null;
  citation: CitationView | null;
  lineBreak: boolean;
}

const nothing: StretchView = { words: null, link: null, citation: null, lineBreak: false };

/** The content of a block as the templates draw it. Adjacent runs under one link become one link. */
export function inlineView(content: readonly Inline[] | undefined, find: FindEvidence): StretchView[] {
  const stretches: StretchView[] = [];
  for (const inline of content ?? []) {
    if (inline.type === 'text') addRun(stretches, inline);
    else if (inline.type === 'citation') addCitation(stretches, citationView(inline.attrs, find));
    else stretches.push({ ...nothing, lineBreak: true });
  }
  return stretches;
}

function addRun(stretches: StretchView[], run: TextRun): void {
  const view = runView(run);
  if (view.text === '') return;
  const href = linkOf(run.marks);
  const last = stretches.at(-1);
  if (last?.citation && /^[\p{L}\p{N}([]/u.test(view.text)) view.text = ` ${view.text}`;
  if (href === null) {
    if (last?.words) last.words.push(view);
    else stretches.push({ ...nothing, words: [view] });
  } else if (last?.link?.href === href) last.link.runs.push(view);
  else stretches.push({ ...nothing, link: { href, runs: [view] } });
}

/** A citation stands one space away from the words before it, however it was typed. */
function addCitation(stretches: StretchView[], citation: CitationView): void {
  const last = stretches.at(-1);
  const before = (last?.words ?? last?.link?.runs)?.at(-1)?.text;
  if (last?.citation || (before !== undefined && !/\s$/.test(before))) {
    stretches.push({ ...nothing, words: [{ text: ' ', bold: false, italic: false }] });
  }
  stretches.push({ ...nothing, citation });
}

function runView(run: TextRun): RunView {
  const has = (type: Mark['type']): boolean => run.marks?.some((mark) => mark.type === type) ?? false;
  return { text: printable(run.text), bold: has('bold'), italic: has('italic') };
}

/** Only addresses the document schema allows become links; the words stay in any case. */
function linkOf(marks: readonly Mark[] | undefined): string | null {
  const link = marks?.find((mark) => mark.type === 'link');
  return link && isSafeHref(link.attrs.href) ? link.attrs.href : null;
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
