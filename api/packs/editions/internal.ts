import type { ExportPostIt, InternalExport } from '../../../exports/internal/input.ts';
import { explain } from '../../assessments/glossary/rules.ts';
import { DISPOSITIONS } from '../../post-its/vocabulary.ts';
import type { FrozenAssessment, FrozenPostIt } from '../../versions/freezing/contract.ts';
import { shownAssessment } from './assessment.ts';
import type { EditionFacts } from './given.ts';

/** The internal edition, for the council's own people: every cited record, the post-its and what is still open. */
export function internalEdition(
  frozen: FrozenAssessment,
  postIts: readonly FrozenPostIt[],
  facts: EditionFacts,
): InternalExport {
  return {
    ...shownAssessment(frozen, facts, 'council'),
    postIts: postIts.map(shownPostIt),
    unexplained: explain(frozen.sections, frozen.glossary).unexplained,
  };
}

function shownPostIt(postIt: FrozenPostIt): ExportPostIt {
  const { number, section, target, quoted, author, note, at, replies, dealtWith } = postIt;
  return {
    number,
    section,
    claim: target.kind === 'section' ? null : target.claim,
    quoted,
    author,
    note,
    at,
    replies: replies.map((reply) => ({ author: reply.author, note: reply.note, at: reply.at })),
    dealtWith: dealtWith && { ...dealtWith, disposition: DISPOSITIONS[dealtWith.disposition] },
  };
}
