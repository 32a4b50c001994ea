import { eachDrawn } from '../content/drawn.ts';
import type { PageContent } from '../content/page-content.ts';
import type { TextObject } from '../content/segments.ts';
import type { Ref } from '../file/values.ts';
import type { TagElement } from './tree.ts';

/** Tags that stand in a line; all others are blocks, and text never runs from one block into the next. */
const inLine = new Set(['NonStruct', 'Link', 'Span', 'Strong', 'Em', 'Reference', 'Quote', 'Code']);

/** One line, or part of one, of a block's text, and the page it is drawn on. */
export interface Piece {
  content: PageContent;
  text: TextObject;
}

/** A block of text, such as a paragraph or a heading: its pieces in reading order. */
export interface Block {
  element: TagElement;
  pieces: Piece[];
}

/** The text of every tagged mark: by page, then by the mark's number. */
export type MarkedText = ReadonlyMap<Ref, ReadonlyMap<number, Piece[]>>;

/** Finds the text of every mark. */
export function markedText(contents: readonly PageContent[]): MarkedText {
  return new Map(contents.map((content) => [content.page.ref, textByMark(content)]));
}

function textByMark(content: PageContent): Map<number, Piece[]> {
  const texts = new Map<number, Piece[]>();
  eachDrawn(content.segments, (drawn, marks) => {
    const mcid = marks.at(-1);
    if (drawn.kind === 'text' && mcid !== undefined) push(texts, mcid, { content, text: drawn.text });
  });
  return texts;
}

/** Puts a value at the end of the list under a key. */
function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The blocks of the document in reading order, those without text left out. */
export function blocksOf(root: TagElement, texts: MarkedText): Block[] {
  const blocks: Block[] = [];
  const visit = (element: TagElement, block: Block): void => {
    let current = block;
    for (const kid of element.kids) {
      if (kid.kind === 'mark') current.pieces.push(...(texts.get(kid.page)?.get(kid.mcid) ?? []));
      else if (kid.kind === 'element' && inLine.has(kid.type)) visit(kid, current);
      else if (kid.kind === 'element') {
        visit(kid, started(blocks, kid));
        current = started(blocks, element);
      }
    }
  };
  visit(root, started(blocks, root));
  return blocks.filter((block) => block.pieces.length > 0);
}

function started(blocks: Block[], element: TagElement): Block {
  const block: Block = { element, pieces: [] };
  blocks.push(block);
  return block;
}

/** What a block says. */
export function textOfBlock({ pieces }: Block): string {
  return pieces.map((piece) => piece.text.text).join('');
}

/** The pieces below an element, whatever stands between. */
export function piecesBelow(element: TagElement, texts: MarkedText): Piece[] {
  return element.kids.flatMap((kid) => {
    if (kid.kind === 'mark') return texts.get(kid.page)?.get(kid.mcid) ?? [];
    return kid.kind === 'element' ? piecesBelow(kid, texts) : [];
  });
}
