import type { PdfFile, PdfPage } from './pdf-file.ts';
import { Bytes, type Dict, Name, type Value } from './values.ts';

/** Addresses a link may lead to: the web, mail, telephone, and the evidence beside the file in a pack. */
const safe = /^(https?:\/\/|mailto:|tel:|\.\/evidence\/)/i;

/** A link on a page. */
export interface PdfLink {
  page: PdfPage;
  /** The annotation, as the page names it. */
  value: Value;
  dict: Dict;
  /** The place of the document it leads to, null for none. */
  place: string | null;
  /** The address it leads to, null for none. */
  address: string | null;
}

/** Every link of a file, in the order of the pages. */
export function linksOf(file: PdfFile): PdfLink[] {
  return file.pages.flatMap((page) =>
    file.list(page.dict.get('Annots')).flatMap((value): PdfLink[] => {
      const dict = file.dict(value);
      if (!dict || file.name(dict.get('Subtype')) !== 'Link') return [];
      const address = file.words(file.dict(dict.get('A'))?.get('URI'));
      return [{ page, value, dict, place: placeOf(dict), address }];
    }),
  );
}

/** The named place, which Chromium writes as a name. */
function placeOf(link: Dict): string | null {
  const place = link.get('Dest');
  if (place instanceof Name) return place.text;
  return place instanceof Bytes ? place.words : null;
}

/** True for an address that a link may lead to. */
export function isSafeAddress(address: string): boolean {
  return safe.test(address);
}
