import { createHash } from 'node:crypto';
import { Binary, deserialize, type ObjectId } from 'bson';
import { type Reader, type Report, verifyFile } from './embedded/maintenance/verify.ts';

/** A GridFS file that is whole: the collection of its entry, its `_id` as text, and its content. */
export interface StoredFile {
  ns: string;
  id: string;
  sha256: string;
}

/** What was found in a database file and in the GridFS files that it holds. */
export interface FilesReport extends Report {
  /** The GridFS files that are whole. */
  files: StoredFile[];
  /** What is in order and may still be worth knowing. */
  notes: string[];
}

/**
 * Verifies a database file, and holds every GridFS file in it against its pieces: their numbers, their sizes, their
 * sum. `look` may read what else there is.
 */
export async function verifyWithFiles(
  path: string,
  look: (read: Reader, report: FilesReport) => void = () => undefined,
): Promise<FilesReport> {
  const found: Pick<FilesReport, 'files' | 'notes'> = { files: [], notes: [] };
  const report = await verifyFile(path, (read, data) => {
    const all = { ...data, ...found };
    for (const { ns } of data.collections) if (ns.endsWith('.chunks')) verifyBucket(read, ns, all);
    look(read, all);
  });
  return { ...report, ...found };
}

function verifyBucket(
  read: Reader,
  chunks: string,
  { collections, files, problems, notes }: FilesReport,
): void {
  const ns = chunks.replace(/chunks$/, 'files');
  let pieces = 0;
  for (const raw of read(ns)) {
    const file = deserialize(raw) as Entry;
    const content = contentOf(file, read(chunks, new Map([['files_id', file._id]]), [['n', 1]]));
    pieces += content.pieces;
    if (content.wrong === undefined) files.push({ ns, id: String(file._id), sha256: content.sha256 });
    else problems.push(`${ns}: the file ${String(file._id)} ${content.wrong}`);
  }
  const stored = collections.find((one) => one.ns === chunks)?.documents ?? 0;
  if (stored > pieces) notes.push(`${ns}: ${stored - pieces} pieces of uploads that were not finished`);
}

interface Entry {
  _id: ObjectId;
  length: number;
  chunkSize: number;
}

/** Puts a file together from its pieces in their order; `wrong` says what is not as its entry has it. */
function contentOf(
  { length, chunkSize }: Entry,
  chunks: Iterable<Buffer>,
): { pieces: number; sha256: string; wrong?: string } {
  const hash = createHash('sha256');
  const wrong: string[] = [];
  let [pieces, size] = [0, 0];
  for (const raw of chunks) {
    const { n, data } = deserialize(raw) as { n: number; data: unknown };
    const bytes = data instanceof Binary ? data.value() : Buffer.alloc(0);
    if (n !== pieces) wrong.push(`lacks its piece ${pieces}`);
    if (bytes.length !== Math.min(chunkSize, length - size))
      wrong.push(`has a piece ${n} of ${bytes.length} bytes`);
    hash.update(bytes);
    size += bytes.length;
    pieces++;
  }
  if (size !== length) wrong.push(`has ${size} of its ${length} bytes`);
  return { pieces, sha256: hash.digest('hex'), ...(wrong[0] === undefined ? {} : { wrong: wrong[0] }) };
}
