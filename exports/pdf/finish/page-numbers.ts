import { pageNumbersOf } from '../file/destinations.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { Name } from '../file/values.ts';
import { type MarkedText, type Piece, piecesBelow } from '../tags/reading.ts';
import { elementsOf, type TagElement } from '../tags/tree.ts';

/** What the contents show while they are drawn: every digit once, in figures of one width, so that each is in the font. */
export const placeholder = '0123456789';

/** A text object of ten glyphs, each moved on from the last by the same width, as Chromium draws figures of one width. */
const drawn =
  /^BT\n(\/\S+ \S+ Tf)\n(1 0 0 -1) (\S+) (\S+) Tm\n(<[0-9A-F]{4}>) Tj((?:\n\S+ 0 Td <[0-9A-F]{4}> Tj){9})\nET$/;

/**
 * Turns the placeholders of the contents into the numbers of the pages they lead to, glyph by glyph, flush right as they were:
 * drawing the document a second time with the numbers filled in gives the same page. False, and nothing is changed, unless
 * all `expected` placeholders are found and are as they should be.
 */
export function numberContents(
  file: PdfFile,
  root: TagElement,
  texts: MarkedText,
  expected: number,
): boolean {
  const pages = pageNumbersOf(file);
  const changes = elementsOf(root)
    .filter(({ type }) => type === 'Link')
    .flatMap((link): (() => void)[] => {
      const piece = piecesBelow(link, texts).at(-1);
      const page = pages.get(placeOf(file, link));
      if (piece?.text.text !== placeholder || page === undefined) return [];
      const change = changeTo(piece, String(page));
      return change ? [change] : [];
    });
  if (changes.length !== expected) return false;
  for (const change of changes) change();
  return true;
}

/** The place a link's tag leads to. */
function placeOf(file: PdfFile, { kids }: TagElement): string {
  const object = kids.find((kid) => kid.kind === 'object');
  const place = file.dict(object?.dict.get('Obj'))?.get('Dest');
  return place instanceof Name ? place.text : '';
}

function changeTo({ content, text }: Piece, number: string): (() => void) | null {
  const segment = content.segments?.find((each) => each.kind === 'text' && each.text === text);
  const parts = segment && drawn.exec(content.bytes.toString('latin1', segment.start, segment.end));
  if (!parts) return null;
  const [, font = '', turn = '', x = '', y = '', first = '', rest = ''] = parts;
  const steps = [...rest.matchAll(/\n(\S+) 0 Td (<[0-9A-F]{4}>)/g)];
  const glyphs = [first, ...steps.map((step) => step[2] ?? '')];
  const width = Number(steps[0]?.[1]);
  const isEven = steps.every((step) => Math.abs(Number(step[1]) - width) < 0.001);
  if (!isEven || number.length > placeholder.length) return null;
  const start = Number(x) + width * (placeholder.length - number.length);
  const shown = Array.from(number, (digit) => `${glyphs[Number(digit)] ?? ''} Tj`).join(
    `\n${steps[0]?.[1] ?? ''} 0 Td `,
  );
  return () => {
    content.replace(segment.start, segment.end, `BT\n${font}\n${turn} ${start} ${y} Tm\n${shown}\nET`);
    text.text = number;
  };
}
