import type { PdfFile } from '../file/pdf-file.ts';
import { Bytes, dictOf, Name, Stream } from '../file/values.ts';

/** Says that the colours are those of sRGB, as PDF/A asks (ISO 19005-2, 6.2.3), with the profile that defines them. */
export function stateColours(file: PdfFile): void {
  const profile = file.add(new Stream(dictOf({ N: 3 }), srgbProfile()));
  const intent = dictOf({
    Type: Name.of('OutputIntent'),
    S: Name.of('GTS_PDFA1'),
    OutputConditionIdentifier: Bytes.of('sRGB IEC61966-2.1'),
    Info: Bytes.of('sRGB IEC61966-2.1'),
    RegistryName: Bytes.of('http://www.color.org'),
    DestOutputProfile: profile,
  });
  file.catalog.set('OutputIntents', [intent]);
}

/** sRGB's numbers, adapted to the white of profiles (D50), as IEC 61966-2-1 and ICC.1 give them. */
const white = [0.9642, 1, 0.8249];
const primaries = {
  r: [0.43607, 0.22249, 0.01392],
  g: [0.38515, 0.71687, 0.09708],
  b: [0.14307, 0.06061, 0.7141],
};
const adaptation = [1.04791, 0.02293, -0.0502, 0.0296, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179];
/** The curve of sRGB: gamma, a, b, c, d. */
const curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

/** The colour space sRGB as an ICC profile of version 4.2. */
export function srgbProfile(): Buffer {
  const numbers = (kind: string, values: readonly number[]): Buffer =>
    Buffer.concat([ascii(kind), word(0), ...values.map(fixed)]);
  const shape = Buffer.concat([ascii('para'), word(0), word(0x00030000), ...curve.map(fixed)]);
  const tags: [string, Buffer][] = [
    ['desc', localised('sRGB')],
    ['cprt', localised('No copyright, use freely')],
    ['wtpt', numbers('XYZ ', white)],
    ['chad', numbers('sf32', adaptation)],
    ['rXYZ', numbers('XYZ ', primaries.r)],
    ['gXYZ', numbers('XYZ ', primaries.g)],
    ['bXYZ', numbers('XYZ ', primaries.b)],
    ['rTRC', shape],
    ['gTRC', shape],
    ['bTRC', shape],
  ];
  return assemble(tags.map(([name, data]) => [name, padded(data)]));
}

function assemble(tags: readonly [string, Buffer][]): Buffer {
  let offset = 128 + 4 + tags.length * 12;
  const table = tags.map(([name, data]) => {
    const row = Buffer.concat([ascii(name), word(offset), word(data.length)]);
    offset += data.length;
    return row;
  });
  return Buffer.concat([header(offset), word(tags.length), ...table, ...tags.map(([, data]) => data)]);
}

function header(size: number): Buffer {
  const head = Buffer.alloc(128);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(0x04200000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  for (const [index, part] of [2026, 1, 1].entries()) head.writeUInt16BE(part, 24 + index * 2);
  head.write('acsp', 36, 'latin1');
  white.forEach((value, index) => fixed(value).copy(head, 68 + index * 4));
  return head;
}

function localised(text: string): Buffer {
  const words = Buffer.from(text, 'utf16le').swap16();
  return Buffer.concat([
    ascii('mluc'),
    word(0),
    word(1),
    word(12),
    ascii('enGB'),
    word(words.length),
    word(28),
    words,
  ]);
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function fixed(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
}
