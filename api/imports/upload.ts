import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { installationSettings } from '../accounts/installation.ts';
import { safeFilename } from '../evidence/files/names.ts';
import { ExpectedError, InvalidInput, TooLarge } from '../http/errors.ts';

/** A self-assessment is text; more than this is pictures, and is held in memory while it is read. */
const mostBytes = 25 * 1024 * 1024;

/** Receives a form with the fields of an import and its file, `file`, in memory up to the limit. */
export const receiveImport: RequestHandler = (req, res, next) => {
  const fileSize = Math.min(mostBytes, installationSettings().uploadLimitBytes);
  const limits = { fileSize, files: 1, fields: 5, parts: 6, fieldSize: 1000, headerPairs: 20 };
  const form = multer({ storage: multer.memoryStorage(), limits, defParamCharset: 'utf8' }).single('file');
  void form(req, res, (error?: unknown) => {
    next(error === undefined ? undefined : refusalOf(error, fileSize));
  });
};

/** The file that came with a request. Throws InvalidInput when there is none. */
export function importedFile(req: Request): { filename: string; bytes: Buffer } {
  if (req.file) return { filename: safeFilename(req.file.originalname), bytes: req.file.buffer };
  throw new InvalidInput('No file was received. Choose the file again.', [
    { field: 'file', message: 'Choose a file' },
  ]);
}

function refusalOf(error: unknown, limit: number): ExpectedError {
  if (error instanceof ExpectedError) return error;
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') {
    const megabytes = Math.round((limit / 1024 / 1024) * 10) / 10;
    return new TooLarge(
      `The file is larger than the limit of ${megabytes} MB. Take the pictures out of a copy and import that.`,
    );
  }
  return new InvalidInput('The upload could not be read. Choose the file again.');
}
