import { type PartView, part } from '../view-models/parts.ts';
import { claimAnchor } from '../view-models/text/citations.ts';
import { anchor, printable, shortened } from '../view-models/text/words.ts';
import { countedClaims } from './claims.ts';
import type { InternalExport } from './input.ts';
import { openPostItPoints } from './post-its.ts';

/** One thing that is still to be done, with the place it is at. `words` may be ''. */
export interface OpenPoint {
  label: string;
  href: string | null;
  words: string;
}

/** Everything that is still open, by kind. */
export interface OpenPointsPart extends PartView {
  groups: { title: string; points: OpenPoint[] }[];
}

/** What has to be settled before an inspector reads the document. */
export function openPointsPart(input: InternalExport): OpenPointsPart {
  const groups = [
    { title: 'Judgements without a grade', points: ungraded(input) },
    { title: 'Claims without evidence', points: unsupported(input) },
    { title: 'Post-its that are not dealt with', points: openPostItPoints(input) },
    { title: 'Acronyms that are never explained', points: input.unexplained.map(acronym) },
  ].filter(({ points }) => points.length > 0);
  return { ...part('part', 'openpoints', { title: 'Open points' }), groups };
}

function ungraded({ judgements }: InternalExport): OpenPoint[] {
  return judgements
    .filter(({ graded, grade }) => graded && grade === null)
    .map(({ id, code, title }) => ({
      label: printable(code),
      href: `#${anchor('judgement', id)}`,
      words: printable(title),
    }));
}

function unsupported({ judgements, claimNumbers }: InternalExport): OpenPoint[] {
  return judgements
    .flatMap(({ sides }) => sides.flatMap(({ text }) => countedClaims(text)))
    .filter(({ supported }) => !supported)
    .map(({ id, words }) => ({
      label: printable(claimNumbers[id] ?? 'A claim without a number'),
      href: `#${claimAnchor(id)}`,
      words: shortened(words, 62),
    }));
}

function acronym(term: string): OpenPoint {
  return { label: printable(term), href: null, words: '' };
}
