import { fileTypeFromBuffer } from 'file-type';
import { kindOfContainer } from './containers.ts';
import type { Inspection } from './inspector.ts';
import { isText, kindByName, type KindId } from './kinds.ts';
import {
  damaged,
  emptyFile,
  lockedOrOld,
  notUtf8,
  otherContent,
  tooManyPixels,
  unknownExtension,
  webPage,
} from './refusals.ts';

const mostPixels = 100_000_000;

/**
 * The kind of a stored file: its name and its content must agree. Throws a refusal that says what to do for
 * everything else (OWASP ASVS 5.0 V5.2.2).
 */
export async function recognise(id: string, filename: string, seen: Inspection): Promise<KindId> {
  if (seen.bytes === 0) throw emptyFile();
  const claimed = kindByName(filename);
  if (!claimed) throw unknownExtension(filename);
  if (isText(claimed)) return judgeText(claimed, seen);
  const content = await kindByContent(id, seen);
  if (content !== claimed) throw otherContent(claimed);
  return claimed;
}

async function kindByContent(id: string, seen: Inspection): Promise<KindId | null> {
  const { head, bytes } = seen;
  if (isZip(head)) return kindOfContainer(id, bytes);
  const type = await fileTypeFromBuffer(head);
  if (type?.ext === 'cfb') throw lockedOrOld();
  if (type?.ext === 'pdf') return judgePdf(seen);
  if (type?.ext === 'png') return judgePng(seen);
  return type?.ext === 'jpg' ? 'jpg' : null;
}

function judgeText(claimed: KindId, { head, isText: valid }: Inspection): KindId {
  if (/^\uFEFF?\s*<(!doctype|html|head|body|script|svg|\?xml)/i.test(head.toString('utf8'))) throw webPage();
  if (valid) return claimed;
  // A picture or a document under the name of a text is another mistake than an encoding.
  throw isBinary(head) ? otherContent(claimed) : notUtf8();
}

function isBinary(head: Buffer): boolean {
  const isUtf16 = head.length > 1 && ['fffe', 'feff'].includes(head.subarray(0, 2).toString('hex'));
  return !isUtf16 && head.includes(0);
}

function judgePdf({ tail }: Inspection): KindId {
  if (!/startxref|%%EOF/.test(tail.toString('latin1'))) throw damaged();
  return 'pdf';
}

/** The header of a PNG names its width and height at bytes 16 and 20 (W3C PNG 11.2.1). */
function judgePng({ head }: Inspection): KindId {
  if (head.length < 24) throw damaged();
  if (head.readUInt32BE(16) * head.readUInt32BE(20) > mostPixels) throw tooManyPixels();
  return 'png';
}

function isZip(head: Buffer): boolean {
  return head.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
}
