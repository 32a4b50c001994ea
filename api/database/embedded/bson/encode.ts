import { serialize } from 'bson';
import { ServerError } from '../errors.ts';
import { type Encodable } from './value.ts';

// What MongoDB lets an answer have beyond a document's 16 MB.
const LONGEST = 16 * 1024 * 1024 + 16 * 1024;

/** Writes a document as BSON; numbers of JavaScript become int32 where they fit, else double. */
export function encode(doc: Map<string, Encodable> | { [field: string]: Encodable }): Buffer {
  const { buffer, byteOffset, length } = serialize(doc);
  if (length > LONGEST)
    throw new ServerError('BSONObjectTooLarge', `The document would have ${length} bytes`);
  return Buffer.from(buffer, byteOffset, length);
}

/** A cursor in an answer: its batch holds documents that are bytes already. */
export class CursorBatch {
  readonly name: 'firstBatch' | 'nextBatch';
  readonly documents: Buffer[];
  readonly others: { [field: string]: Encodable };

  constructor(name: CursorBatch['name'], documents: Buffer[], others: CursorBatch['others']) {
    this.name = name;
    this.documents = documents;
    this.others = others;
  }
}

/** An answer's fields. */
export type Reply = { [field: string]: Encodable | CursorBatch };

/** Writes an answer, and the documents of a cursor as they are: reading and writing them again would be most of the work. */
export function encodeReply({ cursor, ...rest }: Reply): Buffer {
  const others = rest as { [field: string]: Encodable };
  if (!(cursor instanceof CursorBatch)) return encode(cursor === undefined ? others : { cursor, ...others });
  const documents = cursor.documents.flatMap((raw, at) => element(0x03, String(at), [raw]));
  const batch = element(0x04, cursor.name, document(documents));
  const whole = element(0x03, 'cursor', document([...batch, contents(cursor.others)]));
  return Buffer.concat(document([...whole, contents(others)]));
}

function element(type: number, name: string, value: Buffer[]): Buffer[] {
  return [Buffer.from(`${String.fromCharCode(type)}${name}\0`), ...value];
}

function document(parts: Buffer[]): Buffer[] {
  const size = Buffer.alloc(4);
  size.writeInt32LE(parts.reduce((sum, part) => sum + part.length, 5));
  return [size, ...parts, Buffer.alloc(1)];
}

function contents(fields: { [field: string]: Encodable }): Buffer {
  return encode(fields).subarray(4, -1);
}
