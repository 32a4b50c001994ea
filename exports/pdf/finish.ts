import { checkPdf } from './check/check.ts';
import { type PageContent, readContents, writeContents } from './content/page-content.ts';
import { type PageNumbers, pageNumbersOf } from './file/destinations.ts';
import type { PdfFile } from './file/pdf-file.ts';
import { readPdf } from './file/read.ts';
import { writePdf } from './file/write.ts';
import { markArtifacts } from './finish/artifacts.ts';
import { nameBookmarks } from './finish/bookmarks.ts';
import { stateColours } from './finish/colours.ts';
import { untagDecorations } from './finish/decorations.ts';
import { describeDocument } from './finish/describe.ts';
import { completeFigures } from './finish/figures.ts';
import { labelLinks } from './finish/links.ts';
import { writeMetadata } from './finish/metadata.ts';
import { numberContents } from './finish/page-numbers.ts';
import { SourceText } from './finish/source-text.ts';
import { spaceLineEnds } from './finish/spaces.ts';
import type { PrintFacts } from './print-facts.ts';
import { renumberIds } from './tags/ids.ts';
import { shapeLists } from './tags/lists.ts';
import { blocksOf, markedText } from './tags/reading.ts';
import { readTags, type TagElement } from './tags/tree.ts';
import { usePlainTypes } from './tags/types.ts';
import { writeTags } from './tags/write-tags.ts';

/** What to finish: a drawing, and what is known of the document it is of. */
export interface FinishTask {
  drawn: Uint8Array;
  facts: PrintFacts;
  /** How many lines of the contents show placeholders instead of numbers. */
  unnumbered: number;
  /** The numbers the other lines show; null before any are known. */
  numbers: PageNumbers | null;
}

/** A finished file and what is wrong with it, or the pages its contents must name before it can be finished. */
export type Finished = { bytes: Uint8Array; problems: string[] } | { pages: PageNumbers };

/**
 * What the browser leaves undone, in small steps over the objects of the file; none changes a pixel but the placeholders of the
 * contents. The result is checked while it is packed. It depends only on the drawing and these facts.
 */
export async function finishPdf({ drawn, facts, unnumbered, numbers }: FinishTask): Promise<Finished> {
  const file = readPdf(drawn);
  const pages = pageNumbersOf(file);
  if (numbers && !agree(numbers, pages)) return { pages };
  describeDocument(file, facts);
  writeMetadata(file, facts);
  stateColours(file);
  nameBookmarks(file, facts.headings);
  labelLinks(file, facts.targets);
  const root = readTags(file);
  if (root && !finishTags(file, root, { facts, unnumbered })) return { pages };
  const written = writePdf(file);
  const problems = checkPdf(file, facts.strings);
  return { bytes: await written, problems };
}

/** Makes the tags and the content those of PDF/UA-1. False when the contents cannot be numbered in place. */
function finishTags(
  file: PdfFile,
  root: TagElement,
  { facts, unnumbered }: Pick<FinishTask, 'facts' | 'unnumbered'>,
): boolean {
  const contents = readContents(file);
  const texts = markedText(contents);
  if (!numberContents(file, root, texts, unnumbered)) return false;
  untagDecorations(root, contents);
  spaceLineEnds(blocksOf(root, texts), new SourceText(facts.strings));
  completeFigures(file, root, contents);
  for (const content of contents) markArtifacts(content, heightOf(file, content));
  shapeLists(file, root);
  usePlainTypes(root);
  renumberIds(file, root);
  writeContents(file, contents);
  writeTags(file, root);
  return true;
}

function agree(before: PageNumbers, after: PageNumbers): boolean {
  return before.size === after.size && [...before].every(([name, page]) => after.get(name) === page);
}

function heightOf(file: PdfFile, { page }: PageContent): number {
  return file.number(file.list(page.dict.get('MediaBox'))[3]) ?? 0;
}
