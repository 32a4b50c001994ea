import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

// Where lmdb 3.5.6 writes what, in each of the two pages that a file begins with (struct MDB_meta in its mdb.c).
const MAGIC = 0xbeefc0de;
const MAGIC_AT = 0x18;
const PAGE_SIZE_AT = 0x30;
const FREE_ROOT_AT = 0x58;
const MAIN_ROOT_AT = 0x88;
const NO_PAGE = 0xffffffffffffffffn;

/**
 * Throws if a file is plainly no database of ours, or has lost its end. LMDB itself does not look, and takes the
 * whole process down with it. A file that is not there yet, or empty, is in order.
 */
export function checkFile(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  try {
    const { size } = fstatSync(file);
    if (size > 0) checkPages(file, path, size);
  } finally {
    closeSync(file);
  }
}

function checkPages(file: number, path: string, size: number): void {
  const first = readHeader(file, 0);
  const pageSize = first.readUInt32LE(PAGE_SIZE_AT);
  const known = [4096, 8192, 16384, 32768, 65536].includes(pageSize);
  const headers = known ? [first, readHeader(file, pageSize)] : [];
  if (!known || headers.some((header) => header.readUInt32LE(MAGIC_AT) !== MAGIC)) {
    throw new Error(`${path} is damaged: it is not a file of the embedded database. Restore a backup.`);
  }
  const roots = headers.flatMap((header) =>
    [FREE_ROOT_AT, MAIN_ROOT_AT].map((at) => header.readBigUInt64LE(at)),
  );
  if (roots.some((root) => root !== NO_PAGE && (root + 1n) * BigInt(pageSize) > BigInt(size))) {
    throw new Error(`${path} is damaged: its end is missing. Restore a backup.`);
  }
}

function readHeader(file: number, at: number): Buffer {
  const header = Buffer.alloc(192);
  readSync(file, header, 0, header.length, at);
  return header;
}
