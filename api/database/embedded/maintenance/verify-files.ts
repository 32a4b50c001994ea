import { createHash } from 'node:crypto';
import { Binary } from 'bson';
import { decode } from '../bson/decode.ts';
import { keyOf } from '../bson/keys.ts';
import { bytesOf } from '../bson/order.ts';
import { type Doc, show, toNumber, type Value } from '../bson/value.ts';
import { select } from '../commands/select.ts';
import { scan } from '../query/scan.ts';
import { allDocuments, type Collection } from '../storage/catalog.ts';
import { type View } from '../storage/view.ts';
import { type Report } from './verify.ts';

/** A GridFS file: the collection of its entry, its `_id` as text, and its content. */
export interface StoredFile {
  ns: string;
  id: string;
  length: number;
  sha256: string;
}

/** Holds every file of a GridFS bucket against its pieces: their numbers, their sizes, their sum. */
export function verifyFiles(
  view: View,
  bucket: { files: Collection; chunks: Collection },
  report: Report,
): void {
  const { ns } = bucket.files;
  const entries = new Set<string>();
  for (const { id, raw } of documentsOf(view, bucket.files)) {
    entries.add(id.toString('latin1'));
    const file = decode(raw);
    const content = readFile(view, bucket.chunks, file);
    const name = show(file.get('_id')).replace(/^ObjectId\('(.*)'\)$/, '$1');
    if (typeof content === 'string') report.problems.push(`${ns}: the file ${name} ${content}`);
    else report.files.push({ ns, id: name, ...content });
  }
  const unfinished = new Set<string>();
  for (const { raw } of documentsOf(view, bucket.chunks)) {
    const owner = keyOf(decode(raw, new Set(['files_id'])).get('files_id')).bytes.toString('latin1');
    if (!entries.has(owner)) unfinished.add(owner);
  }
  if (unfinished.size > 0)
    report.notes.push(`${ns}: pieces of ${unfinished.size} uploads that were not finished`);
}

function documentsOf(view: View, collection: Collection): ReturnType<typeof scan> {
  return scan(view, collection, { ranges: [allDocuments(collection)], sorted: true });
}

/** A file's length and hash, or what is wrong with it. */
function readFile(view: View, chunks: Collection, file: Doc): Pick<StoredFile, 'length' | 'sha256'> | string {
  const [wanted, size] = [toNumber(file.get('length')), toNumber(file.get('chunkSize'))];
  if (wanted === undefined || size === undefined) return 'has no length or no size of its pieces';
  const hash = createHash('sha256');
  let [length, number] = [0, 0];
  for (const { raw } of select(view, chunks, { filter: filterOf(file), sort: [['n', 1]] })) {
    const { n, data } = Object.fromEntries(decode(raw)) as Record<string, Value | undefined>;
    if (toNumber(n) !== number) return `lacks its piece ${number}`;
    const bytes = data instanceof Binary ? bytesOf(data) : Buffer.alloc(0);
    if (bytes.length !== Math.min(size, wanted - length))
      return `has a piece ${number} of ${bytes.length} bytes`;
    hash.update(bytes);
    length += bytes.length;
    number++;
  }
  return length === wanted ? { length, sha256: hash.digest('hex') } : `has ${length} of its ${wanted} bytes`;
}

function filterOf(file: Doc): Doc {
  return new Map([['files_id', file.get('_id') ?? null]]);
}
