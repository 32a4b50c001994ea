import { existsSync } from 'node:fs';
import { decode } from '../bson/decode.ts';
import { keyOf } from '../bson/keys.ts';
import { type Doc, show } from '../bson/value.ts';
import { select } from '../commands/select.ts';
import { type SortFields } from '../query/plan.ts';
import { scanAll } from '../query/scan.ts';
import { allEntries, Catalog, type Collection, documentKey, type Index } from '../storage/catalog.ts';
import { checkFile } from '../storage/check-file.ts';
import { storedEntryKey } from '../storage/documents.ts';
import { keysOfDocument } from '../storage/index-keys.ts';
import { checkFormat, snapshotOf } from '../storage/store.ts';
import { type View } from '../storage/view.ts';
import { reading } from './reading.ts';

/** What was found in a database file. */
export interface Report {
  collections: { ns: string; documents: number; indexes: { name: string; entries: number }[] }[];
  /** What is wrong and where, one sentence each; none if all is well. */
  problems: string[];
}

/** Reads the documents of a collection that match a filter, all by default, in the order asked for. */
export type Reader = (ns: string, filter?: Doc, sort?: SortFields) => Iterable<Buffer>;

/**
 * Reads a whole database file and says what is wrong with it: pages, documents, index entries against documents and
 * documents against index entries. A server may be running on it: what is looked at is one moment. `look` may read on
 * in it, and add what it finds.
 */
export async function verifyFile(
  path: string,
  look: (read: Reader, report: Report) => void = () => undefined,
): Promise<Report> {
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`);
  const report: Report = { collections: [], problems: [] };
  try {
    await reading(path, (env) => {
      const snapshot = snapshotOf(env);
      try {
        // Before LMDB reads them: on a damaged page it would end the process.
        checkFile(path, { whole: true });
        checkFormat(snapshot.view);
        verifyData(snapshot.view, look, report);
      } finally {
        snapshot.release();
      }
    });
  } catch (error) {
    report.problems.push(error instanceof Error ? error.message : String(error));
  }
  return report;
}

function verifyData(view: View, look: (read: Reader, report: Report) => void, report: Report): void {
  const catalog = new Catalog(view);
  for (const collection of catalog.list(view)) verifyCollection(view, collection, report);
  const counts = report.collections.map(({ documents, indexes }) =>
    indexes.reduce((sum, { entries }) => sum + entries, 1 + documents),
  );
  // One more: the format.
  const known = counts.reduce((sum, count) => sum + count, 1);
  const stored = view.count({ start: Buffer.from([0]), end: Buffer.from([0xff]) });
  if (stored !== known) report.problems.push(`${stored - known} entries belong to no collection`);
  look(readerOf(view, catalog), report);
}

function readerOf(view: View, catalog: Catalog): Reader {
  return function* (ns, filter = new Map(), sort = []) {
    for (const { raw } of select(view, catalog.find(view, ns), { filter, sort })) yield raw;
  };
}

function verifyCollection(view: View, collection: Collection, report: Report): void {
  const { ns, indexes } = collection;
  const found = new Map(indexes.map((index) => [index, 0]));
  let documents = 0;
  for (const { id, raw } of scanAll(view, collection)) {
    documents++;
    try {
      const doc = decode(raw);
      if (!keyOf(doc.get('_id')).bytes.equals(id))
        report.problems.push(`${ns}: ${named(doc)} is kept under another _id`);
      for (const index of indexes) {
        const entries = verifyKeys(view, { ns, index }, { id, doc }, report);
        found.set(index, (found.get(index) ?? 0) + entries);
      }
    } catch (error) {
      report.problems.push(
        `${ns}: the document with the key ${id.toString('hex')} cannot be read: ${String(error)}`,
      );
    }
  }
  const counted = indexes.map((index) => ({ name: index.name, entries: view.count(allEntries(index)) }));
  for (const [at, index] of indexes.entries())
    if (counted[at]?.entries !== found.get(index))
      report.problems.push(...strayEntries(view, collection, index));
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
