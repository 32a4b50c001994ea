import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { InvalidInput, TooLarge } from '../../../http/errors.ts';

const limits = { entries: 5000, bytes: 200 * 1024 * 1024, ratio: 150, ratioFrom: 20 * 1024 * 1024 };

/** The sentence for a file that is not the Word document its name says. */
export const notWord =
  'This file is not a Word document, although its name ends in .docx. Open it in Word, choose Save as, Word document (.docx), and import that file.';

const damaged =
  'This Word document is damaged and could not be read. Open it in Word, save it under a new name, and import that file.';

/** The parts of a Word document, by name without a leading slash. */
export interface Archive {
  names: readonly string[];
  /** The part's bytes as a stream, or null when there is no such part. */
  open: (name: string) => Promise<Readable | null>;
}

/**
 * Opens a .docx without unpacking it. Refuses what is not a zip file, is damaged or protected by a password, and
 * what would unpack to more than 200 MB or 5,000 parts.
 */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await openZip(bytes);
  const entries = await listEntries(zip);
  refuseBombs(entries, bytes.length);
  const byName = new Map(entries.map((entry) => [entry.fileName.replace(/^\//, ''), entry]));
  return {
    names: [...byName.keys()],
    open: async (name) => {
      const entry = byName.get(name);
      return entry ? openEntry(zip, entry) : null;
    },
  };
}

async function openZip(bytes: Buffer): Promise<ZipFile> {
  const options = { lazyEntries: true, validateEntrySizes: true };
  return yauzl.fromBufferPromise(bytes, options).catch(() => {
    throw new InvalidInput(notWord);
  });
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) throw tooMuch();
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    throw new InvalidInput(damaged);
  }
  return entries;
}

function refuseBombs(entries: readonly Entry[], packed: number): void {
  if (entries.some((entry) => entry.isEncrypted())) {
    throw new InvalidInput(
      'This file is protected by a password. Remove the password in Word and import it again.',
    );
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const overRatio = unpacked > limits.ratioFrom && unpacked > packed * limits.ratio;
  if (entries.length > limits.entries || unpacked > limits.bytes || overRatio) throw tooMuch();
}

function tooMuch(): TooLarge {
  return new TooLarge(
    'This file would unpack to more than Candour reads at once. Save it again from Word without embedded files, and import that.',
  );
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return zip.openReadStreamPromise(entry).catch(() => {
    throw new InvalidInput(damaged);
  });
}
