import { type Inline, plainText } from '../../../schema/document.ts';
import { inlineOf, isElement, isIgnored, styleOf } from './pasted-inline.ts';

/** One line of pasted matter, before it is known where it goes. `depth` of an item counts from 1. */
export interface PastedLine {
  kind: 'heading' | 'item' | 'paragraph' | 'row';
  depth: number;
  content: Inline[];
}

const blockTags = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE NAV BLOCKQUOTE PRE UL OL LI DL DT DD TABLE TBODY THEAD TFOOT TR H1 H2 H3 H4 H5 H6 HR FIGURE FIGCAPTION ADDRESS FORM FIELDSET DETAILS SUMMARY BODY'.split(
    ' ',
  ),
);

/** Reads a pasted page, from Word, a web page or another document, as lines. Nothing of it is run or loaded. */
export function linesOfHtml(page: Document): PastedLine[] {
  const lines: PastedLine[] = [];
  readChildren(page.body, 0, lines);
  return markBoldHeadings(lines.filter((line) => line.content.length > 0));
}

/** Reads plain text as lines; a line that begins with a bullet or number is an item, deeper when indented. */
export function linesOfText(text: string): PastedLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => ({ line, sign: /^(\s*)([•·●▪‣*–-]|o(?=\t)|\d{1,2}[.)])[\s\u00a0]+/.exec(line) }))
    .map(({ line, sign }): PastedLine => {
      const words = (sign ? line.slice(sign[0].length) : line).replace(/[\s\u00a0]+/g, ' ').trim();
      const isDeep = sign !== null && (/\t| {2}/.test(sign[1] ?? '') || sign[2] === 'o');
      const content: Inline[] = words === '' ? [] : [{ type: 'text', text: words }];
      return { kind: sign ? 'item' : 'paragraph', depth: isDeep ? 2 : 1, content };
    })
    .filter((line) => line.content.length > 0);
}

function readChildren(element: Element, listDepth: number, lines: PastedLine[]): void {
  let loose: Node[] = [];
  const flush = (): void => {
    lines.push({ kind: 'paragraph', depth: 1, content: inlineOf(loose) });
    loose = [];
  };
  for (const child of element.childNodes) {
    if (isElement(child) && isIgnored(child)) continue;
    if (isElement(child) && hasBlocks(child)) {
      flush();
      readBlock(child, listDepth, lines);
    } else {
      loose.push(child);
    }
  }
  flush();
}

/** A block element, or an inline one that wraps blocks, as Google Docs does. */
function hasBlocks(element: Element): boolean {
  return (
    blockTags.has(element.tagName.toUpperCase()) ||
    [...element.children].some((child) => !isIgnored(child) && hasBlocks(child))
  );
}

function readBlock(element: Element, listDepth: number, lines: PastedLine[]): void {
  const tag = element.tagName.toUpperCase();
  if (/^H[1-6]$/.test(tag)) {
    lines.push({ kind: 'heading', depth: 1, content: inlineOf([...element.childNodes]) });
  } else if (tag === 'UL' || tag === 'OL') {
    readChildren(element, listDepth + 1, lines);
  } else if (tag === 'LI') {
    readItem(element, Math.max(1, listDepth), lines);
  } else if (tag === 'TR') {
    lines.push({ kind: 'row', depth: 1, content: rowOf(element) });
  } else if (tag === 'P' || tag === 'PRE') {
    readParagraph(element, lines);
  } else {
    readChildren(element, listDepth, lines);
  }
}

/** A list item: its own paragraphs in one line, with breaks between; lists inside it follow. */
function readItem(element: Element, depth: number, lines: PastedLine[]): void {
  const own: PastedLine[] = [];
  readChildren(element, depth, own);
  const isOwn = (line: PastedLine): boolean => line.kind === 'paragraph' && line.content.length > 0;
  const content = own
    .filter(isOwn)
    .flatMap((line, index): Inline[] =>
      index === 0 ? line.content : [{ type: 'hardBreak' }, ...line.content],
    );
  lines.push({ kind: 'item', depth, content }, ...own.filter((line) => !isOwn(line)));
}

/** A paragraph; Word's list paragraphs carry their level in the style, with or without a class. */
function readParagraph(element: Element, lines: PastedLine[]): void {
  const level = /mso-list:[^;]*level(\d)/i.exec(styleOf(element))?.[1];
  const isListed = level !== undefined || /\bMsoListParagraph/.test(element.className);
  const isTitle = /\bMso(Title|Heading\d?)\b/.test(element.className);
  const content = inlineOf([...element.childNodes]);
  if (isListed) lines.push({ kind: 'item', depth: Number(level ?? 1), content: withoutSign(content) });
  else lines.push({ kind: isTitle ? 'heading' : 'paragraph', depth: 1, content });
}

/** Drops a bullet sign that came as text. */
function withoutSign(content: Inline[]): Inline[] {
  const [first, ...rest] = content;
  if (first?.type !== 'text') return content;
  const text = first.text.replace(/^([•·●▪§‣–-]|o(?= ))\s*/, '');
  return text === '' ? withoutSign(rest) : [{ ...first, text: text.trimStart() }, ...rest];
}

function rowOf(row: Element): Inline[] {
  const cells = [...row.children]
    .map((cell) => inlineOf([...cell.childNodes]))
    .filter((cell) => cell.length > 0);
  return cells.flatMap((cell, index): Inline[] =>
    index === 0 ? cell : [{ type: 'text', text: ' – ' }, ...cell],
  );
}

const headingMost = 90;

/** Documents without heading styles have short bold lines above their lists: those are headings. */
function markBoldHeadings(lines: readonly PastedLine[]): PastedLine[] {
  return lines.map((line, index) => {
    const isAbove = lines[index + 1]?.kind === 'item' || lines[index + 1]?.kind === 'row';
    return line.kind === 'paragraph' && isAbove && isBoldTitle(line.content)
      ? { ...line, kind: 'heading' }
      : line;
  });
}

function isBoldTitle(content: readonly Inline[]): boolean {
  const words = plainText(content);
  return (
    words.length <= headingMost &&
    !/[.;,]$/.test(words) &&
    content.every((one) => one.type === 'text' && (one.marks ?? []).some((mark) => mark.type === 'bold'))
  );
}
