import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { PdfFile } from './pdf-file.ts';
import { Bytes, type Dict, dictOf, Name, Ref, Stream, type Value } from './values.ts';

const pack = promisify(deflate);
const packing = { level: 5 };
const perPack = 400;
/** Four bytes above 127 tell programs that the file is not text. */
const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

/**
 * The file as bytes: every object that can be reached, in the order of their numbers, those without a stream packed together.
 * The same objects give the same bytes, and with them the name of the file (/ID). Packing runs on other threads.
 */
export async function writePdf(file: PdfFile): Promise<Uint8Array> {
  const ids = reachable(file);
  const [streams, others] = [ids.filter(isStream(file)), ids.filter((id) => !isStream(file)(id))];
  const packs = Array.from({ length: Math.ceil(others.length / perPack) }, (_, index) =>
    others.slice(index * perPack, (index + 1) * perPack),
  );
  const packed = await Promise.all([
    ...streams.map(async (id) => ({ id, stream: await packStream(file, id) })),
    ...packs.map(async (members, index) => ({
      id: file.size + index,
      stream: await packObjects(file, members),
    })),
  ]);
  return assemble(file, packed, packs);
}

interface Packed {
  id: number;
  stream: Stream;
}

/** The numbers of all objects that the trailer leads to. */
function reachable(file: PdfFile): number[] {
  const found = new Set<number>();
  const open: Value[] = [file.trailer.get('Root') ?? null, file.trailer.get('Info') ?? null];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (!(value instanceof Ref)) addParts(value, open);
    else if (!found.has(value.id)) {
      found.add(value.id);
      addParts(file.resolve(value), open);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Adds what may lead further. */
function addParts(value: Value, open: Value[]): void {
  const whole = value instanceof Stream ? value.dict : value;
  if (!Array.isArray(whole) && !(whole instanceof Map)) return;
  for (const part of whole.values()) {
    if (part instanceof Ref || part instanceof Map || part instanceof Stream || Array.isArray(part))
      open.push(part);
  }
}

function isStream(file: PdfFile): (id: number) => boolean {
  return (id) => file.resolve(Ref.of(id)) instanceof Stream;
}

/** Metadata stays legible to programs that do not know PDF; what is packed already stays so. */
async function packStream(file: PdfFile, id: number): Promise<Stream> {
  const stream = file.resolve(Ref.of(id));
  if (!(stream instanceof Stream)) throw new Error(`Object ${id} is no stream`);
  const plain = stream.dict.has('Filter') || file.name(stream.dict.get('Type')) === 'Metadata';
  return plain ? stream : flate(stream.dict, stream.bytes);
}

async function packObjects(file: PdfFile, ids: readonly number[]): Promise<Stream> {
  const texts = ids.map((id) => textOf(file.resolve(Ref.of(id))));
  let offset = 0;
  const index = ids.map((id, at) => {
    const row = `${id} ${offset}`;
    offset += (texts[at] ?? '').length + 1;
    return row;
  });
  const head = `${index.join(' ')}\n`;
  const dict = dictOf({ Type: Name.of('ObjStm'), N: ids.length, First: head.length });
  return flate(dict, Buffer.from(`${head}${texts.join('\n')}\n`, 'latin1'));
}

async function flate(dict: Dict, bytes: Uint8Array): Promise<Stream> {
  return new Stream(new Map([...dict, ['Filter', Name.of('FlateDecode')]]), await pack(bytes, packing));
}

async function assemble(
  file: PdfFile,
  packed: readonly Packed[],
  packs: readonly number[][],
): Promise<Uint8Array> {
  const table = file.size + packs.length;
  const rows = Buffer.alloc((table + 1) * 7);
  rows.writeUInt16BE(0xffff, 5);
  packs.forEach((members, index) =>
    members.forEach((id, at) => setRow(rows, id, { kind: 2, place: file.size + index, index: at })),
  );
  const chunks: Uint8Array[] = [header];
  let offset = header.length;
  for (const { id, stream } of packed) {
    setRow(rows, id, { kind: 1, place: offset, index: 0 });
    for (const chunk of streamChunks(id, stream)) {
      chunks.push(chunk);
      offset += chunk.length;
    }
  }
  setRow(rows, table, { kind: 1, place: offset, index: 0 });
  chunks.push(...streamChunks(table, await flate(trailerOf(file, table + 1, chunks), rows)));
  chunks.push(Buffer.from(`startxref\n${offset}\n%%EOF\n`, 'latin1'));
  const bytes = Buffer.concat(chunks);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function setRow(
  rows: Buffer,
  id: number,
  { kind, place, index }: Record<'kind' | 'place' | 'index', number>,
): void {
  rows.writeUInt8(kind, id * 7);
  rows.writeUInt32BE(place, id * 7 + 1);
  rows.writeUInt16BE(index, id * 7 + 5);
}

function streamChunks(id: number, { dict, bytes }: Stream): Uint8Array[] {
  const said = textOf(new Map([...dict, ['Length', bytes.length]]));
  return [
    Buffer.from(`${id} 0 obj\n${said}\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ];
}

function trailerOf(file: PdfFile, size: number, chunks: readonly Uint8Array[]): Dict {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  const id = new Bytes(hash.digest().toString('latin1', 0, 16));
  return dictOf({
    Type: Name.of('XRef'),
    Size: size,
    W: [1, 4, 2],
    Root: file.trailer.get('Root') ?? null,
    Info: file.trailer.get('Info') ?? null,
    ID: [id, id],
  });
}

/** A value as a PDF file says it. */
export function textOf(value: Value): string {
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Ref) return `${value.id} 0 R`;
  if (value instanceof Name) return nameText(value.text);
  if (value instanceof Bytes) return bytesText(value.raw);
  if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`;
  if (value instanceof Stream) throw new Error('A stream stands only by itself');
  if (!(value instanceof Map)) return JSON.stringify(value);
  let text = '<<';
  for (const [key, each] of value) text += `${nameText(key)} ${textOf(each)}`;
  return `${text}>>`;
}

function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(10) : text;
}

function nameText(text: string): string {
  if (/^[\w.+-]*$/.test(text)) return `/${text}`;
  return `/${text.replace(/[^\w.+-]/g, (one) => `#${one.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}

function bytesText(raw: string): string {
  if (!/^[\x20-\x7e]*$/.test(raw)) return `<${Buffer.from(raw, 'latin1').toString('hex')}>`;
  return `(${raw.replace(/[\\()]/g, '\\$&')})`;
}
