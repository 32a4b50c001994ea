/** Controls, soft hyphens (whose hyphens would be heard inside words) and what is no character at all. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\ufdd0-\ufdef\ufffe\uffff]/g;
const loneSurrogates = /\p{Surrogate}/gu;
const directionOverrides = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text fit for a page: control characters and bidirectional overrides (which could make a line read as something it is not)
 * are left out, half surrogates become U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(loneSurrogates, '\ufffd').replace(controls, '').replace(directionOverrides, '');
}

/** Printable text, or `otherwise` when nothing is left to read. No table cell may be empty: its tag would vanish from the PDF. */
export function printableOr(text: string, otherwise: string): string {
  return printable(text).trim() || otherwise;
}

/** Text of at most `most` characters, cut at a word with an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\s,;:–-]+\S*$/, '')}…`;
}

/**
 * Text as the inside of a CSS string. All but letters, digits and spaces is escaped by number, so it can end neither the
 * string nor the style element around it, and Handlebars' own escaping leaves it as it is.
 */
export function cssString(text: string): string {
  return Array.from(printable(text), (character) =>
    /[A-Za-z0-9 ]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `,
  ).join('');
}

/** An element id of ASCII letters, digits and hyphens, also when `id` holds something else. */
export function anchor(prefix: string, id: string): string {
  return `${prefix}-${id.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16)}`)}`;
}

/** The day of an ISO instant in the United Kingdom, such as "3 May 2026"; the text itself when it is no date. */
export function longDate(iso: string): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return printable(iso);
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format(instant);
}

/** The day and minute of an ISO instant in the United Kingdom, such as "3 May 2026, 14:05"; the text itself when it is no date. */
export function dayAndTime(iso: string): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return printable(iso);
  const time = instant.toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' });
  return `${longDate(iso)}, ${time}`;
}

/** A checksum in two halves of 32 digits. */
export function halves(checksum: string): { first: string; second: string } {
  return { first: checksum.slice(0, 32), second: checksum.slice(32) };
}

/** An evidence date as precise as it is known: "2018", "Sept 2018", "3 Sept 2018". */
export function partialDate(iso: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso) ?? [];
  if (!year) return printable(iso);
  if (!month) return year;
  const start = new Date(`${year}-${month}-${day ?? '01'}T12:00:00Z`);
  if (Number.isNaN(start.getTime())) return printable(iso);
  const parts: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', day ? { ...parts, day: 'numeric' } : parts).format(start);
}
