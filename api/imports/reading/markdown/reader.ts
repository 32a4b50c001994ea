import type { AsideBlock, SourceBlock, SourceDocument, TableBlock, TextBlock } from '../blocks.ts';
import { readInline } from './inline.ts';
import { tableAt } from './tables.ts';

interface Cursor {
  lines: string[];
  at: number;
  blocks: SourceBlock[];
  /** Indents of the list items that are open, outermost first. */
  indents: number[];
}

const item = /^(\s*)([-*+•]|\d{1,3}[.)])\s+(\S.*)$/;
const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*(?:\{[^}]*\})?\s*$/;
const rule = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;

/** Reads Markdown as councils' converters write it (Pandoc and CommonMark): headings, nested lists, tables, links. */
export function readMarkdown(source: string): SourceDocument {
  // Long runs of blanks mean nothing in text, and would make the patterns below slow.
  const even = source.replace(/\r\n?/g, '\n').replace(/(\S) {3,}/g, '$1   ');
  const { title, text } = withoutPreamble(even);
  const { rest, comments } = withoutComments(text);
  const cursor: Cursor = { lines: rest.split('\n'), at: 0, blocks: [], indents: [] };
  while (cursor.at < cursor.lines.length) readBlock(cursor);
  const asides = comments.map((comment) => aside(cursor, 'comment', comment, 'A comment in the file'));
  return { title, blocks: [...cursor.blocks, ...asides], remarks: [] };
}

/** Takes off Pandoc's title lines or a YAML block. Lines that are not the title stay as text. */
function withoutPreamble(source: string): { title: string; text: string } {
  const yaml = /^---\n([\s\S]*?)\n(?:---|\.\.\.)\n/.exec(source);
  if (yaml) {
    const title = /^title:\s*(.+)$/m.exec(yaml[1] ?? '');
    const others = (yaml[1] ?? '')
      .replace(title?.[0] ?? '', '')
      .replace(/\n+/g, '\n\n')
      .trim();
    const text = `${others}\n\n${source.slice(yaml[0].length)}`;
    return { title: (title?.[1] ?? '').replace(/^(["'])(.*)\1$/, '$2').trim(), text };
  }
  const lines = source.split('\n');
  const titles = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('%')),
  );
  const [first = '', ...others] = titles.map((line) => line.slice(1).trim());
  return { title: first, text: [...others, ...lines.slice(titles.length)].join('\n') };
}

function withoutComments(text: string): { rest: string; comments: string[] } {
  const comments: string[] = [];
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start);
    if (end < 0) break;
    kept.push(text.slice(at, start));
    comments.push(text.slice(start + 4, end).trim());
    at = end + 3;
  }
  return { rest: kept.join('') + text.slice(at), comments: comments.filter((comment) => comment !== '') };
}

