import type { PdfFile } from './pdf-file.ts';
import type { Value } from './values.ts';

/** Named place to physical page number, the first page being 1. */
export type PageNumbers = Map<string, number>;

/** The pages that the named places of a file are on. */
export function pageNumbersOf(file: PdfFile): PageNumbers {
  const pages = new Map<Value, number>(file.pages.map(({ ref }, index) => [ref, index + 1]));
  const places = [...(file.dict(file.catalog.get('Dests')) ?? [])];
  return new Map(
    places.flatMap(([name, place]): [string, number][] => {
      const page = pages.get(file.list(place)[0] ?? null);
      return page === undefined ? [] : [[name, page]];
    }),
  );
}
