import { finished } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { installationSettings } from '../../accounts/installation.ts';
import { InvalidInput } from '../../http/errors.ts';
import { log } from '../../http/log.ts';
import { releaseFile } from './file-store.ts';
import { receiveFile, type ReceivedFile } from './receive.ts';
import { noFile, overLimit } from './refusals.ts';

const formLimits = {
  files: 1,
  fields: 20,
  parts: 21,
  fieldNameSize: 100,
  fieldSize: 10_000,
  headerPairs: 20,
};
/** No form is longer than its file by more than this. */
const mostBesidesFile = 1024 * 1024;

const received = new WeakMap<Request, ReceivedFile>();

/** The file that came with a request, or null for one without a form. A form without a file is refused (InvalidInput). */
export function receivedFile(req: Request): ReceivedFile | null {
  const file = received.get(req);
  if (!file && req.is('multipart') !== false) throw noFile();
  return file ?? null;
}

/**
 * Receives a form with one file, `file`, straight into the store: no copy on disk, none whole in memory. When the
 * request ends without a record holding the file, for whatever reason, the file is removed.
 */
export const receiveUpload: RequestHandler = (req, res, next) => {
  const limitBytes = installationSettings().uploadLimitBytes;
  if (Number(req.headers['content-length'] ?? 0) > limitBytes + mostBesidesFile) {
    // Read to its end, into nothing: a browser that is cut off while it sends never shows the answer.
    finished(req.resume(), () => {
      next(overLimit(limitBytes));
    });
    return;
  }
  res.once('close', () => {
    const wasTaken = res.writableFinished && res.statusCode < 400;
    if (!wasTaken) release(req);
  });
  const limits = { ...formLimits, fileSize: limitBytes };
  const form = multer({ storage, limits, defParamCharset: 'utf8' }).single('file');
  void form(req, res, (error?: unknown) => {
    next(error === undefined ? undefined : refusalOf(error, limitBytes));
  });
};

function release(req: Request): void {
  const file = received.get(req);
  if (!file) return;
  releaseFile(file.file).catch((err: unknown) => {
    log.warn({ err }, 'an upload was not removed; it is swept after a day');
  });
}

const storage: StorageEngine = {
  _handleFile: (req, file, done) => {
    receiveFile(file.originalname, file.stream, () => isTruncated(file.stream)).then(
      (stored) => {
        received.set(req, stored);
        done(null, { path: stored.file });
      },
      (error: unknown) => {
        done(error);
      },
    );
  },
  _removeFile: (req, file, done) => {
    received.delete(req);
    releaseFile(file.path).then(() => {
      done(null);
    }, done);
  },
};

/** Multer's parser ends a stream at the limit as if the file ended, and marks it. */
function isTruncated(stream: object): boolean {
  return 'truncated' in stream && stream.truncated === true;
}

function refusalOf(error: unknown, limitBytes: number): unknown {
  if (error instanceof MulterError) {
    return error.code === 'LIMIT_FILE_SIZE' ? overLimit(limitBytes) : unreadable();
  }
  return isParserError(error) ? unreadable() : error;
}

function unreadable(): InvalidInput {
  return new InvalidInput('The upload could not be read. Choose the file again.');
}

/** The parser and a broken connection throw plain errors; refusals and failures of the store are their own classes. */
function isParserError(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.constructor === Error &&
    /Multipart|multipart|Malformed|Unexpected end of form|Request (aborted|closed)/.test(error.message)
  );
}
