import { Parser } from './parser.ts';
import { type LoadObject, PdfFile } from './pdf-file.ts';
import { type Dict, Stream, type Value } from './values.ts';

/** Where an object stands: at an offset of the file, or as the nth object inside a packed one. */
type Place = { offset: number } | { within: number; index: number };

/**
 * Reads a PDF file that one program wrote in one go: with a plain table of its objects, as Chromium does, or a packed one,
 * as Candour does. Throws on any other file.
 */
export function readPdf(bytes: Uint8Array): PdfFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(buffer.toString('latin1', buffer.length - 64))?.[1];
  if (start === undefined) throw new Error('The file has no end');
  const parser = new Parser(buffer, Number(start));
  const { trailer, places } = parser.takes('xref')
    ? plainTable(buffer, parser)
    : packedTable(buffer, Number(start));
  return new PdfFile(trailer, places.length, loader(buffer, places));
}

interface Table {
  trailer: Dict;
  places: (Place | undefined)[];
}

/** The table of PDF 1.4: one section, from object 0 on, twenty bytes for each. */
function plainTable(buffer: Buffer, parser: Parser): Table {
  if (parser.word() !== '0') throw new Error('The table of objects is not whole');
  const count = Number(parser.word());
  const first = buffer.indexOf(0x0a, parser.at) + 1;
  const places = Array.from({ length: count }, (_, id): Place | undefined => {
    const row = buffer.toString('latin1', first + id * 20, first + id * 20 + 18);
    return row.endsWith('n') ? { offset: Number(row.slice(0, 10)) } : undefined;
  });
  parser.at = first + count * 20;
  const trailer = parser.takes('trailer') ? parser.value() : null;
  if (!(trailer instanceof Map)) throw new Error('The file has no trailer');
  return { trailer, places };
}

/** The table of PDF 1.5, as `write.ts` makes it: seven bytes a row. */
function packedTable(buffer: Buffer, offset: number): Table {
  const stream = objectAt(buffer, offset, null);
  const rows = stream instanceof Stream ? emptyFile.unpacked(stream) : null;
  if (!(stream instanceof Stream) || !rows) throw new Error('The file has no table of objects');
  const places = Array.from({ length: rows.length / 7 }, (_, id): Place | undefined => {
    const [kind, place, index] = [rows[id * 7], rows.readUInt32BE(id * 7 + 1), rows.readUInt16BE(id * 7 + 5)];
    if (kind === 1) return { offset: place };
    return kind === 2 ? { within: place, index } : undefined;
  });
  return { trailer: stream.dict, places };
}

const emptyFile = new PdfFile(new Map(), 0, () => null);

function loader(buffer: Buffer, places: readonly (Place | undefined)[]): LoadObject {
  const opened = new Map<number, Value[]>();
  return (id, file) => {
    const place = places[id];
    if (!place) return null;
    if ('offset' in place) return objectAt(buffer, place.offset, file);
    const values = opened.get(place.within) ?? openPacked(buffer, places[place.within], file);
    opened.set(place.within, values);
    return values[place.index] ?? null;
  };
}

/** The objects inside a packed one. */
function openPacked(buffer: Buffer, place: Place | undefined, file: PdfFile): Value[] {
  const stream = place && 'offset' in place ? objectAt(buffer, place.offset, file) : null;
  const content = file.unpacked(stream);
  if (!(stream instanceof Stream) || !content) return [];
  const head = new Parser(content);
  const first = Number(stream.dict.get('First'));
  return Array.from({ length: Number(stream.dict.get('N')) }, () => {
    head.word();
    return new Parser(content, first + Number(head.word())).value();
  });
}

function objectAt(buffer: Buffer, offset: number, file: PdfFile | null): Value {
  const parser = new Parser(buffer, offset);
  parser.word();
  parser.word();
  if (!parser.takes('obj')) throw new Error(`There is no object at ${offset}`);
  const value = parser.value();
  if (!(value instanceof Map) || !parser.takes('stream')) return value;
  const start = buffer[parser.at] === 0x0d ? parser.at + 2 : parser.at + 1;
  const length = Number(file ? file.resolve(value.get('Length')) : value.get('Length'));
  return new Stream(value, buffer.subarray(start, start + length));
}
