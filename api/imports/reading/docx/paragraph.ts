import type { Inline } from '../../../../editor/schema/document.ts';
import type { HeadingBlock, TextBlock } from '../blocks.ts';
import { styled, tidy, wordsOf } from '../inline.ts';
import type { Numbering } from './numbering.ts';
import type { ResolvedStyle, Styles } from './styles.ts';

/** The properties of the run being read. */
export interface RunDraft {
  bold: boolean | undefined;
  italic: boolean | undefined;
  size: number;
  style: string | undefined;
  hidden: boolean;
}

/** A paragraph while it is being read. */
export interface ParagraphDraft {
  style: string | undefined;
  numId: string | undefined;
  ilvl: number | undefined;
  outline: number | undefined;
  indent: number | undefined;
  inContents: boolean;
  content: Inline[];
  hidden: string[];
  boldWords: number;
  plainWords: number;
  size: number;
}

/** What a finished paragraph is. */
export type Finished =
  | { kind: 'empty' }
  | { kind: 'title' | 'contents'; content: Inline[] }
  | { kind: 'block'; block: HeadingBlock | TextBlock };

/** A new, empty paragraph. */
export function newParagraph(inContents: boolean): ParagraphDraft {
  return {
    style: undefined,
    numId: undefined,
    ilvl: undefined,
    outline: undefined,
    indent: undefined,
    inContents,
    content: [],
    hidden: [],
    boldWords: 0,
    plainWords: 0,
    size: 0,
  };
}

/** A run before its properties are known. */
export function newRun(): RunDraft {
  return { bold: undefined, italic: undefined, size: 0, style: undefined, hidden: false };
}

/** Adds a run's text to its paragraph, with the marks that the run, its style and its link give. */
export function addText(
  paragraph: ParagraphDraft,
  text: string,
  { run, href, styles }: { run: RunDraft; href: string | null; styles: Styles },
): void {
  if (run.hidden) {
    paragraph.hidden.push(text);
    return;
  }
  const character = run.style === undefined ? null : styles.resolve(run.style);
  const bold = run.bold ?? character?.bold ?? false;
  const italic = run.italic ?? character?.italic ?? false;
  paragraph.content.push(styled(text, { bold, italic, href }));
  const words = text.trim().length;
  if (bold) paragraph.boldWords += words;
  else paragraph.plainWords += words;
  paragraph.size = Math.max(paragraph.size, run.size, character?.size ?? 0);
}

/** Decides what a paragraph is once it is read. */
export function finishParagraph(
  paragraph: ParagraphDraft,
  origin: number,
  { styles, numbering }: { styles: Styles; numbering: Numbering },
): Finished {
  const content = tidy(paragraph.content);
  if (wordsOf(content) === '') return { kind: 'empty' };
  const style = styles.resolve(paragraph.style);
  if (paragraph.inContents || /^(toc|table of (contents|figures))/i.test(style.name)) {
    return { kind: 'contents', content };
  }
  if (/^title$/i.test(style.name)) return { kind: 'title', content };
  const level = headingLevel(paragraph, style);
  if (level !== null) return { kind: 'block', block: { kind: 'heading', origin, level, content } };
  const list = listOf(paragraph, style, numbering);
  const bold = paragraph.boldWords > 0 ? paragraph.plainWords === 0 : style.bold;
  const look = { bold, size: paragraph.size > 0 ? paragraph.size : style.size };
  return { kind: 'block', block: { kind: 'text', origin, content, list, look } };
}

function headingLevel(paragraph: ParagraphDraft, style: ResolvedStyle): number | null {
  if (paragraph.outline === undefined) return style.heading;
  return paragraph.outline < 9 ? paragraph.outline + 1 : null;
}

function listOf(paragraph: ParagraphDraft, style: ResolvedStyle, numbering: Numbering): TextBlock['list'] {
  const list = numbering.listOf(paragraph.numId ?? style.numId, paragraph.ilvl ?? style.ilvl);
  if (list) return { level: list.level, ordered: list.ordered, indent: paragraph.indent ?? list.left };
  if (paragraph.numId === '0') return null;
  const named = /^list (bullet|number)(?: ([2-9]))?$/i.exec(style.name);
  if (!named) return null;
  const level = Number(named[2] ?? '1') - 1;
  return { level, ordered: named[1]?.toLowerCase() === 'number', indent: paragraph.indent ?? 0 };
}
