import { lettersOf } from '../letters.ts';
import { type Block, type Piece, textOfBlock } from '../tags/reading.ts';
import type { SourceText } from './source-text.ts';

/**
 * Puts a space, which cannot be seen, between pieces of text that are two words: Chromium leaves it out at the ends of lines,
 * so that readers hear the last word of a line and the first of the next as one. The words of the source decide; for words it
 * does not hold, where they stand on the page.
 */
export function spaceLineEnds(blocks: readonly Block[], source: SourceText): void {
  for (const block of blocks) {
    if (block.pieces.length < 2) continue;
    const place = source.find(textOfBlock(block));
    let letters = 0;
    block.pieces.forEach((piece, index) => {
      letters += lettersOf(piece.text.text).length;
      const next = block.pieces[index + 1];
      if (!next || isSpaced(piece, next)) return;
      if (place === null ? areApart(piece, next) : source.hasSpaceBefore(place + letters))
        addSpace(piece, next);
    });
  }
}

function isSpaced(piece: Piece, next: Piece): boolean {
  return /\s$/.test(piece.text.text) || /^\s/.test(next.text.text);
}

/** On different lines, or far from each other on one, and not parted at a hyphen or a slash. */
function areApart({ text, content }: Piece, next: Piece): boolean {
  if (/[-/]$/.test(text.text)) return false;
  const sameLine = content === next.content && Math.abs(text.y - next.text.y) < text.size / 2;
  return !sameLine || next.text.start - text.last > 2 * text.size;
}

/** Shown glyphs move only what is shown after them from the same place, so a space goes last, or first and is taken back. */
function addSpace({ text, content }: Piece, next: Piece): void {
  const after = text.font?.space ?? '';
  const before = next.text.font?.space ?? '';
  if (after !== '') content.insert(text.after, ` <${after}> Tj`);
  else if (before !== '') next.content.insert(next.text.before, `<${before}> Tj 0 0 Td `);
}
