import type { AssessmentExport } from '../input.ts';
import { type PartView, part } from '../view-models/parts.ts';
import { printable } from '../view-models/text/words.ts';
import { countedClaims } from './claims.ts';

/** One side of a judgement: how many of its claims cite evidence, and the bar that shows it, in units of the drawing. */
export interface SupportBar {
  code: string;
  side: string;
  label: string;
  claims: number;
  supported: number;
  unsupported: number;
  start: number;
  y: number;
  textY: number;
  supportedWidth: number;
  unsupportedX: number;
  unsupportedWidth: number;
  countX: number;
}

/** How the claims are supported, as a drawing, in one spoken sentence, and as numbers. */
export interface SupportPart extends PartView {
  width: number;
  height: number;
  spoken: string;
  bars: SupportBar[];
}

const width = 480;
const start = 64;
const room = 350;
const rowHeight = 22;

/** The part; every side of every judgement has a bar. */
export function supportPart({ judgements }: AssessmentExport): SupportPart {
  const sides = judgements.flatMap(({ code, sides: own }) =>
    own.map((side) => {
      const claims = countedClaims(side.text);
      const supported = claims.filter((claim) => claim.supported).length;
      return { code: printable(code), side: printable(side.title), claims: claims.length, supported };
    }),
  );
  const most = Math.max(1, ...sides.map(({ claims }) => claims));
  const bars = sides.map((side, index) => barOf(side, index, room / most, sides[index - 1]?.code));
  return {
    ...part('part', 'support', { title: 'How the claims are supported' }),
    width,
    height: bars.length * rowHeight,
    spoken: bars.map(said).join('; '),
    bars,
  };
}

type Counted = Pick<SupportBar, 'code' | 'side' | 'claims' | 'supported'>;

function barOf(counted: Counted, index: number, unit: number, codeBefore: string | undefined): SupportBar {
  const unsupported = counted.claims - counted.supported;
  const end = start + counted.claims * unit;
  return {
    ...counted,
    unsupported,
    label: counted.code === codeBefore ? '' : counted.code,
    start,
    y: index * rowHeight + 3,
    textY: index * rowHeight + 14,
    supportedWidth: round(counted.supported * unit),
    unsupportedX: round(start + counted.supported * unit),
    unsupportedWidth: round(unsupported * unit),
    countX: round(end + 6),
  };
}

function said({ code, side, claims, supported }: SupportBar): string {
  return `${code}, ${side}: ${supported} of ${claims} claims with evidence`;
}

function round(units: number): number {
  return Math.round(units * 10) / 10;
}
