import type { Inline } from '../../../../editor/schema/document.ts';
import { styled, tidy } from '../inline.ts';

interface Scan {
  rest: string;
  before: string;
  bold: boolean;
  italic: boolean;
  out: Inline[];
}

type Rule = (scan: Scan) => number;

const rules: readonly Rule[] = [lineBreak, escaped, image, link, address, footnote, entity, emphasis, plain];

/** Reads Markdown's marks inside a paragraph: emphasis, links, addresses, line breaks, escapes. Words are never lost. */
export function readInline(source: string): Inline[] {
  const scan: Scan = { rest: source, before: '', bold: false, italic: false, out: [] };
  while (scan.rest !== '') {
    const taken = firstMatch(scan);
    scan.before = scan.rest.slice(0, taken);
    scan.rest = scan.rest.slice(taken);
  }
  return tidy(scan.out);
}

function firstMatch(scan: Scan): number {
  for (const rule of rules) {
    const taken = rule(scan);
    if (taken > 0) return taken;
  }
  return 0;
}

function say(scan: Scan, text: string, href: string | null = null): void {
  scan.out.push(styled(text, { bold: scan.bold, italic: scan.italic, href }));
}

function lineBreak(scan: Scan): number {
  const found = /^(\\\n| {2,}\n|<br\s*\/?>\s*)/i.exec(scan.rest);
  if (!found) return 0;
  scan.out.push({ type: 'hardBreak' });
  return found[0].length;
}

function escaped(scan: Scan): number {
  const found = /^\\([!-/:-@[-`{-~])/.exec(scan.rest);
  if (!found) return 0;
  say(scan, found[1] ?? '');
  return found[0].length;
}

function image(scan: Scan): number {
  const found = /^!\[([^\]\n]{0,1000})\]\([^)\n]{0,2000}\)(\{[^}\n]{0,200}\})?/.exec(scan.rest);
  if (!found) return 0;
  say(scan, found[1] ?? '');
  return found[0].length;
}

function link(scan: Scan): number {
  const found = /^\[([^\]\n]{1,1000})\]\(<?([^\s)>]{1,2000})>?(?:\s+"[^"\n]{0,500}")?\)/.exec(scan.rest);
  if (!found) return 0;
  const label = readInline(found[1] ?? '');
  for (const inline of label) if (inline.type === 'text') say(scan, inline.text, found[2] ?? null);
  return found[0].length;
}

function address(scan: Scan): number {
  const found = /^<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/i.exec(scan.rest);
  if (!found) return 0;
  say(scan, found[1] ?? '', found[1] ?? null);
  return found[0].length;
}

/** The mark of a footnote; the note itself is read as a block of its own. */
function footnote(scan: Scan): number {
  return /^\[\^[^\]\s]{1,60}\]/.exec(scan.rest)?.[0].length ?? 0;
}

const entities: Readonly<Partial<Record<string, string>>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
};

function entity(scan: Scan): number {
  const found = /^&([a-z]{2,6});/.exec(scan.rest);
  const character = entities[found?.[1] ?? ''];
  if (!found || character === undefined) return 0;
  say(scan, character);
  return found[0].length;
}

function emphasis(scan: Scan): number {
  const run = /^(\*{1,3}|_{1,3})/.exec(scan.rest)?.[0];
  if (run === undefined) return 0;
  const after = scan.rest.slice(run.length);
  const closes = !/\s$|^$/.test(scan.before) && isOn(scan, run) && mayEnd(run, after);
  if (!closes && !opens(scan, run, after)) {
    say(scan, run);
    return run.length;
  }
  if (run.length !== 2) scan.italic = !closes;
  if (run.length >= 2) scan.bold = !closes;
  return run.length;
}

function isOn(scan: Scan, run: string): boolean {
  return (run.length === 2 || scan.italic) && (run.length === 1 || scan.bold);
}

/** An underscore inside a word is a letter, not a mark. */
function mayEnd(run: string, after: string): boolean {
  return !run.startsWith('_') || !/^\w/.test(after);
}

function opens(scan: Scan, run: string, after: string): boolean {
  if (/^\s|^$/.test(after)) return false;
  if (run.startsWith('_') && /\w$/.test(scan.before)) return false;
  // Emphasis does not reach further than a long sentence, and looking on would make many stars slow.
  return after.slice(0, 5000).includes(run);
}

function plain(scan: Scan): number {
  const text = /^(?:[^\\ *_[!<&]+| (?! ))+|^[\s\S]/.exec(scan.rest)?.[0] ?? '';
  say(scan, text);
  return text.length;
}
