import * as Y from 'yjs';

/**
 * One block of a live document, flattened. Offsets count as the editor counts inside a block: a character of text
 * is 1 (UTF-16), a citation or line break is 1. `offsets[i]` is where the i-th character of `words` stands.
 */
export interface BlockWords {
  region: string;
  blockIndex: number;
  element: Y.XmlElement;
  /** The claim's id; null for every other block. */
  claim: string | null;
  words: string;
  offsets: readonly number[];
}

/** Flattens every block of a region, in order. Reads only. */
export function regionWords(ydoc: Y.Doc, region: string): BlockWords[] {
  return ydoc
    .getXmlFragment(region)
    .toArray()
    .flatMap((element, blockIndex) =>
      element instanceof Y.XmlElement ? [{ region, blockIndex, ...blockWords(element) }] : [],
    );
}

/** Flattens one block: a line break reads as a space, a citation as nothing. */
export function blockWords(element: Y.XmlElement): Omit<BlockWords, 'region' | 'blockIndex'> {
  let words = '';
  const offsets: number[] = [];
  let at = 0;
  for (const child of element.toArray()) {
    const text = wordsOf(child);
    for (let index = 0; index < text.length; index += 1) offsets.push(at + index);
    words += text;
    at += lengthOf(child);
  }
  return { element, claim: claimIdOf(element), words, offsets };
}

/** How far a child of a block reaches, in offsets. */
export function lengthOf(child: unknown): number {
  return child instanceof Y.XmlText ? child.length : 1;
}

function wordsOf(child: unknown): string {
  if (child instanceof Y.XmlText) return textOf(child);
  return child instanceof Y.XmlElement && child.nodeName === 'hardBreak' ? ' ' : '';
}

/** The plain characters; anything embedded keeps its one place as an object mark (U+FFFC). */
function textOf(text: Y.XmlText): string {
  const delta = text.toDelta() as { insert: unknown }[];
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('');
}

function claimIdOf(element: Y.XmlElement): string | null {
  const id: unknown = element.nodeName === 'claim' ? element.getAttribute('id') : undefined;
  return typeof id === 'string' && id !== '' ? id : null;
}
