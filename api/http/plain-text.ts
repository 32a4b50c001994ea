/**
 * What no title, name or note may carry: control characters, the invisible marks that turn the direction of text
 * (they can make a name read as another), the byte-order mark and halves of characters.
 */
const unwanted = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\p{Cs}]/gu;

/** One line of plain text: composed (NFC), without control and direction characters, white space made single. */
export function plainLine(text: string): string {
  const single = text.replace(/\s+/gu, ' ').replace(unwanted, '').replace(/ {2,}/g, ' ');
  return single.normalize('NFC').trim();
}

/** Plain text that keeps its line breaks, else like {@link plainLine}; at most one empty line in a row. */
export function plainParagraphs(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(plainLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
