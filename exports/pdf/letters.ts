/** Characters that are never drawn: soft hyphens, joiners, marks of direction, byte order marks. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** What can be seen of a text, without spaces. */
export function lettersOf(text: string): string {
  return text.replace(unseen, '').replace(/\s+/g, '');
}

/** What can be seen of a text, with one space wherever there are any. */
export function singleSpaced(text: string): string {
  return text.replace(unseen, '').replace(/\s+/g, ' ').trim();
}
