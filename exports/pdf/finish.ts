import { PDFDocument } from '@cantoo/pdf-lib';
import type { AssessmentExport } from '../input.ts';
import { assessmentView } from '../view-models/assessment-view.ts';
import { headingsOf } from '../view-models/headings.ts';
import { targetsOf } from '../view-models/targets.ts';
import { nameBookmarks } from './finish/bookmarks.ts';
import { markArtifacts } from './finish/content/artifacts.ts';
import { readContents, writeContents } from './finish/content/pages.ts';
import { untagDecorations } from './finish/decorations.ts';
import { describeDocument } from './finish/describe.ts';
import { labelLinks } from './finish/links.ts';
import { writeMetadata } from './finish/metadata.ts';
import { spaceLineEnds, vocabularyOf } from './finish/spaces.ts';
import { renumberIds } from './finish/tags/ids.ts';
import { shapeLists } from './finish/tags/lists.ts';
import { readTags, writeTags } from './finish/tags/tree.ts';
import { usePlainTypes } from './finish/tags/types.ts';

/**
 * What the browser leaves undone, in small steps over one parsed document; none changes a pixel. The result depends only on
 * the drawing and the input, so the same input gives the same bytes from the same browser.
 */
export async function finishPdf(drawn: Uint8Array, input: AssessmentExport): Promise<Uint8Array> {
  const document = await PDFDocument.load(drawn, { updateMetadata: false });
  const view = assessmentView(input);
  describeDocument(document, input);
  writeMetadata(document, input);
  nameBookmarks(document, headingsOf(view));
  labelLinks(document, targetsOf(view));
  finishTags(document, vocabularyOf(stringsIn(view).join(' ')));
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

/** Makes the tags those of PDF/UA-1; a document without tags is left as it is. */
function finishTags(document: PDFDocument, vocabulary: ReadonlySet<string>): void {
  const root = readTags(document);
  if (!root) return;
  const contents = readContents(document);
  untagDecorations(root, contents);
  spaceLineEnds(root, contents, vocabulary);
  contents.forEach(markArtifacts);
  shapeLists(document, root);
  usePlainTypes(root);
  renumberIds(document, root);
  writeContents(document, contents);
  writeTags(document, root);
}

/** Every string inside plain data. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
