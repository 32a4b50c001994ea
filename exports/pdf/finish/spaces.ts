import type { PageContent } from './content/pages.ts';
import { type Piece, piecesOf } from './content/pieces.ts';
import type { TagElement } from './tags/tree.ts';

/** Tags that stand in a line; all others are blocks, and text never runs from one block into the next. */
const inLine = new Set(['NonStruct', 'Link', 'Span', 'Strong', 'Em', 'Reference']);

/**
 * Puts a space, which cannot be seen, after a line that ends between two words: Chromium leaves it out, so that readers hear
 * the last word of a line and the first of the next as one. `vocabulary` says which words of the document are not to be parted.
 */
export function spaceLineEnds(
  root: TagElement,
  contents: readonly PageContent[],
  vocabulary: ReadonlySet<string>,
): void {
  const blocks = blocksOf(root);
  const byBlock = new Map<TagElement, Piece[]>();
  for (const content of contents) {
    for (const piece of piecesOf(content)) {
      const block = piece.mcid === null ? undefined : blocks.get(`${piece.page.tag} ${piece.mcid}`);
      if (block && piece.text !== '') byBlock.set(block, [...(byBlock.get(block) ?? []), piece]);
    }
  }
  for (const pieces of byBlock.values()) {
    pieces.forEach((piece, index) => {
      const next = pieces[index + 1];
      if (next && areApart(piece, next) && !isOneWord(piece, next, vocabulary)) addSpace(piece);
    });
  }
}

/** Every mark of the document to the block it is part of. */
function blocksOf(root: TagElement): Map<string, TagElement> {
  const blocks = new Map<string, TagElement>();
  const visit = (element: TagElement, block: TagElement): void => {
    for (const kid of element.kids) {
      if (kid.kind === 'mark') blocks.set(`${kid.page.tag} ${kid.mcid}`, block);
      else if (kid.kind === 'element') visit(kid, inLine.has(kid.type) ? block : kid);
    }
  };
  visit(root, root);
  return blocks;
}

/** On different lines, or far from each other on one, with no space at either end. */
function areApart(piece: Piece, next: Piece): boolean {
  if (/\s$/.test(piece.text) || /^\s/.test(next.text)) return false;
  const sameLine = piece.page === next.page && Math.abs(piece.y - next.y) < piece.size / 2;
  return !sameLine || next.start - piece.last > 2 * piece.size;
}

/** A word that is broken over two lines, such as one with a hyphen or a long address. */
function isOneWord(piece: Piece, next: Piece, vocabulary: ReadonlySet<string>): boolean {
  const end = /\S*$/.exec(piece.text)?.[0] ?? '';
  const start = /^\S*/.exec(next.text)?.[0] ?? '';
  if (vocabulary.has(end) && vocabulary.has(start)) return false;
  if (vocabulary.has(end + start)) return true;
  const isPart = end.length + start.length > 30 || end === piece.text || start === next.text;
  return isPart && [...vocabulary].some((word) => word.length > 20 && word.includes(end + start));
}

function addSpace({ lastShown, space }: Piece): void {
  if (lastShown && space !== '') lastShown.text += `\n<${space}> Tj`;
}

/** The words of a page of HTML text, as they stand between spaces. */
export function vocabularyOf(text: string): Set<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}
