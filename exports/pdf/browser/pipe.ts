import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';

/** Speaks the debugging protocol over two pipes: JSON texts, each ended by a zero byte. */
export function speakOverPipes(write: Writable, read: Readable): ConnectionTransport {
  const transport: ConnectionTransport = {
    send: (message) => void write.write(`${message}\0`),
    close() {
      write.destroy();
      read.destroy();
    },
  };
  let begun: string[] = [];
  read.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...others] = text.split('\0');
    begun.push(first);
    for (const next of others) {
      const message = begun.join('');
      setImmediate(() => transport.onmessage?.(message));
      begun = [next];
    }
  });
  read.on('close', () => transport.onclose?.());
  for (const pipe of [write, read]) pipe.on('error', () => undefined); // a broken pipe closes, which is heard above
  return transport;
}
