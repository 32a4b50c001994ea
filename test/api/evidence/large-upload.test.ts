import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { storedCounts } from '../../../api/evidence/files/file-store.ts';
import type { TestPerson } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { type LibraryScene, startLibrary } from './library-scene.ts';

const MEGABYTE = 1024 * 1024;
const head =
  '--B\r\nContent-Disposition: form-data; name="title"\r\n\r\nLarge\r\n' +
  '--B\r\nContent-Disposition: form-data; name="file"; filename="large.txt"\r\n\r\n';

let scene: LibraryScene;
let lead: TestPerson;
beforeAll(async () => {
  scene = await startLibrary();
  lead = await scene.member('Lea Lead', 'lead');
});
afterAll(() => scene.app.close());

function* form(megabytes: number): Generator<Buffer> {
  yield Buffer.from(head);
  const line = Buffer.alloc(MEGABYTE, 'All work and no play makes a large file.\n');
  for (let sent = 0; sent < megabytes; sent += 1) yield line;
  yield Buffer.from('\r\n--B--\r\n');
}

/** Uploads a generated text, with its length stated or in pieces without. */
async function uploadLarge(megabytes: number, stated: boolean): Promise<{ status: number; body: string }> {
  const headers: Record<string, string> = {
    cookie: lead.client.cookie(),
    'content-type': 'multipart/form-data; boundary=B',
  };
  if (stated) headers['content-length'] = String(head.length + megabytes * MEGABYTE + 9);
  const sent = request(`${scene.app.url}/api/evidence`, { method: 'POST', headers });
  const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (answer) => {
      void answer
        .setEncoding('utf8')
        .toArray()
        .then((parts) => {
          resolve({ status: answer.statusCode ?? 0, body: parts.join('') });
        }, reject);
    });
  });
  await pipeline(Readable.from(form(megabytes)), sent);
  return answered;
}

/**
 * What `work` answers, and by how many MB the memory of the process grew at most meanwhile: its own (`anonymous`; the
 * embedded database's mapped file counts in the whole) and its buffers.
 */
async function growthDuring<T>(
  work: () => Promise<T>,
): Promise<{ result: T; anonymous: number; buffers: number }> {
  const start = { anonymous: anonymousMemory(), buffers: process.memoryUsage().arrayBuffers };
  const most = { anonymous: 0, buffers: 0 };
  const timer = setInterval(() => {
    most.anonymous = Math.max(most.anonymous, anonymousMemory() - start.anonymous);
    most.buffers = Math.max(most.buffers, process.memoryUsage().arrayBuffers - start.buffers);
  }, 10);
  const result = await work();
  clearInterval(timer);
  const rounded = (bytes: number) => Math.round(bytes / MEGABYTE);
  return { result, anonymous: rounded(most.anonymous), buffers: rounded(most.buffers) };
}

/** What the process holds itself, without mapped files, where Linux tells; else all it holds. */
function anonymousMemory(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? process.memoryUsage().rss : Number(kilobytes) * 1024;
}

describe('large uploads', () => {
  test.each([
    ['with its length', true],
    ['in pieces', false],
  ])('200 MB %s is refused with the limit named, memory flat', async (name, stated) => {
    const before = await storedCounts();
    const { result, anonymous, buffers } = await growthDuring(() => uploadLarge(200, stated));
    process.stdout.write(`200 MB ${name}: memory grew by at most ${anonymous} MB (buffers ${buffers} MB)\n`);
    expect(result.status).toBe(413);
    expect(result.body).toContain('larger than the limit of 100 MB');
    expect(buffers).toBeLessThan(100);
    await until(async () => (await storedCounts()).chunks === before.chunks, 'nothing to be left');
  });

  test('90 MB is taken, memory flat', async () => {
    const { result, anonymous, buffers } = await growthDuring(() => uploadLarge(90, true));
    process.stdout.write(`90 MB taken: memory grew by at most ${anonymous} MB (buffers ${buffers} MB)\n`);
    expect(JSON.parse(result.body)).toMatchObject({ revisions: [{ bytes: 90 * MEGABYTE }] });
    expect(buffers).toBeLessThan(100);
  });
});
