import { type PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { AssessmentExport } from '../../input.ts';
import { printable } from '../../view-models/words.ts';

/** The title by which a reader's window names the document. */
export function titleOf({ title, council }: AssessmentExport): string {
  return printable(council === '' || title.includes(council) ? title : `${title} – ${council}`);
}

/** Says what the document is: title (shown in the window's bar), author, language, and the dates of the input instead of the clock's. */
export function describeDocument(document: PDFDocument, input: AssessmentExport): void {
  const when = new Date(input.generatedAt);
  document.setTitle(titleOf(input), { showInWindowTitleBar: true });
  document.setAuthor(printable(input.council));
  document.setSubject(printable(`${input.framework.title}, ${input.version}`));
  document.setCreator('Candour');
  document.setProducer('Candour');
  document.setCreationDate(when);
  document.setModificationDate(when);
  document.catalog.set(PDFName.of('Lang'), PDFString.of('en-GB'));
}
