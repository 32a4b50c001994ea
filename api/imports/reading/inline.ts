import { type Inline, type Mark, plainText, type TextRun } from '../../../editor/schema/document.ts';
import { isSafeHref } from '../../../editor/schema/marks/link.ts';

/** Marks as a reader meets them; a link to an address that may not be linked is left off. */
export interface Style {
  bold: boolean;
  italic: boolean;
  href: string | null;
}

/** A run of text with its marks, in the schema's order. */
export function styled(text: string, style: Style): Inline {
  const marks: Mark[] = [
    ...(style.bold ? [{ type: 'bold' } as const] : []),
    ...(style.italic ? [{ type: 'italic' } as const] : []),
    ...(isSafeHref(style.href) ? [{ type: 'link', attrs: { href: style.href } } as const] : []),
  ];
  return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
}

/** Joins neighbouring runs with the same marks, makes every run of blanks one space, and trims both ends. */
export function tidy(content: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  // Asking the joined text itself would copy it for every run.
  let endsBlank = false;
  for (const inline of content) {
    if (inline.type !== 'text') {
      joined.push(inline);
      endsBlank = inline.type === 'hardBreak';
      continue;
    }
    const text: string = evenBlanks(inline.text, endsBlank);
    if (text === '') continue;
    append(joined, { ...inline, text });
    endsBlank = text.endsWith(' ');
  }
  return trimEnd(trimStart(joined));
}

/** The plain words of a run of content, blanks made single. */
export function wordsOf(content: readonly Inline[]): string {
  return plainText(content).replace(/\s+/g, ' ').trim();
}

/** Removes a number of characters from the front of the first run. */
export function dropStart(content: readonly Inline[], characters: number): Inline[] {
  const [first, ...rest] = content;
  if (first?.type !== 'text') return [...content];
  const text = first.text.slice(characters);
  return tidy(text === '' ? rest : [{ ...first, text }, ...rest]);
}

function evenBlanks(text: string, afterBlank: boolean): string {
  const single = text.replace(/[\s\u00a0]+/g, ' ');
  return afterBlank ? single.replace(/^ /, '') : single;
}

function append(joined: Inline[], run: TextRun): void {
  const last = joined.at(-1);
  if (last?.type === 'text' && sameMarks(last.marks, run.marks)) last.text += run.text;
  else joined.push(run);
}

function sameMarks(a: Mark[] = [], b: Mark[] = []): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function trimStart(content: Inline[]): Inline[] {
  const [first, ...rest] = content;
  if (!first) return [];
  if (first.type === 'hardBreak') return trimStart(rest);
  if (first.type !== 'text') return content;
  const text = first.text.trimStart();
  return text === '' ? trimStart(rest) : [{ ...first, text }, ...rest];
}

function trimEnd(content: Inline[]): Inline[] {
  const last = content.at(-1);
  if (!last) return [];
  const rest = content.slice(0, -1);
  if (last.type === 'hardBreak') return trimEnd(rest);
  if (last.type !== 'text') return content;
  const text = last.text.trimEnd();
  return text === '' ? trimEnd(rest) : [...rest, { ...last, text }];
}
