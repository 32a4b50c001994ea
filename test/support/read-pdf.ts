import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A link on a page: where it goes (a page of the document, or an address) and where it stands. */
export interface PdfLink {
  page: number;
  dest: string | null;
  url: string | null;
}

/** A bookmark with those below it. */
export interface PdfBookmark {
  title: string;
  page: number;
  items: PdfBookmark[];
}

/** What a reader sees of a PDF. */
export interface PdfReading {
  /** The text of each page, lines joined by a space. */
  pages: string[];
  /** The pieces of text of each page, with the height of their baseline above its bottom in points. */
  pieces: { text: string; height: number }[][];
  links: PdfLink[];
  bookmarks: PdfBookmark[];
  /** Named destination to page number. */
  destinations: Map<string, number>;
  info: Record<string, unknown>;
  tagged: boolean;
}

type PdfDocument = Awaited<ReturnType<typeof getDocument>['promise']>;
type Outline = Awaited<ReturnType<PdfDocument['getOutline']>>;

/** Reads a PDF with a reader that has nothing in common with the code that wrote it. */
export async function readPdf(pdf: Uint8Array): Promise<PdfReading> {
  const task = getDocument({
    data: pdf.slice(),
    useSystemFonts: false,
    verbosity: 0,
    isEvalSupported: false,
  });
  const document = await task.promise;
  const pages: string[] = [];
  const pieces: PdfReading['pieces'] = [];
  const links: PdfLink[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    pages.push(
      content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''),
    );
    pieces.push(
      content.items.flatMap((item) =>
        'str' in item ? { text: item.str, height: (item.transform as number[])[5] ?? 0 } : [],
      ),
    );
    links.push(...((await page.getAnnotations()) as Annotation[]).flatMap((each) => linkOf(each, number)));
  }
  const metadata = await document.getMetadata();
  const reading: PdfReading = {
    pages,
    pieces,
    links,
    bookmarks: await bookmarksOf(document, await document.getOutline()),
    destinations: await destinationsOf(document),
    info: metadata.info as Record<string, unknown>,
    tagged: (await document.getMarkInfo())?.Marked ?? false,
  };
  await task.destroy();
  return reading;
}

interface Annotation {
  subtype: string;
  dest?: unknown;
  url?: string;
  unsafeUrl?: string;
}

function linkOf(annotation: Annotation, page: number): PdfLink[] {
  if (annotation.subtype !== 'Link') return [];
  const dest = typeof annotation.dest === 'string' ? annotation.dest : null;
  return [{ page, dest, url: annotation.url ?? annotation.unsafeUrl ?? null }];
}

async function pageOf(document: PdfDocument, dest: unknown): Promise<number> {
  const target = typeof dest === 'string' ? await document.getDestination(dest) : (dest as unknown[]);
  return (await document.getPageIndex(target?.[0] as never)) + 1;
}

async function bookmarksOf(document: PdfDocument, outline: Outline | null): Promise<PdfBookmark[]> {
  const bookmarks: PdfBookmark[] = [];
  for (const entry of outline ?? []) {
    bookmarks.push({
      title: entry.title,
      page: await pageOf(document, entry.dest),
      items: await bookmarksOf(document, entry.items as Outline),
    });
  }
  return bookmarks;
}

async function destinationsOf(document: PdfDocument): Promise<Map<string, number>> {
  const destinations = new Map<string, number>();
  for (const name of Object.keys(await document.getDestinations())) {
    destinations.set(name, await pageOf(document, name));
  }
  return destinations;
}
