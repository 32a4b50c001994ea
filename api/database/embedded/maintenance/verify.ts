import { rmSync, existsSync } from 'node:fs';
import { decode } from '../bson/decode.ts';
import { keyOf } from '../bson/keys.ts';
import { type Doc, show } from '../bson/value.ts';
import { scan } from '../query/scan.ts';
import {
  allDocuments,
  allEntries,
  Catalog,
  type Collection,
  documentKey,
  type Index,
} from '../storage/catalog.ts';
import { checkPages } from '../storage/check-file.ts';
import { storedEntryKey } from '../storage/documents.ts';
import { keysOfDocument } from '../storage/index-keys.ts';
import { checkFormat, openEnv, snapshotOf } from '../storage/store.ts';
import { type View } from '../storage/view.ts';
import { type StoredFile, verifyFiles } from './verify-files.ts';

/** What was found in a database file. */
export interface Report {
  collections: { ns: string; documents: number; indexes: { name: string; entries: number }[] }[];
  /** The GridFS files that are whole. */
  files: StoredFile[];
  /** What is wrong and where, one sentence each; none if all is well. */
  problems: string[];
  /** What is in order and may still be worth knowing. */
  notes: string[];
}

/**
 * Reads a whole database file and says what is wrong with it: pages, documents, index entries against documents and
 * documents against index entries, GridFS files against their pieces. A server may be running on it: what is looked
 * at is one moment. `see` is shown every document.
 */
export async function verifyFile(
  path: string,
  see: (ns: string, raw: Buffer) => void = () => undefined,
): Promise<Report> {
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`);
  const report: Report = { collections: [], files: [], problems: [], notes: [] };
  const locked = existsSync(`${path}-lock`);
  try {
    const env = openEnv(path, { readOnly: true });
    const snapshot = snapshotOf(env);
    try {
      // Before LMDB reads them: on a damaged page it would end the process.
      checkPages(path);
      checkFormat(snapshot.view);
      verifyData(snapshot.view, see, report);
    } finally {
      snapshot.release();
      await env.close();
    }
  } catch (error) {
    report.problems.push(error instanceof Error ? error.message : String(error));
  }
  if (!locked) rmSync(`${path}-lock`, { force: true });
  return report;
}

function verifyData(view: View, see: (ns: string, raw: Buffer) => void, report: Report): void {
  const collections = new Catalog(view).list(view);
  for (const collection of collections) verifyCollection(view, collection, see, report);
  const counts = report.collections.map(({ documents, indexes }) =>
    indexes.reduce((sum, { entries }) => sum + entries, 1 + documents),
  );
  // One more: the format.
  const known = counts.reduce((sum, count) => sum + count, 1);
  const stored = view.count({ start: Buffer.from([0]), end: Buffer.from([0xff]) });
  if (stored !== known) report.problems.push(`${stored - known} entries belong to no collection`);
  for (const chunks of collections) {
    const files = collections.find(({ ns }) => `${ns.replace(/\.files$/, '')}.chunks` === chunks.ns);
    if (files) verifyFiles(view, { files, chunks }, report);
  }
}

function verifyCollection(
  view: View,
  collection: Collection,
  see: (ns: string, raw: Buffer) => void,
  report: Report,
): void {
  const { ns, indexes } = collection;
  const found = new Map(indexes.map((index) => [index, 0]));
  let documents = 0;
  for (const { id, raw } of scan(view, collection, { ranges: [allDocuments(collection)], sorted: true })) {
    documents++;
    try {
      const doc = decode(raw);
      if (!keyOf(doc.get('_id')).bytes.equals(id))
        report.problems.push(`${ns}: ${named(doc)} is kept under another _id`);
      for (const index of indexes) {
        const entries = verifyKeys(view, { ns, index }, { id, doc }, report);
        found.set(index, (found.get(index) ?? 0) + entries);
      }
      see(ns, raw);
    } catch (error) {
      report.problems.push(
        `${ns}: the document with the key ${id.toString('hex')} cannot be read: ${String(error)}`,
      );
    }
  }
  for (const [index, count] of found) {
    if (view.count(allEntries(index)) !== count)
      report.problems.push(...strayEntries(view, collection, index));
  }
  const counted = indexes.map((index) => ({ name: index.name, entries: view.count(allEntries(index)) }));
  report.collections.push({ ns, documents, indexes: counted });
}

/** Looks for a document's entries in an index, and says how many are there. */
function verifyKeys(
  view: View,
  { ns, index }: { ns: string; index: Index },
  { id, doc }: { id: Buffer; doc: Doc },
  { problems }: Report,
): number {
  const { keys, multikey, ordered } = keysOfDocument(index, doc);
  const entries = [...keys.values()].map(({ bytes }) => view.get(storedEntryKey(index, bytes, id)));
  const found = entries.filter((entry) => entry?.equals(id)).length;
  if (found < entries.length) problems.push(`${ns}: the index ${index.name} lacks ${named(doc)}`);
  if ((multikey && !index.multikey) || (!ordered && index.ordered))
    problems.push(`${ns}: the index ${index.name} does not know what kind of values it holds`);
  return found;
}

/** Entries that lead to no document, or to one without that value. */
function strayEntries(view: View, collection: Collection, index: Index): string[] {
  return view.range(allEntries(index)).flatMap(({ key, value }) => {
    const raw = view.get(documentKey(collection, value));
    const keys = raw ? [...keysOfDocument(index, decode(raw)).keys.values()] : [];
    if (keys.some(({ bytes }) => storedEntryKey(index, bytes, value).equals(key))) return [];
    const what = raw ? `a value that ${named(decode(raw))} does not have` : 'a document that is not there';
    return [`${collection.ns}: the index ${index.name} has an entry for ${what}`];
  });
}

function named(doc: Doc): string {
  return `the document ${show(doc.get('_id'))}`;
}
