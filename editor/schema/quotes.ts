/** A passage by its words: the quote with what stood before and after it. */
export interface Quotation {
  quote: string;
  prefix: string;
  suffix: string;
}

/** One place where the quote stands in one of several texts; `context` counts the matching characters around it. */
export interface Occurrence {
  text: number;
  index: number;
  context: number;
}

/** So many matching characters around a quote tell it from other places with the same words. */
const enoughContext = 8;

/**
 * Finds a quote again in some texts: the one occurrence with the best context (at least 8 characters), else the
 * only occurrence of a quote of at least `distinctive` characters. Null when that leaves a doubt; never a guess.
 */
export function findQuote(
  texts: readonly string[],
  quotation: Quotation,
  distinctive: number,
): Occurrence | null {
  const found = texts.flatMap((text, index) => occurrences(text, index, quotation));
  const [best, next] = found.sort((a, b) => b.context - a.context);
  if (!best) return null;
  if (best.context >= enoughContext) return next?.context === best.context ? null : best;
  return found.length === 1 && quotation.quote.length >= distinctive ? best : null;
}

function occurrences(text: string, number: number, { quote, prefix, suffix }: Quotation): Occurrence[] {
  const found: Occurrence[] = [];
  if (quote === '') return found;
  for (let index = text.indexOf(quote); index >= 0; index = text.indexOf(quote, index + 1)) {
    const before = sharedEnd(prefix, text.slice(0, index));
    const after = sharedStart(suffix, text.slice(index + quote.length));
    found.push({ text: number, index, context: before + after });
  }
  return found;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}
