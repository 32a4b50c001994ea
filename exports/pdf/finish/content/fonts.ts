import { decodePDFRawStream, PDFDict, PDFName, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib';

/** What the glyph codes of a font stand for, and its code for a space ('' when it has none). */
export interface FontCodes {
  characters: ReadonlyMap<string, string>;
  space: string;
}

const known = new WeakMap<PDFDict, FontCodes>();

/** The fonts of a page by the names its content uses. */
export function fontsOf(page: PDFPage): Map<string, FontCodes> {
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict);
  const entries = fonts?.keys().flatMap((key): [string, FontCodes][] => {
    const font = fonts.lookup(key);
    return font instanceof PDFDict ? [[key.decodeText(), codesOf(font)]] : [];
  });
  return new Map(entries);
}

function codesOf(font: PDFDict): FontCodes {
  const read = known.get(font);
  if (read) return read;
  const stream = font.lookup(PDFName.of('ToUnicode'));
  const cmap =
    stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : '';
  const characters = new Map([...singles(cmap), ...ranges(cmap)]);
  const space = [...characters].find(([, character]) => character === ' ')?.[0] ?? '';
  const codes = { characters, space };
  known.set(font, codes);
  return codes;
}

function* singles(cmap: string): Generator<[string, string]> {
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', hex = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
      yield [code.toLowerCase(), fromUtf16(hex)];
    }
  }
}

function* ranges(cmap: string): Generator<[string, string]> {
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const rows = block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g);
    for (const [, from = '', to = '', hex = ''] of rows) {
      const first = fromUtf16(hex).codePointAt(0) ?? 0;
      for (let code = parseInt(from, 16), step = 0; code <= parseInt(to, 16); code += 1, step += 1) {
        yield [code.toString(16).padStart(from.length, '0'), String.fromCodePoint(first + step)];
      }
    }
  }
}

function fromUtf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}
