import type { RegionText } from '../../../editor/schema/document.ts';
import type { AssessmentExport, ExportChapter, ExportJudgement } from '../../../exports/input.ts';
import { explain } from '../../assessments/glossary/rules.ts';
import type { Visibility } from '../../evidence/vocabulary.ts';
import type { FrozenAssessment, FrozenSection } from '../../versions/freezing/contract.ts';
import { type EditionFacts, shownSignOff, shownVersion } from './given.ts';
import { citationsIn, shownEvidence, shownRecords, withoutHidden } from './shown-evidence.ts';

const noText: RegionText = { type: 'doc', content: [] };

/** What every edition shows of an assessment to readers of this kind. Pure; post-its have no place in it. */
export function shownAssessment(
  frozen: FrozenAssessment,
  facts: EditionFacts,
  reader: Visibility,
): AssessmentExport {
  const records = shownRecords(frozen.evidence, reader, facts.visibilityNow);
  const shown = new Set(records.map((record) => record.id));
  const sections = frozen.sections.map((one) => ({ ...one, text: withoutHidden(one.text, shown) }));
  const cited = citationsIn(sections);
  return {
    title: frozen.title,
    council: frozen.council,
    framework: {
      title: frozen.framework.title,
      publisher: new Intl.ListFormat('en-GB').format(frozen.framework.publishers),
    },
    version: shownVersion(facts.copy),
    chapters: sections.filter(({ kind }) => kind === 'chapter').map(chapterOf),
    judgements: sections.filter(({ kind }) => kind === 'judgement').map(judgementOf),
    claimNumbers: Object.fromEntries(
      sections.flatMap(({ claims }) => claims.map(({ id, number }) => [id, number])),
    ),
    recommendations: frozen.recommendations.map((each) => ({ ...each, number: String(each.number) })),
    evidence: records.flatMap((record) => shownEvidence(record, cited, facts.withFiles)),
    glossary: explain(sections, frozen.glossary).glossary,
    signOff: shownSignOff(facts.signOff),
  };
}

function chapterOf({ id, title, place, text }: FrozenSection): ExportChapter {
  return { id, title, place: place === 'back' ? 'back' : 'front', text: text['body'] ?? noText };
}

function judgementOf(section: FrozenSection): ExportJudgement {
  const { id, code, title, short, graded, grades, grade, regions, text } = section;
  return {
    id,
    code,
    title,
    short,
    graded,
    grade: grades.find((value) => value.id === grade)?.label ?? null,
    overview: text['overview'] ?? noText,
    sides: regions
      .filter(({ letter }) => letter !== null)
      .map((side) => ({ id: side.id, title: side.title, text: text[side.id] ?? noText })),
  };
}
