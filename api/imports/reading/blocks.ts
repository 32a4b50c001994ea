import { TooLarge } from '../../http/errors.ts';
import type { Inline } from '../../../editor/schema/document.ts';

/** The most characters of text one import takes: some 500,000 words, far more than any self-assessment. */
export const mostText = 3_000_000;

/** The refusal of a file with more text than that. */
export function tooMuchText(): TooLarge {
  return new TooLarge('This file has more text than one import takes. Split it and import the parts.');
}

/** How a paragraph looks, for files without heading styles. `size` is in half points, 0 when not said. */
export interface Look {
  bold: boolean;
  size: number;
}

/** A heading the file itself marks as one; `level` 1 is the highest. */
export interface HeadingBlock {
  kind: 'heading';
  origin: number;
  level: number;
  content: Inline[];
}

/** A paragraph; `list` when it is an item of a list, level 0 being the outermost; `indent` in twentieths of a point. */
export interface TextBlock {
  kind: 'text';
  origin: number;
  content: Inline[];
  list: { level: number; ordered: boolean; indent: number } | null;
  look: Look;
}

/** One cell of a table; `shading` is the fill as six hexadecimal digits, or null. */
export interface TableCell {
  blocks: (HeadingBlock | TextBlock)[];
  shading: string | null;
}

/** A table, row by row; the first row may be its header. */
export interface TableBlock {
  kind: 'table';
  origin: number;
  rows: TableCell[][];
}

/** Something that cannot stand in the text: a footnote, a comment, a text box, a picture. */
export interface AsideBlock {
  kind: 'aside';
  origin: number;
  as: 'text' | 'note' | 'comment' | 'picture';
  text: string;
  reason: string;
}

/** One block of a file, in the order of the file. */
export type SourceBlock = HeadingBlock | TextBlock | TableBlock | AsideBlock;

/** What any reader makes of a file. `title` is '' when the file does not mark one. */
export interface SourceDocument {
  title: string;
  blocks: SourceBlock[];
  remarks: string[];
}
