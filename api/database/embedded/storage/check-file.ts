import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

// Where lmdb 3.5.6 writes what (mdb.c: MDB_page, MDB_meta, MDB_node). A page begins with a header of 24 bytes: its
// number, its transaction, two bytes, its kind, and where its free space lies or how many pages follow.
const PAGE_HEADER = 24;
const KIND_AT = 18;
const LOWER_AT = 20;
const [BRANCH, LEAF, OVERFLOW, META] = [0x01, 0x02, 0x04, 0x08];
// Each of the two pages a file begins with.
const HEADER_BYTES = 192;
const MAGIC = 0xbeefc0de;
const MAGIC_AT = 0x18;
const VERSION_AT = 0x1c;
const PAGE_SIZE_AT = 0x30;
const FREE_ROOT_AT = 0x58;
const MAIN_ROOT_AT = 0x88;
const LAST_PAGE_AT = 0x90;
const TRANSACTION_AT = 0x98;
const NO_PAGE = 0xffffffffffffffffn;

/**
 * Throws if a file is plainly no database of ours, or has lost its end; with `whole`, if any page that is in use is
 * missing or is not what it should be. LMDB itself does not look, and takes the whole process down with it. A file that
 * is not there yet, or empty, is in order.
 */
export function checkFile(path: string, { whole = false } = {}): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > 0) checkPages(file, size, whole);
  } catch (error) {
    throw error instanceof RangeError ? damaged('a page points outside itself') : error;
  } finally {
    closeSync(file);
  }
}

function damaged(how: string): Error {
  return new Error(`its file is damaged: ${how}. Restore a backup`);
}

function checkPages(file: number, size: number, whole: boolean): void {
  const header = newestHeader(file);
  const pageSize = header.readUInt32LE(PAGE_SIZE_AT);
  const pages: Pages = { file, pageSize, count: Math.floor(size / pageSize) };
  const roots = [FREE_ROOT_AT, MAIN_ROOT_AT].map((at) => header.readBigUInt64LE(at));
  const open = roots.filter((root) => root !== NO_PAGE).map(Number);
  // A file may lack its last pages if none of them is in use: only then is it worth while to look at all of them.
  const isShort = header.readBigUInt64LE(LAST_PAGE_AT) >= BigInt(pages.count);
  const seen = new Set<number>();
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (seen.has(number)) throw damaged(`page ${number} is used twice`);
    seen.add(number);
    const below = checkPage(pages, number);
    if (whole || isShort) open.push(...below);
  }
}

function newestHeader(file: number): Buffer {
  const pageSize = readBytes(file, 0, HEADER_BYTES).readUInt32LE(PAGE_SIZE_AT);
  const headers = [0, pageSize].map((at) => readBytes(file, at, HEADER_BYTES));
  const areOurs = headers.every(
    (header) =>
      header.readUInt32LE(MAGIC_AT) === MAGIC &&
      header.readUInt32LE(VERSION_AT) === 2 &&
      header.readUInt16LE(KIND_AT) === META &&
      header.readUInt32LE(PAGE_SIZE_AT) === pageSize,
  );
  if (![4096, 8192, 16384, 32768].includes(pageSize) || !areOurs)
    throw damaged('its header is not one of ours');
  const [a = Buffer.alloc(0), b = a] = headers;
  return a.readBigUInt64LE(TRANSACTION_AT) > b.readBigUInt64LE(TRANSACTION_AT) ? a : b;
}

interface Pages {
  file: number;
  pageSize: number;
  /** How many whole pages there are. */
  count: number;
}

/** Checks a page of a tree, and gives the numbers of the pages below it. */
function checkPage(pages: Pages, number: number): number[] {
  const page = readPage(pages, number);
  const kind = page.readUInt16LE(KIND_AT);
  if (kind !== BRANCH && kind !== LEAF) throw damaged(`page ${number} is of no known kind`);
  const nodes = Array.from({ length: page.readUInt16LE(LOWER_AT) / 2 }, (_, at) =>
    page.subarray(PAGE_HEADER + page.readUInt16LE(PAGE_HEADER + 2 * at)),
  );
  // A node: size or page number, flags, key size, key, value.
  if (kind === BRANCH) return nodes.map((node) => node.readUInt32LE(0) + node.readUInt16LE(4) * 2 ** 32);
  for (const node of nodes) checkValue(pages, node);
  return [];
}

function checkValue(pages: Pages, node: Buffer): void {
  const size = node.readUInt32LE(0);
  const valueAt = 8 + node.readUInt16LE(6);
  const isBig = (node.readUInt16LE(4) & 1) === 1;
  if (isBig) checkOverflow(pages, Number(node.readBigUInt64LE(valueAt)), size);
  else if (valueAt + size > node.length) throw damaged('a value is cut off');
}

/** Looks at a value that fills pages of its own. */
function checkOverflow(pages: Pages, number: number, size: number): void {
  const first = readPage(pages, number);
  const used = first.readUInt32LE(LOWER_AT);
  const enough = PAGE_HEADER + size <= used * pages.pageSize && number + used <= pages.count;
  if (first.readUInt16LE(KIND_AT) !== OVERFLOW || !enough) throw damaged(`page ${number} is cut off`);
}

function readPage({ file, pageSize, count }: Pages, number: number): Buffer {
  if (number >= count) throw damaged('its end is missing');
  const page = readBytes(file, number * pageSize, pageSize);
  if (page.readBigUInt64LE(0) !== BigInt(number)) throw damaged(`page ${number} was overwritten`);
  return page;
}

function readBytes(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, at);
  return bytes;
}
