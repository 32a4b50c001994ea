import type { PdfFile, PdfPage } from '../file/pdf-file.ts';
import { type Dict, Ref, Stream } from '../file/values.ts';
import { type Font, fontsOf } from './fonts.ts';
import { scanContent } from './scan.ts';
import type { Segment } from './segments.ts';
import { NotUnderstood } from './tokens.ts';

/** A change to the bytes of a page's content: what stands from `start` to `end` becomes `text`. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What draws a page, in parts. Steps note their changes; the parts stay as they were drawn. */
export class PageContent {
  readonly page: PdfPage;
  readonly bytes: Buffer;
  /** Null when the content is not of the kind Chromium draws. */
  readonly segments: readonly Segment[] | null;
  private readonly edits: Edit[] = [];

  constructor(page: PdfPage, bytes: Buffer, segments: readonly Segment[] | null) {
    this.page = page;
    this.bytes = bytes;
    this.segments = segments;
  }

  /** Puts `text` in the place of the bytes from `start` to `end`. Changes must not overlap. */
  replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
  }

  /** Puts `text` between the bytes before and after `offset`, after what was put there before. */
  insert(offset: number, text: string): void {
    this.edits.push({ start: offset, end: offset, text });
  }

  /** The bytes with every change made. */
  edited(): Buffer {
    this.edits.sort((a, b) => a.start - b.start || a.end - b.end);
    const chunks: Buffer[] = [];
    let from = 0;
    for (const { start, end, text } of this.edits) {
      chunks.push(this.bytes.subarray(from, start), Buffer.from(text, 'latin1'));
      from = end;
    }
    return Buffer.concat([...chunks, this.bytes.subarray(from)]);
  }
}

/** The content of every page, in order. */
export function readContents(file: PdfFile): PageContent[] {
  const known = new Map<Dict, Font>();
  return file.pages.map((page) => {
    const bytes = file.unpacked(page.dict.get('Contents')) ?? Buffer.alloc(0);
    return new PageContent(page, bytes, scanPage(bytes, fontsOf(file, page, known)));
  });
}

function scanPage(bytes: Buffer, fonts: ReadonlyMap<string, Font>): Segment[] | null {
  try {
    return scanContent(bytes, fonts);
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

/** Puts the changed content into the file, unpacked: writing the file packs it. */
export function writeContents(file: PdfFile, contents: readonly PageContent[]): void {
  for (const content of contents) {
    const ref = content.page.dict.get('Contents');
    if (content.segments && ref instanceof Ref) file.replace(ref, new Stream(new Map(), content.edited()));
  }
}
