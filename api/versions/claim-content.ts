import {
  type Block,
  type CitationAttrs,
  type ClaimBlock,
  type Inline,
  type Mark,
  plainText,
} from '../../editor/schema/document.ts';
import type { FrozenSection } from './freezing/contract.ts';
import { fingerprint } from './freezing/fingerprint.ts';

/** What a claim says in a frozen section, with its sub-points. */
export interface ClaimContent {
  id: string;
  number: string;
  formerNumbers: string[];
  side: { id: string; title: string };
  theme: { id: string; title: string } | null;
  /** The words of the claim and of each sub-point. */
  lines: string[];
  citations: CitationAttrs[];
  /** The fingerprint of the words with their marks. */
  wording: string;
  /** The fingerprint of all that a signature stands for: side, words, marks, sub-points, citations. */
  seal: string;
}

/** A claim's blocks, and where they stand. */
interface ClaimInPlace {
  side: ClaimContent['side'];
  theme: ClaimContent['theme'];
  blocks: ClaimBlock[];
}

/** The claims of a frozen section in the order of its text. Sub-points belong to the claim before them. */
export function claimsOf({ regions, text, claims }: FrozenSection): ClaimContent[] {
  const numbers = new Map(claims.map((claim) => [claim.id, claim]));
  return regions
    .filter(({ letter }) => letter !== null)
    .flatMap(({ id, title }) => claimsOnSide(text[id]?.content ?? [], { id, title }))
    .map((claim) => {
      const id = claim.blocks[0]?.attrs.id ?? '';
      const { number = '', formerNumbers = [] } = numbers.get(id) ?? {};
      return { id, number, formerNumbers, ...contentOf(claim) };
    });
}

function claimsOnSide(blocks: readonly Block[], side: ClaimContent['side']): ClaimInPlace[] {
  const found: ClaimInPlace[] = [];
  let theme: ClaimContent['theme'] = null;
  for (const block of blocks) {
    if (block.type === 'theme') theme = { id: block.attrs.id, title: plainText(block.content) };
    if (block.type !== 'claim') continue;
    const claim = found.at(-1);
    if (block.attrs.level === 0 || !claim) found.push({ side, theme, blocks: [block] });
    else claim.blocks.push(block);
  }
  return found;
}

function contentOf({
  side,
  theme,
  blocks,
}: ClaimInPlace): Omit<ClaimContent, 'id' | 'number' | 'formerNumbers'> {
  const lines = blocks.map(({ content }) => plainText(content).trim());
  const citations = blocks
    .flatMap(({ content }) => content ?? [])
    .flatMap((inline) => (inline.type === 'citation' ? [inline.attrs] : []));
  const wording = fingerprint(blocks.map(({ content }) => markedWords(content ?? [])));
  const seal = fingerprint({ side: side.id, wording, citations: citations.map(citationKey).sort() });
  return { side, theme, lines, citations, wording, seal };
}

/** What tells citations apart. */
export function citationKey({ evidence, revision, page, quote }: CitationAttrs): string {
  return JSON.stringify([evidence, revision, page, quote]);
}

/** Words with their marks, joined where citations stand between them, without the white space at either end. */
function markedWords(content: readonly Inline[]): { text: string; marks: string }[] {
  const runs: { text: string; marks: string }[] = [];
  for (const inline of content) {
    if (inline.type === 'citation') continue;
    const [text, marks] = inline.type === 'hardBreak' ? ['\n', ''] : [inline.text, marksOf(inline.marks)];
    const last = runs.at(-1);
    if (last?.marks === marks) last.text += text;
    else runs.push({ text, marks });
  }
  const ends = { first: runs[0], last: runs.at(-1) };
  if (ends.first) ends.first.text = ends.first.text.trimStart();
  if (ends.last) ends.last.text = ends.last.text.trimEnd();
  return runs.filter(({ text }) => text !== '');
}

function marksOf(marks: readonly Mark[] = []): string {
  return marks
    .map((mark) => JSON.stringify(mark))
    .sort()
    .join();
}
