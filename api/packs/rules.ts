import type { CitationAttrs, RegionText, SectionText } from '../../editor/schema/document.ts';

import type {
  AssessmentExport,
  ExportChapter,
  ExportEvidence,
  ExportJudgement,
} from '../../exports/input.ts';
import type { AssessmentFacts, RecommendationView, SectionFacts } from '../assessments/contract.ts';
import type { EvidenceView } from '../evidence/contract.ts';
import { EVIDENCE_TYPES, VISIBILITIES, type Visibility } from '../evidence/vocabulary.ts';

/** A section with the text of its regions. */
export interface WrittenSection {
  facts: SectionFacts;
  text: SectionText;
}

/** Everything that is known of an assessment when an export of it is drawn. */
export interface GatheredAssessment {
  assessment: AssessmentFacts;
  council: string;
  sections: readonly WrittenSection[];
  claimNumbers: Record<string, string>;
  recommendations: readonly RecommendationView[];
  /** At least every record that is cited. */
  evidence: readonly EvidenceView[];
  at: Date;
}

const noText: RegionText = { type: 'doc', content: [] };

/** The inspection edition of an assessment as it stands: what inspectors may not see is left out, and post-its have no place. */
export function inspectionEdition(gathered: GatheredAssessment): AssessmentExport {
  const { assessment, council, sections, claimNumbers, at } = gathered;
  const cited = citationsIn(sections);
  const shown = gathered.evidence.filter((record) => mayBeShown(record.visibility));
  return {
    title: assessment.title,
    council,
    framework: { title: assessment.framework.title, publisher: listed(assessment.framework.publishers) },
    status: 'draft',
    version: `Draft of ${dayAndTime(at)}`,
    generatedAt: at.toISOString(),
    chapters: sections.filter(({ facts }) => facts.kind === 'chapter').map(chapterOf),
    judgements: sections.filter(({ facts }) => facts.kind === 'judgement').map(judgementOf),
    claimNumbers,
    recommendations: gathered.recommendations.map((each) => ({ ...each, number: String(each.number) })),
    evidence: shown.flatMap((record) => citedRevisions(record, cited)),
    hiddenEvidence: gathered.evidence
      .filter((record) => !mayBeShown(record.visibility))
      .map((record) => record.id),
  };
}

/** True when inspectors may see records of this visibility. */
export function mayBeShown(visibility: Visibility): boolean {
  return VISIBILITIES.indexOf(visibility) >= VISIBILITIES.indexOf('inspectors');
}

/** Every citation in the text, in reading order. */
export function citationsIn(sections: readonly WrittenSection[]): CitationAttrs[] {
  return sections.flatMap(({ text }) =>
    Object.values(text).flatMap((region) =>
      region.content.flatMap((block) =>
        (block.content ?? []).flatMap((inline) => (inline.type === 'citation' ? [inline.attrs] : [])),
      ),
    ),
  );
}

/** The ids of the claims of a judgement's sides, without sub-points. */
export function claimsIn({ facts, text }: WrittenSection): string[] {
  return facts.regions
    .filter((region) => region.letter !== null)
    .flatMap((region) => text[region.id]?.content ?? [])
    .flatMap((block) => (block.type === 'claim' && block.attrs.level === 0 ? [block.attrs.id] : []));
}

/** The name of an export's file: the title in plain letters, and the day. */
export function exportFilename(title: string, at: Date): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, 60)
    .trim()
    .replace(/ /g, '-')
    .toLowerCase();
  return `${plain || 'self-assessment'}-draft-${at.toISOString().slice(0, 10)}.pdf`;
}

function chapterOf({ facts, text }: WrittenSection): ExportChapter {
  const place = facts.place === 'back' ? 'back' : 'front';
  return { id: facts.id, title: facts.title, place, text: text['body'] ?? noText };
}

function judgementOf({ facts, text }: WrittenSection): ExportJudgement {
  return {
    id: facts.id,
    code: facts.code,
    title: facts.title,
    short: facts.short,
    graded: facts.graded,
    grade: facts.grades.find((value) => value.id === facts.grade)?.label ?? null,
    overview: text['overview'] ?? noText,
    sides: facts.regions
      .filter((region) => region.letter !== null)
      .map(({ id, title }) => ({ id, title, text: text[id] ?? noText })),
  };
}

/** One entry for each revision of a record that is cited; a record without a file stands for itself. */
function citedRevisions(record: EvidenceView, cited: readonly CitationAttrs[]): ExportEvidence[] {
  const own = cited.filter((citation) => citation.evidence === record.id);
  const revisions = [...new Set(own.map((citation) => citation.revision))];
  return revisions.map((revision) => {
    const file = record.revisions.find((each) => each.revision === revision);
    return {
      id: record.id,
      number: record.number,
      title: record.title,
      source: record.source,
      type: EVIDENCE_TYPES[record.type],
      date: record.date,
      revision,
      filename: file?.filename ?? null,
      sha256: file?.sha256 ?? null,
      remark: record.withdrawn ? 'Withdrawn by the council' : '',
    };
  });
}

function listed(publishers: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(publishers);
}

function dayAndTime(at: Date): string {
  const inBritain = { timeZone: 'Europe/London' } as const;
  const day = at.toLocaleDateString('en-GB', { ...inBritain, dateStyle: 'long' });
  return `${day}, ${at.toLocaleTimeString('en-GB', { ...inBritain, timeStyle: 'short' })}`;
}
