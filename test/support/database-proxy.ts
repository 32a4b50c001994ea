import { once } from 'node:events';
import { createConnection, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { parseMessage, type Request } from '../../api/database/embedded/wire/message.ts';

/** A request on its way to the database. */
export interface Passing {
  request: Request;
  /** Which connection it came on. */
  connection: Socket;
  /** Gives it to the database, and gives back the whole message it answers with; nothing if none is wanted. */
  forward: () => Promise<Buffer>;
}

/** Gives the message to answer with; undefined drops the connection instead. */
export type Handle = (passing: Passing) => Promise<Buffer | undefined>;

/** Stands between drivers and a database, and lets `handle` see and answer every message. */
export async function startProxy(
  target: string,
  handle: Handle,
): Promise<{ uri: string; close(): Promise<void> }> {
  const uri = new URL(target);
  const to = addressOf(uri);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    void passOn(socket, createConnection(to), handle).finally(() => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  uri.host = `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  };
  return { uri: uri.href, close };
}

/** A port or, as the embedded database has it, a Unix socket in the place of the host. */
function addressOf({ hostname, port }: URL): NetConnectOpts {
  return port === '' ? { path: decodeURIComponent(hostname) } : { host: hostname, port: Number(port) };
}

async function passOn(client: Socket, database: Socket, handle: Handle): Promise<void> {
  // Whichever side goes away, the other one goes too.
  for (const socket of [client, database]) {
    socket.on('error', () => undefined);
    socket.on('close', () => [client, database].forEach((one) => one.destroy()));
  }
  const answers = messages(database);
  try {
    for await (const message of messages(client)) {
      const request = parseMessage(message);
      const forward = async (): Promise<Buffer> => {
        database.write(message);
        if (!request.wantsReply) return Buffer.alloc(0);
        const { value } = await answers.next();
        if (!value) throw new Error('The database has gone');
        return value;
      };
      const answer = await handle({ request, connection: client, forward });
      if (!answer) break;
      client.write(answer);
    }
  } catch {
    // The driver sees its connection end, as it would without a proxy.
  } finally {
    client.destroy();
  }
}

/** The whole messages that arrive on a socket. */
async function* messages(socket: Socket): AsyncGenerator<Buffer, undefined> {
  let bytes: Buffer = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) {
      const length = bytes.readInt32LE(0);
      yield bytes.subarray(0, length);
      bytes = bytes.subarray(length);
    }
  }
  return undefined;
}
