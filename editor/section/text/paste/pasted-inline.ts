import type { Inline, Mark } from '../../../schema/document.ts';
import { isSafeHref } from '../../../schema/marks/link.ts';

/** Elements whose content is never text of the document. */
const ignored = new Set(
  'SCRIPT STYLE META LINK TITLE HEAD NOSCRIPT TEMPLATE SVG IMG IFRAME OBJECT EMBED INPUT BUTTON SELECT TEXTAREA VIDEO AUDIO CANVAS DEL'.split(
    ' ',
  ),
);

/** True for what is left out: code, pictures, list signs that Word draws itself, deleted text, footnote signs. */
export function isIgnored(element: Element): boolean {
  const style = styleOf(element);
  return (
    ignored.has(element.tagName.toUpperCase()) ||
    /mso-list:\s*ignore|display:\s*none|mso-hide:\s*all/i.test(style) ||
    /\b(msoDel|MsoFootnoteReference|MsoCommentReference)\b/.test(element.getAttribute('class') ?? '')
  );
}

/** The style attribute as written, which `inertPage` keeps aside; a browser's own reading would lose Word's properties. */
export function styleOf(element: Element): string {
  return element.getAttribute('data-style') ?? '';
}

/** Pasted HTML as a page of its own where nothing runs, loads or takes effect; styles are kept as words only. */
export function inertPage(html: string): Document {
  const unstyled = html
    .replace(/<style\b[\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));
  return new DOMParser().parseFromString(unstyled, 'text/html');
}

/** The words of some nodes with bold, italic, safe links and line breaks; every other style is dropped. */
export function inlineOf(nodes: readonly Node[]): Inline[] {
  const runs: Inline[] = [];
  for (const node of nodes) collect(node, [], runs);
  return tidied(runs);
}

function collect(node: Node, marks: readonly Mark[], runs: Inline[]): void {
  if (node.nodeType === 3) {
    const text = (node.nodeValue ?? '').replace(/[\s\u00a0]+/g, ' ');
    if (text !== '') runs.push(run(text, marks));
    return;
  }
  if (!isElement(node) || isIgnored(node)) return;
  if (node.tagName.toUpperCase() === 'BR') {
    runs.push({ type: 'hardBreak' });
    return;
  }
  const inner = marksWithin(node, marks);
  for (const child of node.childNodes) collect(child, inner, runs);
}

/** True for an element node. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function run(text: string, marks: readonly Mark[]): Inline {
  return marks.length > 0 ? { type: 'text', text, marks: [...marks] } : { type: 'text', text };
}

function marksWithin(element: Element, marks: readonly Mark[]): Mark[] {
  const style = styleOf(element);
  const tag = element.tagName.toUpperCase();
  let result = toggled(marks, 'bold', weight(tag, style));
  result = toggled(result, 'italic', slant(tag, style));
  const href = tag === 'A' ? element.getAttribute('href') : null;
  if (isSafeHref(href))
    result = [...result.filter((mark) => mark.type !== 'link'), { type: 'link', attrs: { href } }];
  return result;
}

function toggled(marks: readonly Mark[], type: 'bold' | 'italic', on: boolean | null): Mark[] {
  const others = marks.filter((mark) => mark.type !== type);
  return on === null ? [...marks] : on ? [...others, { type }] : others;
}

/** Bold or not by style, else by element; null when the element says nothing. Google Docs wraps all in a normal `b`. */
function weight(tag: string, style: string): boolean | null {
  const said = /font-weight:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase();
  if (said !== undefined) return said === 'bold' || said === 'bolder' || Number(said) >= 600;
  return tag === 'B' || tag === 'STRONG' ? true : null;
}

function slant(tag: string, style: string): boolean | null {
  const said = /font-style:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase();
  if (said !== undefined) return said === 'italic' || said === 'oblique';
  return tag === 'I' || tag === 'EM' ? true : null;
}

/** Runs without doubled spaces, and without spaces or breaks at the edges. */
function tidied(runs: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  let endsInSpace = true;
  for (const inline of runs) {
    if (inline.type !== 'text') {
      result.push(inline);
      endsInSpace = true;
      continue;
    }
    const text: string = endsInSpace ? inline.text.replace(/^ /, '') : inline.text;
    if (text !== '') result.push({ ...inline, text });
    if (text !== '') endsInSpace = text.endsWith(' ');
  }
  return trimmed(result);
}

function trimmed(runs: readonly Inline[]): Inline[] {
  const result = [...runs];
  while (result[0]?.type === 'hardBreak') result.shift();
  for (let last = result.at(-1); last; last = result.at(-1)) {
    if (last.type === 'text' && last.text.trimEnd() !== '') {
      result[result.length - 1] = { ...last, text: last.text.trimEnd() };
      break;
    }
    if (last.type === 'citation') break;
    result.pop();
  }
  return result;
}
