import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hocuspocus } from '@hocuspocus/server';
import { type WebSocket, WebSocketServer } from 'ws';
import { log } from '../http/log.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import type { Actor } from '../policy.ts';
import { LARGEST_MESSAGE, meter } from './extensions/limits.ts';
import { CLOSE } from './live/refused.ts';
import type { AuthenticateSocket, OpenSocket, Sockets, Visit } from './sockets.ts';
import { COLLABORATION_PATH } from './vocabulary.ts';

/** What opening a websocket needs. */
export interface UpgradePorts {
  authenticate: AuthenticateSocket;
  hocuspocus: () => Hocuspocus<Visit>;
  sockets: Sockets;
  isOpen: () => boolean;
}

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Makes websockets of requests for them: on the one path, from Candour's own pages (or a program without an
 * Origin), by somebody signed in. Everything else is answered with an HTTP status and closed.
 */
export function upgradeHandler(ports: UpgradePorts): Upgrade {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
  });
  return (request, socket, head) => {
    socket.once('error', ignore);
    admit(request, ports).then(
      (actor) => {
        if (typeof actor === 'string') {
          answer(socket, actor);
          return;
        }
        server.handleUpgrade(request, socket, head, (ws) => {
          socket.off('error', ignore);
          open(ws, request, { actor, ports });
        });
      },
      (error: unknown) => {
        log.error({ err: error }, 'a websocket could not be opened');
        answer(socket, '503 Service Unavailable');
      },
    );
  };
}

async function admit(request: IncomingMessage, ports: UpgradePorts): Promise<Actor | string> {
  const path = (request.url ?? '').split('?')[0];
  if (path !== COLLABORATION_PATH) return '404 Not Found';
  if (!ports.isOpen()) return '503 Service Unavailable';
  if (!isSameOrigin(request)) return '403 Forbidden';
  return (await ports.authenticate(request)) ?? '401 Unauthorized';
}

function answer(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

function open(
  ws: WebSocket,
  request: IncomingMessage,
  { actor, ports }: { actor: Actor; ports: UpgradePorts },
): void {
  const socket: OpenSocket = { ws, request, actor, ended: false };
  ports.sockets.add(socket);
  const client = ports.hocuspocus().handleConnection(ws, new Request('http://localhost'), { socket });
  const isWithinLimits = meter();
  ws.on('message', (data: Buffer) => {
    if (socket.ended) return;
    if (isWithinLimits(data.length)) client.handleMessage(new Uint8Array(data));
    else ports.sockets.end(socket, CLOSE.tooMuch);
  });
  ws.on('close', (code, reason) => client.handleClose({ code, reason: reason.toString() }));
  ws.on('error', (error) => log.debug({ err: error }, 'a websocket failed'));
}

function ignore(): void {
  // A visitor who leaves during the handshake needs no answer.
}
