import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';

/** Named destination to physical page number, the first page being 1. */
export type PageNumbers = Map<string, number>;

/**
 * The pages that the named destinations of a PDF point to. Chromium's own files (a classic cross-reference table, nothing
 * compressed) are read directly, in milliseconds; any other form is parsed as a whole.
 */
export async function readPageNumbers(pdf: Uint8Array): Promise<PageNumbers> {
  return readClassic(pdf) ?? (await readAny(pdf));
}

/** Null when the file is not of the simple form this reader knows. */
function readClassic(pdf: Uint8Array): PageNumbers | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const offsets = classicOffsets(text);
  if (!offsets) return null;
  const body = (id: string | undefined): string => objectText(text, offsets.get(Number(id)));
  const root = body(/\/Root (\d+) 0 R/.exec(text.slice(text.lastIndexOf('trailer')))?.[1]);
  const pages = leavesOf(/\/Pages (\d+) 0 R/.exec(root)?.[1], body);
  const dests = body(/\/Dests (\d+) 0 R/.exec(root)?.[1]);
  if (pages.length === 0 || dests === '') return null;
  const numbers: PageNumbers = new Map();
  for (const [, name, page] of dests.matchAll(/\/([^\s/[\]<>()]+) \[(\d+) 0 R/g)) {
    const index = pages.indexOf(page ?? '');
    if (name === undefined || index < 0) return null;
    numbers.set(decodeName(name), index + 1);
  }
  return numbers.size > 0 ? numbers : null;
}

/** Object number to byte offset from a single cross-reference section; null for anything else. */
function classicOffsets(text: string): Map<number, number> | null {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1] ?? NaN);
  const header = /^xref\s+0 (\d+)\s+/.exec(text.slice(start, start + 64));
  if (!header) return null;
  const first = start + header[0].length;
  const offsets = new Map<number, number>();
  for (let id = 1; id < Number(header[1]); id += 1) {
    offsets.set(id, Number(text.slice(first + id * 20, first + id * 20 + 10)));
  }
  return offsets;
}

function objectText(text: string, offset: number | undefined): string {
  return offset === undefined ? '' : text.slice(offset, text.indexOf('endobj', offset));
}

/** The page objects below a node of the page tree, in order. */
function leavesOf(id: string | undefined, body: (id: string) => string): string[] {
  if (id === undefined) return [];
  const node = body(id);
  const kids = /\/Kids \[([^\]]*)\]/.exec(node)?.[1];
  if (kids === undefined) return [id];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap((kid) => leavesOf(kid[1], body));
}

function decodeName(name: string): string {
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

async function readAny(pdf: Uint8Array): Promise<PageNumbers> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = new Map(document.getPages().map((page, index) => [page.ref, index + 1]));
  const dests = document.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict);
  const numbers: PageNumbers = new Map();
  for (const [name, value] of dests?.entries() ?? []) {
    const target = document.context.lookup(value);
    const page = target instanceof PDFArray ? target.get(0) : undefined;
    const number = page instanceof PDFRef ? pages.get(page) : undefined;
    if (number !== undefined) numbers.set(name.decodeText(), number);
  }
  return numbers;
}
