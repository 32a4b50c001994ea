import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import { MulterError } from 'multer';
import { ExpectedError, InvalidInput, NotFound, TooLarge, TooMany, Unavailable } from './errors.ts';
import { log } from './log.ts';

/** MongoDB's code for a write that found no space. */
const OUT_OF_DISK_SPACE = 14031;

/** The body of every failed answer. */
export interface ErrorBody {
  code: string;
  message: string;
  problems: readonly { field: string; message: string }[];
  reference?: string;
}

/** The one place where a failure becomes an answer. What was not expected is logged whole and shown as a reference. */
export const errorHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const expected = asExpected(error);
  if (expected) {
    if (expected instanceof TooMany) res.set('Retry-After', String(expected.retryAfterSeconds));
    const body: ErrorBody = { code: expected.code, message: expected.message, problems: expected.problems };
    res.status(expected.status).json(body);
    return;
  }
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference, method: req.method, path: req.path }, 'request failed');
  const message = `Something went wrong on our side and nothing was changed. Try again; if it happens again, tell your administrator the reference ${reference}.`;
  res.status(500).json({ code: 'failed', message, problems: [], reference } satisfies ErrorBody);
};

function asExpected(error: unknown): ExpectedError | null {
  if (error instanceof ExpectedError) return error;
  if (error instanceof MulterError) return fromMulter(error);
  if (!(error instanceof Error)) return null;
  if ('status' in error && error.status === 404) return new NotFound();
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return new InvalidInput('The request could not be read.');
  if (type === 'entity.too.large') return new TooLarge('That is too much text to send at once.');
  if ('code' in error && error.code === OUT_OF_DISK_SPACE) {
    return new Unavailable('The server’s disk is full, so nothing was saved. Tell your administrator.');
  }
  if (error instanceof URIError) return new InvalidInput('The address could not be read.');
  return null;
}

function fromMulter(error: MulterError): ExpectedError {
  if (error.code === 'LIMIT_FILE_SIZE') {
    return new TooLarge('The file is larger than the limit. Make it smaller, or link to where it is kept.');
  }
  return new InvalidInput('The upload could not be read. Choose the file again.');
}
