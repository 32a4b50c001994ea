import type { RegionText } from '../../editor/schema/document.ts';
import type { Framework, Judgement } from '../frameworks/contract.ts';
import { InvalidInput } from '../http/errors.ts';
import type { AssessmentSeed, SectionFacts } from './contract.ts';

/** What a section is kept as, apart from its ids. */
export interface SectionFields {
  kind: 'judgement' | 'chapter';
  place: 'front' | 'judgements' | 'back';
  order: number;
  judgement: string | null;
  title: string;
  grade: string | null;
  /** A chapter that was taken out; its text is kept. */
  removed: boolean;
}

/** A section that is to be made, with the text it begins with, region id to text. */
export interface PlannedSection {
  fields: SectionFields;
  regions: Record<string, RegionText>;
}

const places = ['front', 'judgements', 'back'] as const;

/**
 * The sections of a new assessment: the seed's chapters, and one for every judgement that has a section of its own and
 * is not optional, or that the seed brings text for. Throws InvalidInput for a judgement or region that is not there.
 */
export function planSections(framework: Framework, seed: AssessmentSeed): PlannedSection[] {
  for (const { judgement } of seed.sections) findJudgement(framework, judgement);
  const chapters = seed.chapters.map(({ title, place, text }, index) =>
    planChapter({ title, place }, index, text),
  );
  const judgements = framework.judgements
    .filter((judgement) => judgement.section && (!judgement.optional || seedOf(seed, judgement) !== null))
    .map((judgement) => planJudgement(framework, judgement, seedOf(seed, judgement) ?? {}));
  return [...chapters, ...judgements];
}

/** A chapter that is to be made; `index` orders it among those of its place. */
export function planChapter(
  { title, place }: { title: string; place: 'front' | 'back' },
  index: number,
  text: RegionText = emptyRegion(),
): PlannedSection {
  const fields = { kind: 'chapter', place, order: index + 1, judgement: null, title } as const;
  return { fields: { ...fields, grade: null, removed: false }, regions: { body: text } };
}

/** The regions of a section, in reading order, with their titles and the letters of their claim numbers. */
export function regionsOf(
  section: Pick<SectionFields, 'kind' | 'title'>,
  framework: Framework,
  overview: string,
): SectionFacts['regions'] {
  if (section.kind === 'chapter') return [{ id: 'body', title: section.title, letter: null }];
  return [
    { id: 'overview', title: overview, letter: null },
    ...framework.sides.map(({ id, title, letter }) => ({ id, title, letter })),
  ];
}

/** The values a judgement can be graded with, best first; empty where it is not graded. */
export function gradesOf(framework: Framework, judgement: Judgement): SectionFacts['grades'] {
  const scale = framework.scales.find((one) => judgement.graded && one.id === judgement.scale);
  const values = [...(scale?.values ?? [])].sort((a, b) => a.rank - b.rank);
  return values.map(({ id, label }) => ({ id, label }));
}

/** Finds a judgement that has sections; throws InvalidInput. */
export function findJudgement(framework: Framework, id: string): Judgement {
  const judgement = framework.judgements.find((one) => one.id === id);
  if (judgement?.section) return judgement;
  throw new InvalidInput(`The framework ${framework.shortTitle} has no section ${id}.`);
}

/** Reading order: front matter, judgements, back matter. */
export function inReadingOrder(a: Pick<SectionFields, 'place' | 'order'>, b: typeof a): number {
  return places.indexOf(a.place) - places.indexOf(b.place) || a.order - b.order;
}

function planJudgement(
  framework: Framework,
  judgement: Judgement,
  given: Record<string, RegionText>,
): PlannedSection {
  const fields: SectionFields = {
    kind: 'judgement',
    place: 'judgements',
    order: judgement.order,
    judgement: judgement.id,
    title: judgement.title,
    grade: null,
    removed: false,
  };
  const ids = regionsOf(fields, framework, '').map((region) => region.id);
  const stray = Object.keys(given).find((id) => !ids.includes(id));
  if (stray !== undefined) throw new InvalidInput(`${judgement.short} has no part named ${stray}.`);
  return { fields, regions: Object.fromEntries(ids.map((id) => [id, given[id] ?? emptyRegion()])) };
}

function seedOf(seed: AssessmentSeed, judgement: Judgement): Record<string, RegionText> | null {
  return seed.sections.find((one) => one.judgement === judgement.id)?.regions ?? null;
}

/** A region without text. */
export function emptyRegion(): RegionText {
  return { type: 'doc', content: [] };
}
