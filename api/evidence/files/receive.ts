import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { beginFile, discardFile, fileWriter } from './file-store.ts';
import { Inspector } from './inspector.ts';
import { KINDS } from './kinds.ts';
import { safeFilename } from './names.ts';
import { recognise } from './recognise.ts';

/** A file that is stored and recognised, and belongs to nobody yet. */
export interface ReceivedFile {
  file: string;
  filename: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

/**
 * Streams a file into the store, hashing on the way, and recognises it. Throws a refusal that says what to do; then,
 * and when the stream breaks off, nothing of it is left. `isCut` tells whether the stream was ended at the limit.
 */
export async function receiveFile(
  givenName: string,
  content: Readable,
  isCut: () => boolean = () => false,
): Promise<ReceivedFile> {
  const filename = safeFilename(givenName);
  const file = await beginFile();
  try {
    const inspector = new Inspector();
    await pipeline(content, inspector, fileWriter(file));
    if (isCut()) throw new Error('The file was cut off at the limit');
    const seen = inspector.inspection();
    const kind = await recognise(file, filename, seen);
    const { bytes, sha256 } = seen;
    return { file, filename, mediaType: KINDS[kind].mediaType, bytes, sha256 };
  } catch (error) {
    await discardFile(file);
    throw error;
  }
}
