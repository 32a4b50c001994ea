import { elementsOf, type TagElement } from './tree.ts';

/** Tags of PDF 2.0 in the terms of PDF 1.7, which PDF/UA-1 knows. */
const plain: Record<string, string> = { Em: 'Span', Strong: 'Span', Aside: 'Sect' };

/** Uses only tag types that PDF/UA-1 knows, and calls the parts of the document sections. */
export function usePlainTypes(root: TagElement): void {
  for (const element of elementsOf(root)) {
    element.type = plain[element.type] ?? element.type;
    if (element.type !== 'Document') continue;
    for (const kid of element.kids) {
      if (kid.kind === 'element' && kid.type === 'NonStruct') kid.type = 'Sect';
    }
  }
}
