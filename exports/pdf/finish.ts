import { PDFDocument } from '@cantoo/pdf-lib';
import type { AssessmentExport } from '../input.ts';
import { describeDocument } from './finish/describe.ts';

/**
 * What the browser leaves undone, in small steps over one parsed document; none changes a pixel. The result depends only on
 * the drawing and the input, so the same input gives the same bytes from the same browser.
 */
export async function finishPdf(drawn: Uint8Array, input: AssessmentExport): Promise<Uint8Array> {
  const document = await PDFDocument.load(drawn, { updateMetadata: false });
  describeDocument(document, input);
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}
