import type { AssessmentExport } from '../input.ts';
import { anchor, cssString, printable, shortened } from './text/words.ts';

/** A part of a document: it starts a new page, stands in the contents and carries its own running head. */
export interface PartView {
  anchor: string;
  title: string;
  /** What stands before the title in the contents; null for most parts. */
  code: string | null;
  /** Places inside it that the contents name too. */
  sections: { anchor: string; title: string }[];
  /** The running head, as the inside of a CSS string. */
  runningHead: string;
}

/** What the margins of the pages say. All of it is the inside of CSS strings. */
export interface RunningView {
  council: string;
  version: string;
  fingerprint: string;
  mark: string;
  parts: PartView[];
}

interface PartWords {
  title: string;
  code?: string;
  runningHead?: string;
  sections?: PartView['sections'];
}

const contentsTitle = 'Contents';

/** A part; its element id, which is its CSS page name too, is made of its kind and id. */
export function part(kind: string, id: string, words: PartWords): PartView {
  const { title, code = null, runningHead = title, sections = [] } = words;
  return {
    anchor: anchor(kind, id),
    title: printable(title),
    code: code === null ? null : printable(code),
    sections: sections.map((section) => ({ anchor: section.anchor, title: section.title })),
    runningHead: cssString(shortened(runningHead, 60)),
  };
}

/** The contents page as a part. */
export const contentsPart = part('part', 'contents', { title: contentsTitle });

/** The margins of every page: whose it is, which copy, and the part a page belongs to. `mark` is said on every page. */
export function runningView(
  { council, title, version }: AssessmentExport,
  parts: readonly PartView[],
  mark: string,
): RunningView {
  return {
    council: cssString(shortened(council || title, 50)),
    version: cssString(version.label),
    fingerprint: cssString(shortFingerprint(version.hash)),
    mark: cssString(mark),
    parts: [contentsPart, ...parts],
  };
}

/** The first twelve digits of a fingerprint in groups of four: enough to tell two copies apart on paper. */
export function shortFingerprint(hash: string): string {
  return (
    printable(hash)
      .slice(0, 12)
      .match(/.{1,4}/g) ?? []
  ).join(' ');
}
