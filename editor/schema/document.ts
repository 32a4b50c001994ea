/** A mark on a run of text. */
export type Mark = { type: 'bold' } | { type: 'italic' } | { type: 'link'; attrs: { href: string } };

/** A run of text with its marks. */
export interface TextRun {
  type: 'text';
  text: string;
  marks?: Mark[];
}

/** What a citation points at: a numbered revision of an evidence record, and where in it. `page` and `quote` may be ''. */
export interface CitationAttrs {
  evidence: string;
  revision: number;
  page: string;
  quote: string;
}

/** A citation, inline in a claim's text. */
export interface CitationNode {
  type: 'citation';
  attrs: CitationAttrs;
}

/** A line break inside a block. */
export interface HardBreakNode {
  type: 'hardBreak';
}

/** Anything that stands in a line of text. */
export type Inline = TextRun | CitationNode | HardBreakNode;

/** A theme heading; the claims below it, up to the next theme, belong to it. */
export interface ThemeBlock {
  type: 'theme';
  attrs: { id: string };
  content?: Inline[];
}

/** A claim (`level` 0) or a sub-point of the claim before it (`level` 1). */
export interface ClaimBlock {
  type: 'claim';
  attrs: { id: string; level: 0 | 1 };
  content?: Inline[];
}

/** Ordinary prose; `bullet` sets it as a list item. */
export interface ParagraphBlock {
  type: 'paragraph';
  attrs: { bullet: boolean };
  content?: Inline[];
}

/** One block of a region. */
export type Block = ThemeBlock | ClaimBlock | ParagraphBlock;

/** The text of one region: a flat list of blocks. */
export interface RegionText {
  type: 'doc';
  content: Block[];
}

/** The text of a section, region id to text. */
export type SectionText = Record<string, RegionText>;

/** The words of a run of inline content; a line break reads as a space, a citation as nothing. */
export function plainText(content: readonly Inline[] | undefined): string {
  return (content ?? [])
    .map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'hardBreak' ? ' ' : ''))
    .join('');
}
