import { deflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  type PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { type Operation, readOperations } from './operations.ts';

/** A page and the operations that draw it; steps change the list in place. */
export interface PageContent {
  page: PDFPage;
  operations: Operation[];
}

/** The pages whose content can be read; a page drawn in another way is left as it is. */
export function readContents(document: PDFDocument): PageContent[] {
  return document.getPages().flatMap((page) => {
    const stream = page.node.lookup(PDFName.of('Contents'));
    if (!(stream instanceof PDFRawStream)) return [];
    const operations = readOperations(Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'));
    return operations ? [{ page, operations }] : [];
  });
}

/** Writes the operations back. */
export function writeContents(document: PDFDocument, contents: readonly PageContent[]): void {
  for (const { page, operations } of contents) {
    const ref = page.node.get(PDFName.of('Contents'));
    if (!(ref instanceof PDFRef)) continue;
    const bytes = deflateSync(Buffer.from(operations.map(({ text }) => text).join('\n'), 'latin1'));
    const dict = document.context.obj({ Length: bytes.length, Filter: 'FlateDecode' });
    document.context.assign(ref, PDFRawStream.of(dict, bytes));
  }
}
