import type { PdfFile, PdfPage } from '../file/pdf-file.ts';
import type { Dict } from '../file/values.ts';

/** What the glyphs of a font stand for, by their codes, and the code of its space in hexadecimal ('' when it has none). */
export interface Font {
  name: string;
  /** How many hexadecimal digits a code takes: four, or two in fonts that a file draws itself. */
  digits: 2 | 4;
  characters: readonly (string | undefined)[];
  space: string;
}

/** The fonts of a page by the names its content uses. `known` keeps those already read. */
export function fontsOf(file: PdfFile, page: PdfPage, known: Map<Dict, Font>): Map<string, Font> {
  const fonts = file.dict(file.dict(page.dict.get('Resources'))?.get('Font')) ?? new Map<string, never>();
  const entries = [...fonts].flatMap(([key, value]): [string, Font][] => {
    const dict = file.dict(value);
    if (!dict) return [];
    const font = known.get(dict) ?? readFont(file, dict);
    known.set(dict, font);
    return [[key, font]];
  });
  return new Map(entries);
}

function readFont(file: PdfFile, dict: Dict): Font {
  const cmap = file.unpacked(dict.get('ToUnicode'))?.toString('latin1') ?? '';
  const characters: string[] = [];
  readSingles(cmap, characters);
  readRanges(cmap, characters);
  const space = characters.indexOf(' ');
  const digits = file.name(dict.get('Subtype')) === 'Type0' ? 4 : 2;
  return {
    name: file.name(dict.get('BaseFont')),
    digits,
    characters,
    space: space < 0 ? '' : space.toString(16).padStart(digits, '0').toUpperCase(),
  };
}

function readSingles(cmap: string, characters: string[]): void {
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', hex = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
      characters[parseInt(code, 16)] = fromUtf16(hex);
    }
  }
}

function readRanges(cmap: string, characters: string[]): void {
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const rows = block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g);
    for (const [, from = '', to = '', hex = ''] of rows) {
      const first = fromUtf16(hex).codePointAt(0) ?? 0;
      const start = parseInt(from, 16);
      for (let code = start; code <= parseInt(to, 16); code += 1) {
        characters[code] = String.fromCodePoint(first + code - start);
      }
    }
  }
}

function fromUtf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}
