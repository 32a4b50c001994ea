/** The one printer of this process, and the exports that wait for it: one at a time. */
import type { PrintDocument } from '../../exports/document.ts';
import type { PdfPrinter, PrintedPdf, PrintOptions } from '../../exports/pdf/printer.ts';
import { PdfUnavailable } from '../../exports/pdf/unavailable.ts';
import { Unavailable } from '../http/errors.ts';
import { log } from '../http/log.ts';

let executablePath: string | undefined;
let printer: Promise<PdfPrinter> | undefined;

/** Takes the path of the browser that draws PDFs, or undefined for the packaged one; called once at start. */
export function configurePrinting(path: string | undefined): void {
  executablePath = path;
}

/** Prints; throws Unavailable with a plain sentence when the browser is missing, hangs or dies. */
export async function printPdf(document: PrintDocument, options: PrintOptions): Promise<PrintedPdf> {
  try {
    printer ??= loadPrinter();
    return await (await printer).print(document, options);
  } catch (cause) {
    if (!(cause instanceof PdfUnavailable)) throw cause;
    log.warn({ err: cause }, 'A PDF could not be drawn');
    throw Object.assign(new Unavailable(cause.message), { cause });
  }
}

/** Loaded when first needed: it brings a browser's remote control and a PDF library, seconds of every start. */
async function loadPrinter(): Promise<PdfPrinter> {
  const { createPdfPrinter } = await import('../../exports/pdf/printer.ts');
  return createPdfPrinter(executablePath === undefined ? {} : { executablePath });
}

/** Ends the browser. */
export async function stopPrinting(): Promise<void> {
  const stopping = printer;
  printer = undefined;
  await (await stopping)?.close();
}
