import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { documentName } from '../../editor/schema/ydoc.ts';
import { SCHEMA_VERSION } from '../../editor/schema/schema.ts';
import { COLLABORATION_PATH } from '../../api/collaboration/vocabulary.ts';

/** Bytes as the wire has them, for what no honest page would send. */
export interface RawLine {
  ws: WebSocket;
  /** Sends an Update (2) or a SyncStep2 (1) for the section. */
  sync(kind: 1 | 2, update: Uint8Array): void;
  /** Sends any message of the protocol: its type and a string. */
  say(type: number, words: string): void;
  /** Resolves with the code the server closes the line with. */
  closed: Promise<number>;
}

/** Opens a line by hand, signed in and authenticated for a section. */
export async function rawLine(port: number, cookie: string, section: string): Promise<RawLine> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}${COLLABORATION_PATH}`, { headers: { cookie } });
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
  const name = documentName(section);
  ws.send(
    frame(name, 2, (encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, String(SCHEMA_VERSION));
    }),
  );
  await new Promise((resolve) => ws.once('message', resolve));
  return {
    ws,
    closed,
    sync: (kind, update) =>
      ws.send(
        frame(name, 0, (encoder) => {
          encoding.writeVarUint(encoder, kind);
          encoding.writeVarUint8Array(encoder, update);
        }),
      ),
    say: (type, words) => ws.send(frame(name, type, (encoder) => encoding.writeVarString(encoder, words))),
  };
}

function frame(name: string, type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** The update that a change to a copy of a document makes. */
export function updateOf(ydoc: Y.Doc, change: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc));
  const before = Y.encodeStateVector(copy);
  copy.transact(() => change(copy));
  return Y.encodeStateAsUpdate(copy, before);
}

/** The HTTP status of a request for a websocket that is not granted. */
export function refusedUpgrade(address: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(address, { headers });
    ws.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    ws.once('open', () => reject(new Error('The websocket was opened')));
    ws.on('error', () => undefined);
  });
}
