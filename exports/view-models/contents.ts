import type { PartView } from './parts.ts';

/** One line of the contents. In print its page number is filled in by `target`. */
export interface ContentsEntry {
  target: string;
  code: string | null;
  title: string;
  children: { target: string; title: string }[];
}

/** The lines of the contents, in the order of the document. */
export function contentsView(parts: readonly PartView[]): ContentsEntry[] {
  return parts.map(({ anchor, code, title, sections }) => ({
    target: anchor,
    code,
    title,
    children: sections.map((section) => ({ target: section.anchor, title: section.title })),
  }));
}
