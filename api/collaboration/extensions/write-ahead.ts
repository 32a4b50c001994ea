import type { Extension } from '@hocuspocus/server';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { log } from '../../http/log.ts';
import { CLOSE, Refused } from '../live/refused.ts';
import type { LiveTexts } from '../live/live-texts.ts';
import type { OpenSocket, Sockets, Visit } from '../sockets.ts';

/**
 * Lets a change pass only when it may be part of the text and is on disk. Hocuspocus waits for this before it
 * applies, passes on and acknowledges it; applied it already is, so that rights that change meanwhile change nothing.
 */
export function writeAhead(texts: LiveTexts, sockets: Sockets): Extension<Visit> {
  return {
    extensionName: 'write-ahead',
    async beforeSync({ type, payload, document, connection, context }) {
      const isChange = type === messageYjsUpdate || type === messageYjsSyncStep2;
      // Hocuspocus itself refuses what comes by a connection that cannot write.
      if (!isChange || connection.readOnly) return;
      const { socket } = context;
      try {
        await texts.of(document).accept({
          update: payload,
          user: socket.actor.id,
          typed: type === messageYjsUpdate,
          isAllowed: () => !connection.readOnly && !socket.ended,
        });
      } catch (error) {
        // From now on the connection cannot write, so Hocuspocus drops this message and those behind it.
        turnAway(error, socket, sockets);
      }
    },
  };
}

/** The whole socket is closed: a page does not reopen a single document by itself, but it does reconnect. */
function turnAway(error: unknown, socket: OpenSocket, sockets: Sockets): void {
  if (error instanceof Refused) {
    log.warn({ user: socket.actor.id, why: error.why }, 'refused a change to a text');
    if (!socket.ended) sockets.end(socket, CLOSE.refused);
    return;
  }
  log.error({ err: error }, 'a change to a text could not be written');
  sockets.end(socket, CLOSE.unavailable);
}
