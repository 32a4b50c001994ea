/**
 * The words of `before` that an acronym in brackets after them stands for, or null: "a Multi-Agency Safeguarding Hub" and
 * "MASH" give "Multi-Agency Safeguarding Hub". Letters are matched from the right, the first at the start of a word (Schwartz
 * and Hearst, "A simple algorithm for identifying abbreviation definitions", 2003).
 */
export function longForm(acronym: string, before: string): string | null {
  const letters = Array.from(acronym.toLowerCase()).filter((one) => /\p{L}/u.test(one));
  const nearby = before
    .trimEnd()
    .split(/\s+/)
    .slice(-2 * letters.length)
    .join(' ');
  let at = nearby.length;
  for (const [index, letter] of letters.toReversed().entries()) {
    const isFirst = index === letters.length - 1;
    do at -= 1;
    while (at >= 0 && (nearby.charAt(at).toLowerCase() !== letter || (isFirst && !startsWord(nearby, at))));
    if (at < 0) return null;
  }
  const found = nearby.slice(at).replace(/[’'”",]+$/, '');
  return isLikely(letters.length, found) ? found : null;
}

/** True when the words in brackets after an acronym are what it stands for: "MASH (Multi-Agency Safeguarding Hub)". */
export function isLongForm(acronym: string, words: string): boolean {
  return longForm(acronym, words) === words.trim();
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** At least two words, not many more than letters, and nothing that ends a sentence inside. */
function isLikely(letters: number, words: string): boolean {
  const count = words.split(/[\s-]+/).length;
  return count >= 2 && count <= letters + 3 && !/[.;:()[\]]/.test(words);
}
