import type { Medium } from '../render.ts';
import { type AssessmentView, assessmentView } from '../view-models/assessment-view.ts';
import type { InternalExport } from './input.ts';
import { type OpenPointsPart, openPointsPart } from './open-points.ts';
import { type PostItsPart, postItsPart } from './post-its.ts';
import { type SupportPart, supportPart } from './support.ts';

/** What the templates of the internal edition draw. */
export interface InternalView extends AssessmentView {
  openPoints: OpenPointsPart;
  support: SupportPart;
  postIts: PostItsPart | null;
}

/** Turns the contract into what the templates draw. Every page is marked as internal. */
export function internalView(input: InternalExport, medium: Medium): InternalView {
  const own = {
    openPoints: openPointsPart(input),
    support: supportPart(input),
    postIts: postItsPart(input),
  };
  const parts = [own.openPoints, own.support, own.postIts].filter((each) => each !== null);
  return { ...assessmentView(input, medium, { parts, mark: 'INTERNAL' }), ...own };
}
