import { PDFDocument } from '@cantoo/pdf-lib';
import type { PrintDocument } from '../document.ts';
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

/** What finishing needs to know of a document: everything but its drawing. */
export type PrintModel = Omit<PrintDocument, 'html'>;

/**
 * What the browser leaves undone, in small steps over one parsed document; none changes a pixel. The result depends only on
 * the drawing and the model, so the same input gives the same bytes from the same browser.
 */
export async function finishPdf(drawn: Uint8Array, model: PrintModel): Promise<Uint8Array> {
  const document = await PDFDocument.load(drawn, { updateMetadata: false });
  describeDocument(document, model);
  writeMetadata(document, model);
  nameBookmarks(document, model.headings);
  labelLinks(document, model.targets);
  finishTags(document, vocabularyOf(model.strings.join(' ')));
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
