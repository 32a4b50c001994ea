import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ExpectedError, InvalidInput, TooLarge } from '../../http/errors.ts';

const megabyte = 1024 * 1024;
const limits = { entries: 5000, bytes: 4096 * megabyte, ratio: 150, ratioFrom: 20 * megabyte };
/** What a pack's own files are called: nothing that could lead out of a folder. */
const ownName = /^(evidence\/)?[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/;

/** The sentence for a file that is not an evidence pack. */
export const notAPack =
  'This file is not an evidence pack of Candour. Choose the ZIP file as Candour exported it, without extracting it first.';

/** The sentence for a pack that was cut off or changed; it says what to do. */
export const damaged =
  'This evidence pack is damaged or was changed after it was exported, so nothing was imported. Get the pack again from whoever sent it.';

/** A pack on disk that is read but never unpacked. Throws InvalidInput where it turns out to be damaged. */
export interface PackArchive {
  /** Bytes of each file, by its path. */
  sizes: ReadonlyMap<string, number>;
  /** Reads a file; throws for one that is not there. */
  open: (path: string) => Promise<Readable>;
  close: () => void;
}

/**
 * Opens a ZIP file. Refuses what is no ZIP, is protected by a password, holds files under names that Candour does not give,
 * or would unpack to more than 4 GB or 5,000 files.
 */
export async function openPack(path: string): Promise<PackArchive> {
  const zip = await openZip(path);
  try {
    const entries = await listEntries(zip);
    refuseBombs(entries);
    refuseNames(entries.map(({ fileName }) => fileName));
    const byPath = new Map(entries.map((entry) => [entry.fileName, entry]));
    return {
      sizes: new Map(entries.map(({ fileName, uncompressedSize }) => [fileName, uncompressedSize])),
      open: (name) => openEntry(zip, byPath.get(name)),
      close: () => {
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** True for a file that says it is a ZIP, and for one that is a ZIP but no Word document, whatever its name. */
export async function looksLikePack(path: string): Promise<boolean> {
  const file = await open(path);
  const { buffer: start } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
  if (/\.zip$/i.test(path)) return true;
  return start.toString('latin1') === 'PK\x03\x04' && !(await isWord(path));
}

async function isWord(path: string): Promise<boolean> {
  const zip = await openZip(path).catch(() => null);
  if (!zip) return true;
  const entries = await listEntries(zip).catch(() => null);
  zip.close();
  return entries?.some(({ fileName }) => fileName === '[Content_Types].xml') ?? true;
}

/** The SHA-256 of a file of the pack. */
export async function hashOf(pack: PackArchive, path: string): Promise<string> {
  const hash = createHash('sha256');
  const content = await pack.open(path);
  return readable(async () => {
    for await (const chunk of content) hash.update(chunk as Buffer);
    return hash.digest('hex');
  });
}

/** A file of the pack that is held whole. Throws InvalidInput when it is not there, or has more bytes. */
export async function wholeFile(pack: PackArchive, path: string, most: number): Promise<Buffer> {
  const size = pack.sizes.get(path);
  if (size === undefined) throw new InvalidInput(notAPack);
  if (size > most) throw tooMuch();
  const content = await pack.open(path);
  return readable(() => buffer(content));
}

/** Whatever the unpacking library throws is a damaged pack. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof ExpectedError ? error : new InvalidInput(damaged);
  }
}

async function openZip(path: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
  return yauzl.openPromise(path, options).catch(() => {
    throw new InvalidInput(notAPack);
  });
}

/** An unsafe name is damage too: the library refuses absolute paths and those that lead upwards. */
async function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) throw tooMuch();
  return readable(async () => {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return entries;
  });
}

function refuseBombs(entries: readonly Entry[]): void {
  if (entries.some((entry) => entry.isEncrypted())) {
    throw new InvalidInput(
      'This file is protected by a password. Choose the ZIP file as Candour exported it.',
    );
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const isBomb = entries.some(
    ({ uncompressedSize: bytes, compressedSize }) =>
      bytes > limits.ratioFrom && bytes > compressedSize * limits.ratio,
  );
  if (unpacked > limits.bytes || isBomb) throw tooMuch();
}

function refuseNames(names: readonly string[]): void {
  const stray = names.find((name) => !ownName.test(name));
  if (stray !== undefined) {
    throw new InvalidInput(
      `This ZIP holds “${stray.slice(0, 100)}”, which Candour does not put into an evidence pack. Choose the ZIP file as Candour exported it.`,
    );
  }
  if (new Set(names).size !== names.length) throw new InvalidInput(damaged);
}

function tooMuch(): TooLarge {
  return new TooLarge(
    'This file would unpack to more than Candour takes in one evidence pack (4 GB, 5,000 files).',
  );
}

async function openEntry(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  if (!entry) throw new InvalidInput(damaged);
  return readable(() => zip.openReadStreamPromise(entry));
}
