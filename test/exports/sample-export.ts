import type { Block, CitationAttrs, Inline, RegionText } from '../../editor/schema/document.ts';
import type { AssessmentExport, ExportEvidence, ExportJudgement } from '../../exports/input.ts';

/** A region from its blocks. */
export const region = (...content: Block[]): RegionText => ({ type: 'doc', content });

/** Plain words. */
export const words = (text: string): Inline => ({ type: 'text', text });

/** A citation of the evidence with this number. */
export const cite = (number: number, page = '', revision = 1): Inline => ({
  type: 'citation',
  attrs: { evidence: evidenceId(number), revision, page, quote: '' } satisfies CitationAttrs,
});

/** A theme heading. */
export const theme = (text: string): Block => ({
  type: 'theme',
  attrs: { id: '000000theme0' },
  content: [words(text)],
});

/** A claim, or with level 1 a sub-point. */
export const claim = (id: number, content: (Inline | string)[], level: 0 | 1 = 0): Block => ({
  type: 'claim',
  attrs: { id: claimId(id), level },
  content: content.map((each) => (typeof each === 'string' ? words(each) : each)),
});

/** Prose, or with `bullet` a list item. */
export const paragraph = (text: string, bullet = false): Block => ({
  type: 'paragraph',
  attrs: { bullet },
  content: [words(text)],
});

/** The id of the claim with this running number. */
export const claimId = (id: number): string => `c${String(id).padStart(11, '0')}`;

/** The id of the evidence record with this number. */
export const evidenceId = (number: number): string => number.toString(16).padStart(24, '0');

/** An evidence record with one file. */
export function evidence(number: number, change: Partial<ExportEvidence> = {}): ExportEvidence {
  return {
    id: evidenceId(number),
    number: `E${String(number).padStart(3, '0')}`,
    title: `Record ${number} of the performance board`,
    source: 'Performance team',
    type: 'Performance data',
    date: '2026-05-03',
    revision: 1,
    filename: `board-${number}.pdf`,
    sha256: number.toString(16).padStart(2, '0').repeat(32),
    path: null,
    remark: '',
    ...change,
  };
}

const sentence =
  'Managers read every plan within five working days and say in the record what has to change before the next visit.';

function side(first: number, count: number): RegionText {
  const blocks = Array.from({ length: count }, (_, index): Block[] => {
    const id = first + index;
    const own = `Claim number ${id}, told once. ${sentence} ${index % 3 === 0 ? sentence : ''}`;
    const text = claim(id, [own, ...(index % 4 === 0 ? [cite(1 + (id % 9), String(id))] : [])]);
    const heading = index % 6 === 0 ? [theme(`Theme ${first}.${index}`)] : [];
    const points =
      index % 7 === 2
        ? [claim(0, [`First point under ${id}`], 1), claim(0, [`Second point under ${id}`], 1)]
        : [];
    return [...heading, text, ...points];
  });
  return region(...blocks.flat());
}

function judgement(code: string, first: number, change: Partial<ExportJudgement> = {}): ExportJudgement {
  return {
    id: code.toLowerCase(),
    code,
    title: `The experiences of children under ${code}, in a title long enough to take more than one line`,
    short: `Short ${code}`,
    grade: 'Requires improvement to be good',
    graded: true,
    overview: region(paragraph(`Overview of ${code}. ${sentence}`)),
    sides: [
      { id: 'effective', title: 'What works well', text: side(first, 24) },
      { id: 'development', title: 'What needs to improve', text: side(first + 24, 12) },
    ],
    ...change,
  };
}

/** An assessment of 108 claims on some twenty pages with everything an export can hold. */
export function sampleExport(change: Partial<AssessmentExport> = {}): AssessmentExport {
  const codes = ['KJ1', 'KJ2', 'KJ3'];
  const claimNumbers = Object.fromEntries(
    codes.flatMap((code, at) =>
      Array.from({ length: 36 }, (_, index) => [
        claimId(1 + at * 36 + index),
        index < 24 ? `${code}.E${index + 1}` : `${code}.D${index - 23}`,
      ]),
    ),
  );
  return {
    title: 'Self-assessment of children’s services',
    council: 'Ambershire County Council',
    framework: { title: 'Inspection framework 2026', publisher: 'Ofsted' },
    version: {
      label: 'Draft of 3 May 2026, 14:05',
      number: null,
      state: 'draft',
      takenAt: '2026-05-03T13:05:00.000Z',
      hash: '7f3a9c21d04be856'.repeat(4),
    },
    chapters: [
      { id: 'foreword', title: 'Foreword', place: 'front', text: region(...prose(14)) },
      {
        id: 'context',
        title: 'Context',
        place: 'front',
        text: region(theme('Our county'), paragraph(sentence), paragraph('A point in the context', true)),
      },
      {
        id: 'glossary',
        title: 'Words we use',
        place: 'back',
        text: region(paragraph('SEND is special needs.')),
      },
    ],
    judgements: [
      judgement('KJ1', 1),
      judgement('KJ2', 37, { grade: null }),
      judgement('KJ3', 73, { grade: 'Good', graded: false }),
    ],
    claimNumbers,
    recommendations: Array.from({ length: 12 }, (_, index) => ({
      number: String(index + 1),
      recommendation: `Recommendation ${index + 1}: ${sentence}`,
      position: index === 3 ? '' : `Position ${index + 1}: ${sentence}`,
      progress: ['Complete', 'On track', ''][index % 3] ?? '',
    })),
    evidence: Array.from({ length: 9 }, (_, index) => evidence(index + 1)),
    glossary: [{ term: 'MASH', meaning: 'Multi-agency safeguarding hub' }],
    signOff: [],
    ...change,
  };
}

function prose(count: number): Block[] {
  return Array.from({ length: count }, (_, index) =>
    paragraph(`Paragraph ${index + 1}. ${sentence} ${sentence}`),
  );
}
