import { decode } from '../bson/decode.ts';
import { encodeReply, type Reply } from '../bson/encode.ts';
import { type Doc } from '../bson/value.ts';
import { ServerError } from '../errors.ts';

/** A request as it came: the command, its bytes, and its document sequences by name. */
export interface Request {
  id: number;
  body: Doc;
  raw: Buffer;
  sequences: Map<string, Buffer[]>;
  /** False for an unacknowledged write: the client waits for no answer. */
  wantsReply: boolean;
  /** The old OP_QUERY, which drivers still open a connection with. */
  legacy: boolean;
}

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const MORE_TO_COME = 2;
const CHECKSUM = 1;

/** Reads one whole message of the wire protocol (OP_MSG, or OP_QUERY for the first hello). */
export function parseMessage(message: Buffer): Request {
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return parseMsg(message);
  if (opcode === OP_QUERY) return parseQuery(message);
  throw new ServerError('BadValue', `The wire protocol opcode ${opcode} is not spoken here`);
}

function parseMsg(message: Buffer): Request {
  const flags = message.readUInt32LE(16);
  const end = message.length - (flags & CHECKSUM ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let raw: Buffer | undefined;
  for (let at = 20; at < end;) {
    const kind = message.readUInt8(at++);
    const section = message.subarray(at, at + message.readInt32LE(at));
    if (kind === 0) raw = section;
    else if (kind === 1) parseSequence(section, sequences);
    else throw new ServerError('BadValue', `Unknown section kind ${kind}`);
    at += section.length;
  }
  if (!raw) throw new ServerError('BadValue', 'A message without a command');
  const wantsReply = (flags & MORE_TO_COME) === 0;
  return { id: message.readInt32LE(4), body: decode(raw), raw, sequences, wantsReply, legacy: false };
}

function parseSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const document = section.subarray(at, at + section.readInt32LE(at));
    documents.push(document);
    at += Math.max(5, document.length);
  }
  sequences.set(section.toString('utf8', 4, nameEnd), documents);
}

function parseQuery(message: Buffer): Request {
  const nameEnd = message.indexOf(0, 20);
  const raw = message.subarray(nameEnd + 9);
  const body = decode(raw);
  body.set('$db', message.toString('utf8', 20, nameEnd).replace(/\.\$cmd$/, ''));
  return { id: message.readInt32LE(4), body, raw, sequences: new Map(), wantsReply: true, legacy: true };
}

let lastId = 0;

/** Writes an answer in the protocol the request came in. */
export function formatReply(request: Pick<Request, 'id' | 'legacy'>, reply: Reply): Buffer {
  const body = encodeReply(reply);
  const head = Buffer.alloc(request.legacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  lastId = (lastId + 1) & 0x7fffffff;
  head.writeInt32LE(lastId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}
