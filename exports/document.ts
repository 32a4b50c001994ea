/** A heading of the finished document: its level, 1 for the title, and its words on one line. */
export interface Heading {
  level: 1 | 2 | 3 | 4;
  title: string;
}

/** What a link to a file beside the document begins with in print. It needs a host to survive; printing takes it off again. */
export const packAddress = 'https://pack.invalid/';

/** All that printing needs to make a finished PDF, whatever it shows. */
export interface PrintDocument {
  /** One self-contained page: styles and fonts inside, no script, nothing to load. `.pg` elements wait for the page number of their `data-target`. */
  html: string;
  title: string;
  author: string;
  subject: string;
  /** The dates written into the file, ISO 8601. */
  date: string;
  /** Every heading in the order of the document: the bookmarks. */
  headings: Heading[];
  /** Where links lead, in words for those who hear them: by element id, or by address for files of a pack. */
  targets: Record<string, string>;
  /** Every string the document shows, in the order of the document, without running heads and page numbers. */
  strings: string[];
}
