import { type PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { AssessmentExport } from '../../input.ts';

/** Says what the document is: title (shown in the window's bar), author, language, and the dates of the input instead of the clock's. */
export function describeDocument(document: PDFDocument, input: AssessmentExport): void {
  const when = new Date(input.generatedAt);
  document.setTitle(`${input.title} – ${input.council}`, { showInWindowTitleBar: true });
  document.setAuthor(input.council);
  document.setSubject(`${input.framework.title}, ${input.version}`);
  document.setCreator('Candour');
  document.setProducer('Candour');
  document.setCreationDate(when);
  document.setModificationDate(when);
  document.catalog.set(PDFName.of('Lang'), PDFString.of('en-GB'));
}
