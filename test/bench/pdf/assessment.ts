import type { Block, Inline, RegionText } from '../../../editor/schema/document.ts';
import type { AssessmentExport } from '../../../exports/input.ts';
import { claimId, cite, evidence, region, sampleExport, theme, words } from '../../exports/sample-export.ts';

const vocabulary =
  'managers read every plan within five working days and say in the record what has to change before the next visit children families social workers practice quality audits show improvement partners health police schools self-assessment multi-agency early help referral decisions timely strong consistent oversight supervision'.split(
    ' ',
  );

/** An assessment of so many claims, citations and evidence as councils write them; always the same. */
export function assessmentOf(claims: number): AssessmentExport {
  const write = writer();
  const records = Math.ceil(claims / 5);
  const claimNumbers: Record<string, string> = {};
  let last = 0;
  const claimsOf = (code: string): RegionText => {
    const blocks = Array.from({ length: Math.ceil(claims / 10) }, (_, index): Block[] => {
      last += 1;
      claimNumbers[claimId(last)] = `${code}${index + 1}`;
      return claimBlocks(write, { id: last, index, records });
    });
    return region(...blocks.flat());
  };
  const judgements = [1, 2, 3, 4, 5].map((number) => ({
    id: `j${number}`,
    code: `J${number}`,
    title: `The experiences and progress of children in group ${number}`,
    short: `Group ${number}`,
    grade: 'Good',
    graded: true,
    overview: region({ type: 'paragraph', attrs: { bullet: false }, content: [words(write.sentence(60))] }),
    sides: [
      { id: 'effective', title: 'What works well', text: claimsOf(`J${number}.E`) },
      { id: 'development', title: 'What needs to improve', text: claimsOf(`J${number}.D`) },
    ],
  }));
  return sampleExport({
    judgements,
    claimNumbers,
    recommendations: Array.from({ length: 17 }, (_, index) => ({
      number: String(index + 1),
      recommendation: write.sentence(25),
      position: write.sentence(60),
      progress: 'On track',
    })),
    evidence: Array.from({ length: records }, (_, index) =>
      evidence(index + 1, { title: write.sentence(6) }),
    ),
  });
}

interface Writer {
  below(limit: number): number;
  sentence(length: number): string;
}

function claimBlocks(
  write: Writer,
  { id, index, records }: Record<'id' | 'index' | 'records', number>,
): Block[] {
  const citation = (page: string): Inline => cite(1 + write.below(records), page);
  const content = [
    words(write.sentence(14 + write.below(25)) + write.sentence(12 + write.below(20))),
    citation(String(1 + write.below(30))),
    ...(write.below(2) === 0 ? [] : [words(` ${write.sentence(12)}`), citation('')]),
  ];
  const points = index % 5 === 2 ? [1, 2, 3] : [];
  return [
    ...(index % 7 === 0 ? [theme(write.sentence(4))] : []),
    { type: 'claim', attrs: { id: claimId(id), level: 0 }, content },
    ...points.map((): Block => ({
      type: 'claim',
      attrs: { id: claimId(0), level: 1 },
      content: [words(write.sentence(12))],
    })),
  ];
}

/** Words that look chosen and are always the same. */
function writer(): Writer {
  let state = 7;
  const below = (limit: number): number => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state % limit;
  };
  const sentence = (length: number): string => {
    const text = Array.from({ length }, () => vocabulary[below(vocabulary.length)] ?? '').join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}. `;
  };
  return { below, sentence };
}
