/** A text as plain lower-case words: `&` reads as and, apostrophes and other punctuation go, `2.1` stays whole. */
export function plainWords(text: string): string[] {
  const spelled = text.toLowerCase().replaceAll('&', ' and ').replace(/[’'‘]/g, '');
  return spelled.match(/\d+(?:\.\d+)*|[\p{L}\p{N}]+/gu) ?? [];
}

/** The same as one string, for comparing. */
export function plainPhrase(text: string): string {
  return plainWords(text).join(' ');
}

/** True when `phrase` stands in `text` as whole words; both already plain. */
export function holds(text: string, phrase: string): boolean {
  return phrase !== '' && ` ${text} `.includes(` ${phrase} `);
}

/** How alike two plain phrases are in their longer words, 0 to 1 (Dice coefficient). */
export function likeness(a: string, b: string): number {
  const first = new Set(significant(a));
  const second = new Set(significant(b));
  const shared = [...first].filter((word) => second.has(word)).length;
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size);
}

/** The number a heading begins with ("1. ", "2.3 ", "Section 4: "), with what separates it; '' when there is none. */
export function leadingNumber(heading: string): string {
  return (
    /^(?:(?:section|chapter|part)\s+)?\d{1,2}(?:\.\d{1,2})*\s*[.):–-]?\s+(?=\p{L})/iu.exec(heading)?.[0] ?? ''
  );
}

/** The words of `text` that `others` does not have, each as often as it is missing. */
export function missingWords(text: string, others: string): string[] {
  const left = plainWords(others);
  return plainWords(text).filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function significant(phrase: string): string[] {
  return phrase.split(' ').filter((word) => word.length > 2 && word !== 'and' && word !== 'the');
}
