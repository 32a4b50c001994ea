import { diffArrays, diffWordsWithSpace } from 'diff';
import type { WordDifference } from './contract.ts';

/** Texts that differ by more words than this are shown as one taken away and another put there. */
const MOST_DIFFERENCES = 2000;

/** How a text became another, word by word. */
export function wordDifferences(before: string, after: string): WordDifference[] {
  if (before === after) return stretch('same', before);
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_DIFFERENCES }) as
    { added: boolean; removed: boolean; value: string }[] | undefined;
  if (!changes) return [...stretch('removed', before), ...stretch('added', after)];
  return changes.flatMap(({ added, removed, value }) =>
    stretch(added ? 'added' : removed ? 'removed' : 'same', value),
  );
}

/** A line in two versions; null on the side where it is not there. */
export type LinePair = [before: string | null, after: string | null];

/** Pairs the lines of two texts in order: the same ones with each other, and those between them as they come. */
export function pairLines(before: readonly string[], after: readonly string[]): LinePair[] {
  const pairs: LinePair[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const settle = (): void => {
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1)
      pairs.push([gone[index] ?? null, come[index] ?? null]);
    gone = [];
    come = [];
  };
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (added) come.push(...value);
    else if (removed) gone.push(...value);
    else {
      settle();
      pairs.push(...value.map((line): LinePair => [line, line]));
    }
  }
  settle();
  return pairs;
}

/** The word differences of each pair of lines. */
export function differencesOf(pairs: readonly LinePair[]): WordDifference[][] {
  return pairs.map(([before, after]) => wordDifferences(before ?? '', after ?? ''));
}

function stretch(kind: WordDifference['kind'], text: string): WordDifference[] {
  return text === '' ? [] : [{ kind, text }];
}
