import { PDFDocument } from '@cantoo/pdf-lib';
import type { AssessmentExport } from '../input.ts';
import { assessmentView } from '../view-models/assessment-view.ts';
import { headingsOf } from '../view-models/headings.ts';
import { targetsOf } from '../view-models/targets.ts';
import { nameBookmarks } from './finish/bookmarks.ts';
import { describeDocument } from './finish/describe.ts';
import { labelLinks } from './finish/links.ts';

/**
 * What the browser leaves undone, in small steps over one parsed document; none changes a pixel. The result depends only on
 * the drawing and the input, so the same input gives the same bytes from the same browser.
 */
export async function finishPdf(drawn: Uint8Array, input: AssessmentExport): Promise<Uint8Array> {
  const document = await PDFDocument.load(drawn, { updateMetadata: false });
  const view = assessmentView(input);
  describeDocument(document, input);
  nameBookmarks(document, headingsOf(view));
  labelLinks(document, targetsOf(view));
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}