function readBlock(cursor: Cursor): void {
  const line = cursor.lines[cursor.at] ?? '';
  if (line.trim() === '') cursor.at += 1;
  else if (heading.test(line)) readHeading(cursor, line);
  else if (/^\s*(```|~~~)/.test(line)) readFence(cursor, line);
  else if (readTable(cursor)) cursor.indents = [];
  else if (rule.test(line)) cursor.at += 1;
  else if (item.test(line)) readItem(cursor, line);
  else if (/^\[\^[^\]]+\]:/.test(line)) readFootnote(cursor, line);
  else readParagraph(cursor);
}

function readHeading(cursor: Cursor, line: string): void {
  const [, marks = '', words = ''] = heading.exec(line) ?? [];
  pushHeading(cursor, marks.length, words);
  cursor.at += 1;
}

function pushHeading(cursor: Cursor, level: number, words: string): void {
  cursor.indents = [];
  if (words === '') return;
  cursor.blocks.push({ kind: 'heading', origin: cursor.at, level, content: readInline(words) });
}

function readFence(cursor: Cursor, line: string): void {
  const mark = line.trim().slice(0, 3);
  const start = cursor.at + 1;
  const end = cursor.lines.findIndex((other, index) => index >= start && other.trim().startsWith(mark));
  const last = end < 0 ? cursor.lines.length : end;
  for (const words of cursor.lines.slice(start, last)) pushText(cursor, words, null);
  cursor.at = last + 1;
}

function readTable(cursor: Cursor): boolean {
  const table = tableAt(cursor.lines, cursor.at);
  if (!table) return false;
  const rows: TableBlock['rows'] = table.rows.map((row) =>
    row.map((cell) => ({ shading: null, blocks: cell === '' ? [] : [textBlock(cursor.at, cell, null)] })),
  );
  cursor.blocks.push({ kind: 'table', origin: cursor.at, rows });
  cursor.at += table.lines;
  return true;
}

function readItem(cursor: Cursor, line: string): void {
  const [, blanks = '', marker = '', words = ''] = item.exec(line) ?? [];
  const indent = blanks.replaceAll('\t', '    ').length;
  while (cursor.indents.length > 0 && (cursor.indents.at(-1) ?? 0) > indent) cursor.indents.pop();
  // Two blanks make a deeper level; one is a slip of the hand.
  if (cursor.indents.length === 0 || indent - (cursor.indents.at(-1) ?? 0) >= 2) cursor.indents.push(indent);
  const start = cursor.at;
  cursor.at += 1;
  const text = [words, ...continuation(cursor)].join('\n');
  pushText(cursor, text, { level: cursor.indents.length - 1, ordered: /^\d/.test(marker), indent: 0 }, start);
}

function readFootnote(cursor: Cursor, line: string): void {
  cursor.at += 1;
  const words = [line.replace(/^\[\^[^\]]+\]:/, ''), ...continuation(cursor)].join(' ').trim();
  cursor.blocks.push(aside(cursor, 'note', words, 'A footnote'));
}

function readParagraph(cursor: Cursor): void {
  const start = cursor.at;
  const first = cursor.lines[start] ?? '';
  if (!/^\s/.test(first)) cursor.indents = [];
  cursor.at += 1;
  const words = [first, ...continuation(cursor)].map((line) => line.replace(/^\s*>\s?/, ''));
  const underline = cursor.lines[cursor.at] ?? '';
  if (/^ {0,3}(=+|-{2,})\s*$/.test(underline)) {
    pushHeading(cursor, underline.includes('=') ? 1 : 2, words.join(' '));
    cursor.at += 1;
  } else pushText(cursor, words.join('\n'), null, start);
}

/** The lines that go on with the paragraph above, up to a blank one or the start of something else. */
function continuation(cursor: Cursor): string[] {
  const taken: string[] = [];
  for (; cursor.at < cursor.lines.length; cursor.at += 1) {
    const line = cursor.lines[cursor.at] ?? '';
    const starts = heading.test(line) || item.test(line) || /^\s*(```|~~~|[|+][-=:|+]*)/.test(line);
    if (line.trim() === '' || starts || /^ {0,3}(=+|-{2,})\s*$/.test(line)) break;
    taken.push(line.replace(/^\s+/, ''));
  }
  return taken;
}

function pushText(cursor: Cursor, words: string, list: TextBlock['list'], origin = cursor.at): void {
  const block = textBlock(origin, words, list);
  if (block.content.length > 0) cursor.blocks.push(block);
}

function textBlock(origin: number, words: string, list: TextBlock['list']): TextBlock {
  const content = readInline(words);
  const bold =
    content.length > 0 &&
    content.every(
      (inline) => inline.type !== 'text' || inline.marks?.some(({ type }) => type === 'bold') === true,
    );
  return { kind: 'text', origin, content, list, look: { bold, size: 0 } };
}

function aside(cursor: Cursor, as: AsideBlock['as'], text: string, reason: string): AsideBlock {
  return { kind: 'aside', origin: cursor.at, as, text, reason };
}
