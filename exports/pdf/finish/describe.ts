import { type PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PrintDocument } from '../../document.ts';

/** Says what the document is: title (shown in the window's bar), author, language, and the dates of the input instead of the clock's. */
export function describeDocument(document: PDFDocument, about: Omit<PrintDocument, 'html'>): void {
  const when = new Date(about.date);
  document.setTitle(about.title, { showInWindowTitleBar: true });
  document.setAuthor(about.author);
  document.setSubject(about.subject);
  document.setCreator('Candour');
  document.setProducer('Candour');
  document.setCreationDate(when);
  document.setModificationDate(when);
  document.catalog.set(PDFName.of('Lang'), PDFString.of('en-GB'));
}
