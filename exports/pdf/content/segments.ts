import type { Font } from './fonts.ts';
import type { Matrix } from './matrix.ts';

/** What a text object says, and where. Lengths are in points of the page, y upwards; offsets are in the content's bytes. */
export interface TextObject {
  /** Its characters; U+FFFD for a glyph without any. */
  text: string;
  font: Font | undefined;
  /** Where its first and its last glyph begin. */
  start: number;
  last: number;
  y: number;
  size: number;
  /** Before its first shown glyphs, and after its last. */
  before: number;
  after: number;
  /** Glyphs that no font says the characters of, and glyphs that are not in the font (code 0). */
  unreadable: number;
  missing: number;
}

/** A part of a page's content, from `start` to `end`, that draws, marks, or keeps and restores a state; what sets colours and the like is none. */
export type Segment = { start: number; end: number } &
  /** A text object that shows at least one glyph. */
  (
    | { kind: 'text'; text: TextObject }
    /** The begin of marked content: what it is (P, Artifact) and its number, null for content outside the tags. */
    | { kind: 'begin'; tag: string; mcid: number | null }
    /** A path that is drawn, with its numbers and where they fall. */
    | { kind: 'path'; matrix: Matrix }
    /** An image or a form, by its name. */
    | { kind: 'object'; name: string; matrix: Matrix }
    | { kind: 'end' }
    | { kind: 'save' }
    | { kind: 'restore' }
  );
