import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { RevisionView } from './contract.ts';
import type { Range } from './files/file-store.ts';

/**
 * Sends a stored file as an attachment that no browser runs or guesses at: sandboxed, without any source, its stated
 * type only (OWASP ASVS 5.0 V3.2.1). Answers one range when one is asked for (RFC 9110 section 14).
 */
export async function sendRevision(
  { req, res }: { req: Request; res: Response },
  { revision, read }: { revision: RevisionView; read: (range?: Range) => Readable },
): Promise<void> {
  const etag = `"${revision.sha256}"`;
  res.attachment(revision.filename);
  res.set({
    'Content-Type': revision.mediaType,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  });
  const range = rangeAsked(req, revision.bytes, etag);
  res.set('Content-Length', String(range ? range.end - range.start : revision.bytes));
  if (range) {
    res.status(206).set('Content-Range', `bytes ${range.start}-${range.end - 1}/${revision.bytes}`);
  }
  await send(res, range ? read(range) : read());
}

/** The one range asked for; null for the whole, also when the range cannot be had or belongs to another file. */
function rangeAsked(req: Request, bytes: number, etag: string): Range | null {
  const condition = req.get('If-Range');
  if (condition !== undefined && condition !== etag) return null;
  const asked = req.range(bytes, { combine: true });
  if (asked === undefined || asked === -1 || asked === -2) return null;
  const [first, ...more] = asked;
  return first && more.length === 0 && asked.type === 'bytes'
    ? { start: first.start, end: first.end + 1 }
    : null;
}

async function send(res: Response, content: Readable): Promise<void> {
  try {
    await pipeline(content, res);
  } catch (error) {
    // A reader that goes away in the middle is no failure of ours: viewers of PDFs do it all the time.
    if (!isPrematureClose(error)) throw error;
  }
}

function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
