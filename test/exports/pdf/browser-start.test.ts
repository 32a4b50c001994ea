import { afterAll, beforeAll, expect, test } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectionDocument } from '../../../exports/inspection.ts';
import { startBrowser } from '../../../exports/pdf/browser/start.ts';
import { createPdfPrinter } from '../../../exports/pdf/printer.ts';
import { PdfUnavailable } from '../../../exports/pdf/unavailable.ts';
import { sampleExport } from '../sample-export.ts';

const small = inspectionDocument(sampleExport({ judgements: [], recommendations: [], evidence: [] }));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-start-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** A browser that is a shell script. It notes each of its starts; `$starts` is the file. */
async function browserOf(name: string, script: string): Promise<{ path: string; starts(): Promise<number> }> {
  const path = join(folder, name);
  const starts = join(folder, `${name}-starts`);
  await writeFile(path, `#!/bin/sh\nstarts='${starts}'\necho x >> "$starts"\n${script}\n`);
  await chmod(path, 0o755);
  return { path, starts: async () => (await readFile(starts, 'utf8')).trim().split('\n').length };
}

const realBrowser = async (): Promise<string> => `exec '${await chromium.executablePath()}' "$@"`;

async function failureOf(printing: Promise<unknown>): Promise<PdfUnavailable> {
  const failure: unknown = await printing.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PdfUnavailable);
  return failure as PdfUnavailable;
}

test('a browser that ends by itself while it starts is started once more', async () => {
  const browser = await browserOf(
    'second-try',
    `[ "$(wc -l < "$starts")" -gt 1 ] || { echo 'Not today' >&2; exit 3; }\n${await realBrowser()}`,
  );
  const printer = createPdfPrinter({ executablePath: browser.path });
  expect((await printer.print(small)).bytes.length).toBeGreaterThan(10_000);
  expect(await browser.starts()).toBe(2);
  await printer.close();
});

test('one that always ends is said plainly, and what it said last is kept as the cause', async () => {
  const browser = await browserOf('never', `echo 'libnss3.so: cannot open shared object file' >&2; exit 127`);
  const printer = createPdfPrinter({ executablePath: browser.path });
  const failure = await failureOf(printer.print(small));
  expect(failure.message).toMatch(/never\) did not start\. Ask whoever runs Candour/);
  expect(failure.message).not.toMatch(/libnss3|127/);
  expect(String(failure.cause)).toMatch(
    /ended with code 127 and said:\nlibnss3.so: cannot open shared object file$/,
  );
  expect(await browser.starts()).toBe(2);
});

test('one that hangs is not started again, and what it said is kept', async () => {
  const browser = await browserOf('hangs', `echo 'Waiting for a display' >&2; exec sleep 600`);
  const failure = await failureOf(startBrowser(browser.path, { limit: 1000 }));
  expect(String(failure.cause)).toMatch(/ended with SIGKILL and said:\nWaiting for a display$/);
  expect(await browser.starts()).toBe(1);
});

test('a file that is no program is said plainly', async () => {
  const path = join(folder, 'no-program');
  await writeFile(path, 'words');
  const failure = await failureOf(createPdfPrinter({ executablePath: path }).print(small));
  expect(failure.message).toMatch(/no-program\) did not start/);
});

test('a print stopped before its browser starts, starts none', async () => {
  const browser = await browserOf('stopped', await realBrowser());
  const printer = createPdfPrinter({ executablePath: browser.path });
  const stop = new AbortController();
  const stopped = printer.print(small, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toThrow(/aborted/);
  await printer.print(small);
  expect(await browser.starts()).toBe(1);
  await printer.close();
});

test('a print stopped while its browser starts ends all that the browser started', async () => {
  const server = createServer();
  const connected = firstSockets(server, 2);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stay = `'${process.execPath}' -e "net.connect(${(server.address() as AddressInfo).port})"`;
  const browser = await browserOf('family', `${stay} & exec ${stay}`);
  const stop = new AbortController();
  const printing = createPdfPrinter({ executablePath: browser.path }).print(small, { signal: stop.signal });
  const gone = connected.then((sockets) => Promise.all(sockets.map((socket) => once(socket, 'close'))));
  await connected;
  stop.abort();
  await expect(printing).rejects.toThrow(/aborted/);
  await gone;
  server.close();
});

/** The first connections to a server; a socket closes when the process at its other end does. */
async function firstSockets(server: Server, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  return new Promise((resolve) => {
    server.on('connection', (socket) => {
      socket.on('error', () => undefined).resume();
      sockets.push(socket);
      if (sockets.length === count) resolve(sockets);
    });
  });
}
