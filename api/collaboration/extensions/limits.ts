import { type Extension, MessageType } from '@hocuspocus/server';
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import { CLOSE } from '../live/refused.ts';
import type { Sockets, Visit } from '../sockets.ts';

/** The largest message, in bytes. A page of text with its marks is some 20 kB. */
export const LARGEST_MESSAGE = 2 * 1024 * 1024;

/** Somebody typing sends some twenty messages a second; a page that comes back sends everything at once. */
const BURST = 1000;
const PER_SECOND = 200;
const BYTES_A_TOKEN = 4096;

/** Counts what arrives on a socket. Answers false once it is more than a person can cause. */
export function meter(now: () => number = Date.now): (bytes: number) => boolean {
  let tokens = BURST;
  let at = now();
  return (bytes) => {
    const time = now();
    tokens = Math.min(BURST, tokens + ((time - at) / 1000) * PER_SECOND) - 1 - bytes / BYTES_A_TOKEN;
    at = time;
    return tokens >= 0;
  };
}

const forPages: ReadonlySet<number> = new Set([
  MessageType.Sync,
  MessageType.Awareness,
  MessageType.Auth,
  MessageType.QueryAwareness,
  MessageType.SyncReply,
  MessageType.CLOSE,
  MessageType.Ping,
  MessageType.Pong,
]);

/** Refuses the kinds of message that only the server sends: notices to everyone are not for pages to make. */
export function messageKinds(sockets: Sockets): Extension<Visit> {
  return {
    extensionName: 'message-kinds',
    priority: 1000,
    beforeHandleMessage({ update, context }) {
      const decoder = createDecoder(update);
      readVarString(decoder);
      // Hocuspocus does nothing with such a message by itself; a page that sends one is not one of ours.
      if (!forPages.has(readVarUint(decoder))) sockets.end(context.socket, CLOSE.refused);
      return Promise.resolve();
    },
  };
}
