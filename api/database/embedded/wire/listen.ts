import { createServer, type ListenOptions, type Socket } from 'node:net';
import { type Reply } from '../bson/encode.ts';
import { ServerError } from '../errors.ts';
import { formatReply, parseMessage, type Request } from './message.ts';

const MAX_MESSAGE = 48 * 1000 * 1000 + 1024;

/** Answers one request. */
export type Answer = (request: Request) => Promise<Reply>;

/** The socket drivers connect to. */
export interface Listener {
  /** Its port; 0 if it has none. */
  port: number;
  /** Ends every connection, and takes no new ones. */
  disconnect: () => void;
  /** Stops listening, which removes the socket. */
  close: () => Promise<void>;
}

/** Listens on a Unix socket or a port. `open` gives what answers a connection, its requests in their order. */
export function listen(at: ListenOptions, open: () => Answer): Promise<Listener> {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((socket) => {
    if (!isOpen) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A driver that goes away mid-answer is no fault of ours; 'close' follows.
    socket.on('error', () => undefined);
    serve(socket, open());
  });
  const disconnect = (): void => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      resolve({ port, disconnect, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

function serve(socket: Socket, answer: Answer): void {
  let pending: Buffer[] = [];
  let size = 0;
  let queue: Promise<void> = Promise.resolve();
  socket.on('data', (chunk: Buffer) => {
    pending.push(chunk);
    size += chunk.length;
    if (size < 4 || size < needed(pending)) return;
    let bytes = Buffer.concat(pending);
    while (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) {
      const length = bytes.readInt32LE(0);
      if (length < 16 || length > MAX_MESSAGE) return void socket.destroy();
      const message = bytes.subarray(0, length);
      bytes = bytes.subarray(length);
      queue = queue.then(() => respond(socket, message, answer));
    }
    pending = bytes.length > 0 ? [bytes] : [];
    size = bytes.length;
  });
}

function needed(pending: Buffer[]): number {
  const [first] = pending;
  if (!first) return 4;
  return first.length >= 4 ? first.readInt32LE(0) : Buffer.concat(pending).readInt32LE(0);
}

async function respond(socket: Socket, message: Buffer, answer: Answer): Promise<void> {
  try {
    const request = parseMessage(message);
    const reply = await answer(request);
    if (request.wantsReply && !socket.destroyed) socket.write(formatReply(request, reply));
  } catch (error) {
    if (!(error instanceof ServerError)) {
      // Bytes that are no message leave no way to answer: the driver sees the connection end.
      socket.destroy(error instanceof Error ? error : undefined);
      return;
    }
    const { code, codeName, message: errmsg } = error;
    socket.write(
      formatReply({ id: message.readInt32LE(4), legacy: false }, { ok: 0, errmsg, code, codeName }),
    );
  }
}
