import { type Block, type CitationAttrs, plainText } from '../../../editor/schema/document.ts';
import { claimsOf } from '../claim-content.ts';
import type { FrozenAssessment, FrozenEvidence, FrozenSection } from '../freezing/contract.ts';
import { type Cited, compareClaims } from './claims.ts';
import type { ClaimComparison, ComparedCitation, Comparison, SectionComparison } from './contract.ts';
import { compareRecommendations } from './recommendations.ts';
import { differencesOf, pairLines } from './words.ts';

/** What happened between two frozen forms of an assessment. Of `hidden` records only the number is named. */
export function compareFrozen(
  before: FrozenAssessment,
  after: FrozenAssessment,
  hidden: ReadonlySet<string>,
): Omit<Comparison, 'before' | 'after'> {
  const cited = citedIn([...before.evidence, ...after.evidence], hidden);
  const earlier = new Map(before.sections.map((section) => [section.id, section]));
  const later = new Set(after.sections.map(({ id }) => id));
  const pairs = [
    ...after.sections.map((section) => [earlier.get(section.id) ?? null, section] as const),
    ...before.sections.filter(({ id }) => !later.has(id)).map((section) => [section, null] as const),
  ];
  const compared = pairs.map(([one, other]) => compareWhole(one, other, cited));
  return {
    sections: compared.map(changedOnly),
    recommendations: compareRecommendations(before.recommendations, after.recommendations),
    counts: countsOf(compared.flatMap(({ claims }) => claims)),
  };
}

/** What happened to a section between two frozen forms of it; null where it is not there. */
export function compareSection(
  before: FrozenSection | null,
  after: FrozenSection | null,
  cited: Cited,
): SectionComparison {
  return changedOnly(compareWhole(before, after, cited));
}

function changedOnly({ claims, ...section }: SectionComparison): SectionComparison {
  return { ...section, claims: claims.filter(({ changes }) => changes.length > 0) };
}

function compareWhole(
  before: FrozenSection | null,
  after: FrozenSection | null,
  cited: Cited,
): SectionComparison {
  const { id = '', code = '', title = '' } = after ?? before ?? {};
  const claims = compareClaims(before ? claimsOf(before) : [], after ? claimsOf(after) : [], cited);
  const prose = compareProse(before, after);
  const grade = compareGrade(before, after);
  const isChanged = grade !== null || prose.length > 0 || claims.some(({ changes }) => changes.length > 0);
  const change = !before ? 'added' : !after ? 'removed' : isChanged ? 'changed' : 'same';
  return { id, code, title, change, grade, claims, prose };
}

function compareGrade(before: FrozenSection | null, after: FrozenSection | null): SectionComparison['grade'] {
  const [was, is] = [gradeOf(before), gradeOf(after)];
  return was === is ? null : { before: was, after: is };
}

function gradeOf(section: FrozenSection | null): string | null {
  return section?.grades.find(({ id }) => id === section.grade)?.label ?? null;
}

/** Everything that is written around claims, by region; a section's title counts as a region of its own. */
function compareProse(before: FrozenSection | null, after: FrozenSection | null): SectionComparison['prose'] {
  const regions = (after ?? before)?.regions ?? [];
  const title = { region: 'title', title: 'Title' };
  const lines = regions.map(({ id, title: name }) => ({
    region: id,
    title: name,
    pairs: pairLines(proseIn(before, id), proseIn(after, id)),
  }));
  const titles = { ...title, pairs: pairLines(before ? [before.title] : [], after ? [after.title] : []) };
  return [titles, ...lines]
    .map(({ pairs, ...region }) => ({ ...region, pairs: pairs.filter(([one, other]) => one !== other) }))
    .filter(({ pairs }) => pairs.length > 0)
    .map(({ pairs, ...region }) => ({ ...region, words: differencesOf(pairs) }));
}

function proseIn(section: FrozenSection | null, region: string): string[] {
  const isProse = (block: Block): boolean => block.type !== 'claim';
  const blocks = (section?.text[region]?.content ?? []).filter(isProse);
  return blocks.map(({ content }) => plainText(content).trim()).filter((line) => line !== '');
}

/** Gives citations the numbers and titles of these records; of `hidden` ones the number only. */
export function citedIn(evidence: readonly FrozenEvidence[], hidden: ReadonlySet<string>): Cited {
  const records = new Map(evidence.map((record) => [record.id, record]));
  return ({ evidence, revision, page, quote }: CitationAttrs): ComparedCitation => {
    const { number = '', title = '' } = records.get(evidence) ?? {};
    const isHidden = hidden.has(evidence);
    return {
      evidence,
      number,
      title: isHidden ? '' : title,
      revision,
      page,
      quote: isHidden ? '' : quote,
    };
  };
}

function countsOf(claims: readonly ClaimComparison[]): Comparison['counts'] {
  const withOne = (...kinds: ClaimComparison['changes']): number =>
    claims.filter(({ changes }) => kinds.some((kind) => changes.includes(kind))).length;
  return {
    same: claims.filter(({ changes }) => changes.length === 0).length,
    added: withOne('added'),
    removed: withOne('removed'),
    moved: withOne('moved'),
    changed: withOne('words', 'evidence'),
  };
}
