/** An edition as the documents it is drawn as. The two are apart: nothing of the internal one is within reach of the other. */
import type { PrintDocument } from '../../../exports/document.ts';
import type { AssessmentExport } from '../../../exports/input.ts';
import { inspectionDocument, inspectionPage } from '../../../exports/inspection.ts';
import { internalDocument, internalPage } from '../../../exports/internal/document.ts';
import { inspectionEdition } from '../editions/inspection.ts';
import { internalEdition } from '../editions/internal.ts';
import type { Edition } from '../vocabulary.ts';
import type { Subject } from './subject.ts';

/** An edition of a subject: what it shows, to be printed or as a page. */
export interface Drawing {
  input: AssessmentExport;
  document: () => PrintDocument;
  page: () => string;
}

/** Draws an edition; `withFiles` links its citations to files beside it, as in a pack. */
export function draw(subject: Subject, edition: Edition, withFiles: boolean): Drawing {
  return edition === 'internal' ? drawInternal(subject, withFiles) : drawInspection(subject, withFiles);
}

function drawInspection({ frozen, facts }: Omit<Subject, 'postIts'>, withFiles: boolean): Drawing {
  const input = inspectionEdition(frozen, { ...facts, withFiles });
  return { input, document: () => inspectionDocument(input), page: () => inspectionPage(input) };
}

function drawInternal({ frozen, postIts, facts }: Subject, withFiles: boolean): Drawing {
  const input = internalEdition(frozen, postIts, { ...facts, withFiles });
  return { input, document: () => internalDocument(input), page: () => internalPage(input) };
}
