/** One operation of a page's content: the operator, and its whole text with the operands before it. */
export interface Operation {
  operator: string;
  text: string;
}

const token =
  /\s*(?:(<<|>>|\[|\]|<[0-9A-Fa-f\s]*>|\((?:\\[\s\S]|[^\\()])*\)|\/[^\s/<>[\]()]*|[-+.\d][-+.\deE]*|true\b|false\b|null\b)|([A-Za-z'"][A-Za-z0-9*]*))/y;

/** Splits a content stream into its operations; null when it holds something this reader does not know (an inline image). */
export function readOperations(content: string): Operation[] | null {
  const operations: Operation[] = [];
  let start = 0;
  token.lastIndex = 0;
  while (token.lastIndex < content.length) {
    const at = token.lastIndex;
    const found = token.exec(content);
    if (!found) return content.slice(at).trim() === '' ? operations : null;
    const operator = found[2];
    if (operator === undefined) continue;
    if (operator === 'BI') return null;
    operations.push({ operator, text: content.slice(start, token.lastIndex).trim() });
    start = token.lastIndex;
  }
  return operations;
}

/** The numbers before an operator. */
export function operands({ text }: Operation): number[] {
  return [...text.matchAll(/(?<![\w.])-?\d*\.?\d+(?![\w.])/g)].map(([number]) => Number(number));
}

/** The number by which a marked-content operation belongs to a tag, or null. */
export function markNumber({ operator, text }: Operation): number | null {
  const found = operator === 'BDC' ? /\/MCID (\d+)/.exec(text) : null;
  return found ? Number(found[1]) : null;
}

/** True for an operation that begins marked content, tagged or not. */
export function beginsMark({ operator }: Operation): boolean {
  return operator === 'BDC' || operator === 'BMC';
}
