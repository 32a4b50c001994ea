import type { SectionText } from '../../../editor/schema/document.ts';
import type { Visibility } from '../../evidence/vocabulary.ts';
import type { FrozenAssessment, FrozenEvidence } from '../../versions/freezing/contract.ts';
import { canonicalJson } from '../../versions/service.ts';
import type { EditionFacts } from '../editions/given.ts';
import { maySee, shownRecords, withoutHidden } from '../editions/shown-evidence.ts';
import type { Edition } from '../vocabulary.ts';

/** `assessment.json` of a pack: the frozen assessment as far as the edition's readers may see it, for programs. */
export interface PackData {
  format: 'candour-assessment';
  formatVersion: 1;
  edition: Edition;
  assessment: FrozenAssessment;
  /** Id of a record to who may see it, where that became stricter since: it holds wherever the pack is imported. */
  stricterNow: Record<string, Visibility>;
}

/** The frozen assessment as an edition carries it. The internal edition carries all of it: its fingerprint is the version's. */
export function packData(
  frozen: FrozenAssessment,
  facts: Pick<EditionFacts, 'visibilityNow'>,
  edition: Edition,
): string {
  const assessment = edition === 'internal' ? frozen : shownTo('inspectors', frozen, facts);
  const stricterNow = stricterIn(assessment, facts);
  const data: PackData = { format: 'candour-assessment', formatVersion: 1, edition, assessment, stricterNow };
  return canonicalJson(data);
}

function stricterIn(
  { evidence }: FrozenAssessment,
  { visibilityNow }: Pick<EditionFacts, 'visibilityNow'>,
): PackData['stricterNow'] {
  const stricter = evidence.flatMap(({ id, visibility }) => {
    const now = visibilityNow[id] ?? visibility;
    return maySee(visibility, now) ? [] : [[id, now] as const];
  });
  return Object.fromEntries(stricter);
}

/** Without hidden records and what was quoted of them, words not to be quoted, and the council's own people. */
function shownTo(
  reader: Visibility,
  frozen: FrozenAssessment,
  { visibilityNow }: Pick<EditionFacts, 'visibilityNow'>,
): FrozenAssessment {
  const records = shownRecords(frozen.evidence, reader, visibilityNow);
  const shown = new Set(records.map(({ id }) => id));
  const unquoted = new Set(records.filter((one) => one.notForQuotation).map(({ id }) => id));
  const text = (one: SectionText): SectionText => withoutQuotes(withoutHidden(one, shown), unquoted);
  return {
    ...frozen,
    sections: frozen.sections.map((section) => ({ ...section, text: text(section.text) })),
    evidence: records.map(withoutPeople),
  };
}

function withoutPeople(record: FrozenEvidence): FrozenEvidence {
  return {
    ...record,
    addedBy: '',
    withdrawn: record.withdrawn && { ...record.withdrawn, by: '', reason: '' },
    revisions: record.revisions.map((revision) => ({ ...revision, uploadedBy: '' })),
  };
}

function withoutQuotes(text: SectionText, unquoted: ReadonlySet<string>): SectionText {
  return JSON.parse(JSON.stringify(text), (_name, value: unknown) =>
    isCitation(value) && unquoted.has(value.evidence) ? { ...value, quote: '' } : value,
  ) as SectionText;
}

function isCitation(value: unknown): value is { evidence: string; quote: string } {
  return typeof value === 'object' && value !== null && 'evidence' in value && 'quote' in value;
}
