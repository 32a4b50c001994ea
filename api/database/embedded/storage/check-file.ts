import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

// Where lmdb 3.5.6 writes what (mdb.c: MDB_page, MDB_meta, MDB_node). A page begins with a header of 24 bytes: its
// number, its transaction, two bytes, its kind, and where its free space lies or how many pages follow.
const PAGE_HEADER = 24;
const KIND_AT = 18;
const LOWER_AT = 20;
const [BRANCH, LEAF, OVERFLOW, META] = [0x01, 0x02, 0x04, 0x08];
// Each of the two pages a file begins with.
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
 * Throws if a file is plainly no database of ours, or has lost its end. LMDB itself does not look, and takes the
 * whole process down with it. A file that is not there yet, or empty, is in order.
 */
export function checkFile(path: string): void {
  withPages(path, (pages) => {
    for (const root of pages.roots) pages.read(root);
    // A file may lack its last pages if none of them is in use: only then is it worth while to look at all of them.
    if (pages.isShort) checkTrees(pages);
  });
}

/** Throws if a page that is in use is missing or is not what it should be. Reads the whole file. */
export function checkPages(path: string): void {
  withPages(path, checkTrees);
}

function withPages(path: string, look: (pages: Pages) => void): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > 0) look(new Pages(file, size));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw damaged('a page points outside itself');
  } finally {
    closeSync(file);
  }
}

function damaged(how: string): Error {
  return new Error(`its file is damaged: ${how}. Restore a backup`);
}

/** The pages of a file, as its newest header has them. */
class Pages {
  readonly roots: number[];
  readonly isShort: boolean;
  private readonly file: number;
  private readonly count: number;
  private readonly pageSize: number;

  constructor(file: number, size: number) {
    this.file = file;
    this.pageSize = this.bytes(0, 192).readUInt32LE(PAGE_SIZE_AT);
    if (![4096, 8192, 16384, 32768].includes(this.pageSize)) throw damaged('its header is not one of ours');
    const headers = [0, this.pageSize].map((at) => this.bytes(at, 192));
    if (!headers.every((header) => this.isHeader(header))) throw damaged('its header is not one of ours');
    const [newest = Buffer.alloc(0)] = headers.sort((a, b) =>
      Number(b.readBigUInt64LE(TRANSACTION_AT) - a.readBigUInt64LE(TRANSACTION_AT)),
    );
    this.count = Math.floor(size / this.pageSize);
    this.isShort = newest.readBigUInt64LE(LAST_PAGE_AT) >= BigInt(this.count);
    this.roots = [FREE_ROOT_AT, MAIN_ROOT_AT]
      .map((at) => newest.readBigUInt64LE(at))
      .filter((root) => root !== NO_PAGE)
      .map(Number);
  }

  /** A page of a tree, of which `isBranch` says the kind. */
  read(number: number): { bytes: Buffer; isBranch: boolean } {
    const bytes = this.page(number);
    const kind = bytes.readUInt16LE(KIND_AT);
    if (kind !== BRANCH && kind !== LEAF) throw damaged(`page ${number} is of no known kind`);
    return { bytes, isBranch: kind === BRANCH };
  }

  /** Looks at a value that fills pages of its own. */
  checkOverflow(number: number, size: number): void {
    const first = this.page(number);
    const pages = first.readUInt32LE(LOWER_AT);
    const enough = PAGE_HEADER + size <= pages * this.pageSize && number + pages <= this.count;
    if (first.readUInt16LE(KIND_AT) !== OVERFLOW || !enough) throw damaged(`page ${number} is cut off`);
  }

  private page(number: number): Buffer {
    if (number >= this.count) throw damaged('its end is missing');
    const bytes = this.bytes(number * this.pageSize, this.pageSize);
    if (bytes.readBigUInt64LE(0) !== BigInt(number)) throw damaged(`page ${number} was overwritten`);
    return bytes;
  }

  private isHeader(header: Buffer): boolean {
    return (
      header.readUInt32LE(MAGIC_AT) === MAGIC &&
      header.readUInt32LE(VERSION_AT) === 2 &&
      header.readUInt16LE(KIND_AT) === META &&
      header.readUInt32LE(PAGE_SIZE_AT) === this.pageSize
    );
  }

  private bytes(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(this.file, bytes, 0, length, at);
    return bytes;
  }
}

function checkTrees(pages: Pages): void {
  const seen = new Set<number>();
  const open = [...pages.roots];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (seen.has(number)) throw damaged(`page ${number} is used twice`);
    seen.add(number);
    const { bytes, isBranch } = pages.read(number);
    for (const node of nodesOf(bytes)) {
      if (isBranch) open.push(node.readUInt32LE(0) + node.readUInt16LE(4) * 2 ** 32);
      else checkValue(pages, node);
    }
  }
}

/** The nodes of a page: size or page number, flags, key size, key, value. */
function* nodesOf(page: Buffer): Generator<Buffer> {
  const count = page.readUInt16LE(LOWER_AT) / 2;
  for (let at = 0; at < count; at++)
    yield page.subarray(PAGE_HEADER + page.readUInt16LE(PAGE_HEADER + 2 * at));
}

function checkValue(pages: Pages, node: Buffer): void {
  const size = node.readUInt32LE(0);
  const valueAt = 8 + node.readUInt16LE(6);
  const isBig = (node.readUInt16LE(4) & 1) === 1;
  if (isBig) pages.checkOverflow(Number(node.readBigUInt64LE(valueAt)), size);
  else if (valueAt + size > node.length) throw damaged('a value is cut off');
}
