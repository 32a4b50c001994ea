import type { CitationAttrs } from '../../../editor/schema/document.ts';
import { citationKey, type ClaimContent } from '../claim-content.ts';
import type { ClaimComparison, ComparedCitation } from './contract.ts';
import { differencesOf, pairLines } from './words.ts';

/** Gives a citation the number and title of its record. */
export type Cited = (citation: CitationAttrs) => ComparedCitation;

/** What happened to the claims of a section: those of the later text in its order, then those that went. */
export function compareClaims(
  before: readonly ClaimContent[],
  after: readonly ClaimContent[],
  cited: Cited,
): ClaimComparison[] {
  const earlier = new Map(before.map((claim) => [claim.id, claim]));
  const later = new Set(after.map(({ id }) => id));
  return [
    ...after.map((claim) => compareClaim(earlier.get(claim.id) ?? null, claim, cited)),
    ...before.filter(({ id }) => !later.has(id)).map((claim) => compareClaim(claim, null, cited)),
  ];
}

function compareClaim(
  before: ClaimContent | null,
  after: ClaimContent | null,
  cited: Cited,
): ClaimComparison {
  const { id, number } = after ?? before ?? { id: '', number: '' };
  const moved = placeChange(before, after);
  const citations = {
    added: citationsMissing(after, before).map(cited),
    removed: citationsMissing(before, after).map(cited),
  };
  const changes: ClaimComparison['changes'] = [];
  if (!before) changes.push('added');
  if (!after) changes.push('removed');
  if (moved) changes.push('moved');
  if (before && after && before.wording !== after.wording) changes.push('words');
  if (before && after && citations.added.length + citations.removed.length > 0) changes.push('evidence');
  const formerNumber = before && before.number !== number ? before.number : null;
  return { id, number, formerNumber, changes, moved, words: wordsOf(before, after), citations };
}

function placeChange(before: ClaimContent | null, after: ClaimContent | null): ClaimComparison['moved'] {
  if (!before || !after) return null;
  const stays = before.side.id === after.side.id && before.theme?.id === after.theme?.id;
  return stays ? null : { from: placeOf(before), to: placeOf(after) };
}

function placeOf({ side, theme }: ClaimContent): string {
  return theme ? `${side.title}, ${theme.title}` : side.title;
}

/** The first lines belong to each other; sub-points are paired. */
function wordsOf(before: ClaimContent | null, after: ClaimContent | null): ClaimComparison['words'] {
  const [first = '', ...subPoints] = before?.lines ?? [];
  const [now = '', ...subPointsNow] = after?.lines ?? [];
  return differencesOf([[first, now], ...pairLines(subPoints, subPointsNow)]);
}

/** The citations of one claim that the other does not have, each as often as it is missing. */
function citationsMissing(of: ClaimContent | null, other: ClaimContent | null): CitationAttrs[] {
  const left = (other?.citations ?? []).map(citationKey);
  return (of?.citations ?? []).filter((citation) => {
    const index = left.indexOf(citationKey(citation));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
