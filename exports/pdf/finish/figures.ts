import type { PageContent } from '../content/page-content.ts';
import { boundsOf, united } from '../content/bounds.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { dictOf, Name, type Ref } from '../file/values.ts';
import { attributesOf, childrenOf, elementsOf, type TagElement } from '../tags/tree.ts';

/**
 * Gives figures what PDF/UA-1 asks of them (7.3). Chromium puts a picture's figure inside that of its frame: the words that
 * describe it go to the outer one. Each is told the box it is drawn in.
 */
export function completeFigures(file: PdfFile, root: TagElement, contents: readonly PageContent[]): void {
  const byPage = new Map(contents.map((content) => [content.page.ref, content]));
  for (const figure of elementsOf(root).filter(isFigure)) {
    liftDescription(figure);
    if (isFigure(figure) && !hasBox(file, figure)) giveBox(file, figure, byPage);
  }
}

function isFigure({ type }: TagElement): boolean {
  return type === 'Figure';
}

function liftDescription(figure: TagElement): void {
  const inner = childrenOf(figure).filter(isFigure);
  const described = inner.find(({ dict }) => dict.has('Alt'));
  if (described && !figure.dict.has('Alt')) figure.dict.set('Alt', described.dict.get('Alt') ?? null);
  for (const each of inner) {
    each.type = 'NonStruct';
    each.dict.delete('Alt');
  }
}

function hasBox(file: PdfFile, figure: TagElement): boolean {
  return attributesOf(file, figure).some((set) => set.has('BBox'));
}

function giveBox(file: PdfFile, figure: TagElement, byPage: ReadonlyMap<Ref, PageContent>): void {
  const boxes = marksBelow(figure).flatMap(([page, mcid]) => {
    const content = byPage.get(page);
    return content ? boundsOf(content, mcid) : [];
  });
  const box = united(boxes);
  if (!box) return;
  const layout = dictOf({ O: Name.of('Layout'), BBox: [...box], Placement: Name.of('Block') });
  figure.dict.set('A', [...attributesOf(file, figure), layout]);
}

function marksBelow(element: TagElement): [Ref, number][] {
  return element.kids.flatMap((kid): [Ref, number][] => {
    if (kid.kind === 'mark') return [[kid.page, kid.mcid]];
    return kid.kind === 'element' ? marksBelow(kid) : [];
  });
}
