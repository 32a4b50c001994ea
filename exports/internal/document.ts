import type { PrintDocument } from '../document.ts';
import { renderHtml } from '../render.ts';
import { headingsOf } from '../view-models/headings.ts';
import { stringsOf } from '../view-models/strings.ts';
import { targetsOf } from '../view-models/targets.ts';
import { addedHeadings, addedStrings, addedTargets } from './added.ts';
import type { InternalExport } from './input.ts';
import { internalView } from './view.ts';

/** The internal edition, ready to be printed. Pure: the same input gives the same document. */
export function internalDocument(input: InternalExport): PrintDocument {
  const view = internalView(input, 'print');
  return {
    ...view.about,
    html: renderHtml('internal', 'print', view),
    headings: [...headingsOf(view), ...addedHeadings(view)],
    targets: { ...targetsOf(view), ...addedTargets(view) },
    strings: [...stringsOf(view), ...addedStrings(view)],
  };
}

/** The internal edition as one page for a browser: self-contained, without scripts. */
export function internalPage(input: InternalExport): string {
  return renderHtml('internal', 'screen', internalView(input, 'screen'));
}
