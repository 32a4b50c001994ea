import type { AssessmentExport } from '../../../exports/input.ts';
import type { FrozenAssessment } from '../../versions/freezing/contract.ts';
import { shownAssessment } from './assessment.ts';
import type { EditionFacts } from './given.ts';

/** The inspection edition: what inspectors may see, and nothing of the council's own notes. */
export function inspectionEdition(frozen: FrozenAssessment, facts: EditionFacts): AssessmentExport {
  return shownAssessment(frozen, facts, 'inspectors');
}
