import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { installationSettings } from '../../accounts/installation.ts';
import { type ExpectedError, InvalidInput, TooLarge } from '../../http/errors.ts';
import { log } from '../../http/log.ts';

/** A pack holds many files of a library; so many times the limit of one. */
const filesAtTheLimit = 5;
const formLimits = { files: 1, fields: 0, parts: 2, headerPairs: 20 };

/**
 * Receives a form with a pack, `file`, into a folder of its own that only Candour may read and that goes when the request
 * ends: a ZIP is read from its end, so it must be there whole.
 */
export const receivePack: RequestHandler = (req, res, next) => {
  mkdtemp(join(tmpdir(), 'candour-pack-')).then((folder) => {
    res.once('close', () => {
      remove(folder);
    });
    const fileSize = installationSettings().uploadLimitBytes * filesAtTheLimit;
    const limits = { ...formLimits, fileSize };
    const storage = multer.diskStorage({ destination: folder });
    void multer({ storage, limits }).single('file')(req, res, (error?: unknown) => {
      next(error === undefined ? undefined : refusalOf(error, fileSize));
    });
  }, next);
};

/** Where the pack is that came with a request. Throws InvalidInput when there is none. */
export function receivedPack(req: Request): string {
  if (req.file) return req.file.path;
  throw new InvalidInput('No file was received. Choose the evidence pack again.', [
    { field: 'file', message: 'Choose a file' },
  ]);
}

function remove(folder: string): void {
  rm(folder, { recursive: true, force: true }).catch((err: unknown) => {
    log.warn({ err, folder }, 'An uploaded pack was not removed');
  });
}

function refusalOf(error: unknown, limit: number): ExpectedError {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') {
    return new TooLarge(
      `The evidence pack is larger than the limit of ${Math.round(limit / 1024 / 1024)} MB. Whoever runs Candour can import it on the command line: npx candour import PACK.zip`,
    );
  }
  return new InvalidInput('The upload could not be read. Choose the evidence pack again.');
}
