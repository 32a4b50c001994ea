import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { strToU8, zipSync, type Zippable } from 'fflate';

const office = 'application/vnd.openxmlformats-officedocument';

/** A real PDF with one line of words on each page. */
export async function madePdf(...pages: string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const words of pages) document.addPage().drawText(words, { font, x: 50, y: 700, size: 14 });
  return document.save();
}

/** The content types of an Office container whose main part is of this type. */
export function contentTypes(main: string): string {
  return `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="${main}"/></Types>`;
}

/** An Office container of a kind, with more entries when given. */
export function madeOffice(kind: 'docx' | 'xlsx' | 'pptx', more: Zippable = {}): Uint8Array {
  const main = {
    docx: `${office}.wordprocessingml.document.main+xml`,
    xlsx: `${office}.spreadsheetml.sheet.main+xml`,
    pptx: `${office}.presentationml.presentation.main+xml`,
  }[kind];
  return zipSync({
    '[Content_Types].xml': strToU8(contentTypes(main)),
    'main.xml': strToU8('<document/>'),
    ...more,
  });
}

/** An OpenDocument container of a kind. */
export function madeOpenDocument(kind: 'text' | 'spreadsheet' | 'presentation'): Uint8Array {
  const mimetype = `application/vnd.oasis.opendocument.${kind}`;
  return zipSync({
    mimetype: [strToU8(mimetype), { level: 0 }],
    'content.xml': strToU8('<office:document-content/>'),
  });
}

/** The beginning of a PNG that says it has these measures. */
export function madePng(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(60);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.write('IDAT', 37, 'latin1');
  return bytes;
}

/** The beginning of a JPEG. */
export function madeJpeg(): Uint8Array {
  return Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
}

/** The beginning of an old or locked Office file (a compound file). */
export function madeCompoundFile(): Uint8Array {
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
}

/** A container whose directory says that an entry unpacks to `claimed` bytes. */
export function withClaimedSize(zip: Uint8Array, entry: string, claimed: number): Uint8Array {
  const bytes = Buffer.from(zip);
  const signature = Buffer.from('PK\x01\x02', 'latin1');
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 1)) {
    const name = bytes.toString('latin1', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    if (name === entry) bytes.writeUInt32LE(claimed, at + 24);
  }
  return bytes;
}
