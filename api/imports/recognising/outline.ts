import type { Framework, Judgement, Side } from '../../frameworks/contract.ts';
import type { HeadingBlock, SourceBlock } from '../reading/blocks.ts';
import { wordsOf } from '../reading/inline.ts';
import { matchJudgement, matchSide } from './match.ts';

/**
 * What a heading opens: a section (`judgement` null when it could not be told which), a side, both, or neither.
 * `confirmed`: sides below it bear out that it names a judgement.
 */
export interface Role {
  section: { judgement: Judgement | null; confirmed: boolean } | null;
  side: Side | null;
}

interface Candidate {
  index: number;
  heading: HeadingBlock;
  judgement: Judgement | null;
  strong: boolean;
  side: Side | null;
  /** A side comes below it, before another heading of its level. */
  hasSides: boolean;
  /** …and no other part of the document stands between. */
  directly: boolean;
}

/**
 * Gives every heading its role. A heading that may name a judgement must be certain by its words or have sides below
 * it; of several that name the same one, those with sides count. A heading right above sides that names no judgement
 * opens a section to be settled by hand.
 */
export function rolesOf(blocks: readonly SourceBlock[], framework: Framework): Map<number, Role> {
  const candidates = candidatesIn(blocks, framework);
  const withSides = new Set(
    candidates.filter(({ hasSides }) => hasSides).map(({ judgement }) => judgement?.id),
  );
  return new Map(
    candidates.map((candidate) => [
      candidate.index,
      roleOf(candidate, withSides.has(candidate.judgement?.id)),
    ]),
  );
}

function roleOf(candidate: Candidate, elsewhere: boolean): Role {
  const { judgement, strong, hasSides, side } = candidate;
  const confirmed = hasSides || side !== null;
  if (judgement?.section === true && (confirmed || (strong && !elsewhere)))
    return { section: { judgement, confirmed }, side };
  if (side) return { section: null, side };
  return {
    section: candidate.directly && !judgement ? { judgement: null, confirmed: false } : null,
    side: null,
  };
}

function candidatesIn(blocks: readonly SourceBlock[], framework: Framework): Candidate[] {
  const headings = blocks.flatMap((heading, index) =>
    heading.kind === 'heading' ? [{ heading, index }] : [],
  );
  const matched = headings.map(({ heading, index }) => {
    const words = wordsOf(heading.content);
    const match = matchJudgement(words, framework);
    const side = matchSide(words, framework);
    // A side's own words ("areas for improvement") may hold an alias; only a certain judgement stands beside a side.
    const judgement = side && match?.strength !== 'strong' ? null : (match?.judgement ?? null);
    return { heading, index, side, judgement, strong: match?.strength === 'strong' };
  });
  return matched.map((candidate, at) => ({ ...candidate, ...sidesBelow(matched, at) }));
}

function sidesBelow(
  headings: readonly Omit<Candidate, 'hasSides' | 'directly'>[],
  at: number,
): { hasSides: boolean; directly: boolean } {
  const own = headings[at];
  if (!own) return { hasSides: false, directly: false };
  const between: number[] = [];
  for (const { heading, side, judgement, strong } of headings.slice(at + 1)) {
    if (heading.level <= own.heading.level || (judgement && strong)) break;
    if (side) return { hasSides: true, directly: between.every((level) => level >= heading.level) };
    between.push(heading.level);
  }
  return { hasSides: false, directly: false };
}
