import type { PrintDocument } from './document.ts';
import type { AssessmentExport } from './input.ts';
import { renderHtml } from './render.ts';
import { assessmentView } from './view-models/assessment-view.ts';
import { headingsOf } from './view-models/headings.ts';
import { stringsOf } from './view-models/strings.ts';
import { targetsOf } from './view-models/targets.ts';

/** The inspection edition, ready to be printed. Pure: the same input gives the same document. */
export function inspectionDocument(input: AssessmentExport): PrintDocument {
  const view = assessmentView(input, 'print');
  return {
    ...view.about,
    html: renderHtml('inspection', 'print', view),
    headings: headingsOf(view),
    targets: targetsOf(view),
    strings: stringsOf(view),
  };
}

/** The inspection edition as one page for a browser: self-contained, without scripts. Links to files begin with `./`. */
export function inspectionPage(input: AssessmentExport): string {
  return renderHtml('inspection', 'screen', assessmentView(input, 'screen'));
}
