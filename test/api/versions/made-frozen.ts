import type { FrozenAssessment, FrozenSection } from '../../../api/versions/freezing/contract.ts';
import { readFrameworkFiles } from '../../../api/frameworks/library.ts';
import type { Block } from '../../../editor/schema/document.ts';
import { region } from './version-scene.ts';

/** The id of the made record. */
export const LETTER = 'e'.repeat(24);

/** A frozen judgement with these blocks on its two sides and in its overview. */
export function madeSection(
  effective: Block[],
  development: Block[] = [],
  more: Partial<FrozenSection> & { overview?: Block[] } = {},
): FrozenSection {
  const { overview = [], ...changes } = more;
  const ids = [...effective, ...development].flatMap((block) =>
    block.type === 'claim' && block.attrs.level === 0 ? [block.attrs.id] : [],
  );
  return {
    id: 'a'.repeat(24),
    kind: 'judgement',
    place: 'judgements',
    title: 'Help and protection',
    short: 'Help',
    code: 'HP',
    judgement: 'help',
    regions: [
      { id: 'overview', title: 'Overview', letter: null },
      { id: 'effective', title: 'Effective', letter: 'E' },
      { id: 'development', title: 'To develop', letter: 'A' },
    ],
    graded: true,
    grades: [
      { id: 'good', label: 'Good' },
      { id: 'weak', label: 'Requires improvement' },
    ],
    grade: 'good',
    text: {
      overview: region(...overview),
      effective: region(...effective),
      development: region(...development),
    },
    claims: ids.map((id, index) => ({ id, number: `HP.${index + 1}`, formerNumbers: [] })),
    ...changes,
  };
}

/** A frozen assessment of these sections. */
export function madeAssessment(
  sections: FrozenSection[],
  more: Partial<FrozenAssessment> = {},
): FrozenAssessment {
  const [framework] = readFrameworkFiles();
  if (!framework) throw new Error('There are no frameworks');
  return {
    id: 'b'.repeat(24),
    title: 'Self-assessment',
    council: 'Testshire',
    framework,
    sections,
    recommendations: [],
    glossary: [],
    evidence: [
      {
        id: LETTER,
        number: 'E001',
        title: 'A letter',
        source: 'Council',
        type: 'other',
        date: null,
        visibility: 'council',
        notForQuotation: false,
        withdrawn: null,
        revisions: [],
        addedBy: 'Ada',
        addedAt: '2026-01-01T00:00:00.000Z',
      },
    ],
    ...more,
  };
}
