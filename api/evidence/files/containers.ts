/**
 * Office files are ZIP containers. Before anything unpacks one, its directory is read and every entry is unpacked
 * once into nothing, counting: sizes that lie, bombs, broken entries, passwords and macros are found here.
 */
import { Writable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { KINDS, type KindId } from './kinds.ts';
import { damaged, lockedOrOld, unpacksTooLarge, withMacros } from './refusals.ts';
import { StoredReader } from './stored-reader.ts';

const mostEntries = 5000;
const mostUnpacked = 500 * 1024 * 1024;
const mostRatio = 100;
/** Small files of repetitive XML may pack better than the ratio without being a danger. */
const ratioMattersFrom = 20 * 1024 * 1024;
const mostDescription = 1024 * 1024;

/** What kind of Office file a stored ZIP is; null when it is none. Throws a refusal for what must not be taken. */
export async function kindOfContainer(id: string, size: number): Promise<KindId | null> {
  const zip = await openZip(id, size);
  const entries = await directoryOf(zip);
  judgeSizes(entries, size);
  if (entries.some((entry) => entry.isEncrypted())) throw lockedOrOld();
  if (entries.some((entry) => /(^|\/)(vbaProject\.bin|vbaData\.xml)$|^Basic\/./i.test(entry.fileName))) {
    throw withMacros();
  }
  const kind = await describedKind(zip, entries);
  if (kind) for (const entry of entries) await unpackIntoNothing(zip, entry);
  return kind;
}

async function openZip(id: string, size: number): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
  const reader = new StoredReader(id, size);
  return readable(() => yauzl.fromRandomAccessReaderPromise(reader, size, options));
}

async function directoryOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > mostEntries) throw unpacksTooLarge();
  return readable(async () => {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return entries;
  });
}

function judgeSizes(entries: readonly Entry[], size: number): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const bomb = unpacked > ratioMattersFrom && unpacked > size * mostRatio;
  if (unpacked > mostUnpacked || bomb) throw unpacksTooLarge();
}

/** By what the container says of itself: [Content_Types].xml (ECMA-376 part 2) or mimetype (ODF 1.3 part 2). */
async function describedKind(zip: ZipFile, entries: readonly Entry[]): Promise<KindId | null> {
  const types = entries.find((entry) => entry.fileName === '[Content_Types].xml');
  if (types) return kindFromContentTypes(await descriptionIn(zip, types));
  const mimetype = entries.find((entry) => entry.fileName === 'mimetype');
  if (!mimetype) return null;
  const stated = (await descriptionIn(zip, mimetype)).trim();
  return (['odt', 'ods', 'odp'] as const).find((kind) => KINDS[kind].mediaType === stated) ?? null;
}

function kindFromContentTypes(xml: string): KindId | null {
  if (/<!DOCTYPE/i.test(xml)) throw damaged();
  if (/macroEnabled|vbaProject/i.test(xml)) throw withMacros();
  const main = (['docx', 'xlsx', 'pptx'] as const).filter((kind) =>
    xml.includes(`"${KINDS[kind].mediaType}.main+xml"`),
  );
  return main.length === 1 ? (main[0] ?? null) : null;
}

async function descriptionIn(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > mostDescription) throw damaged();
  return readable(async () => textOf(await zip.openReadStreamPromise(entry)));
}

async function unpackIntoNothing(zip: ZipFile, entry: Entry): Promise<void> {
  if (entry.fileName.endsWith('/')) return;
  const nothing = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  await readable(async () => pipeline(await zip.openReadStreamPromise(entry), nothing));
}

/** Whatever the unpacking library throws is damage. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  return read().catch(() => {
    throw damaged();
  });
}
