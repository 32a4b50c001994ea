import type { PdfFile } from '../file/pdf-file.ts';
import { childrenOf, elementsOf, newElement, type TagElement, type TagKid } from './tree.ts';

const parts = new Set(['Lbl', 'LBody']);

/** Gives each list item the body PDF/UA-1 asks for (7.2), and a list whose items begin with a link the tags of a table of contents. */
export function shapeLists(file: PdfFile, root: TagElement): void {
  for (const list of elementsOf(root).filter((element) => element.type === 'L')) {
    if (isContents(list)) becomeContents(file, list);
    else itemsOf(list).forEach((item) => giveBody(file, item));
  }
}

function itemsOf(list: TagElement): TagElement[] {
  return childrenOf(list).filter((kid) => kid.type === 'LI');
}

function isContents(list: TagElement): boolean {
  const items = itemsOf(list);
  return (
    items.length > 0 && items.every(({ kids: [first] }) => first?.kind === 'element' && first.type === 'Link')
  );
}

function becomeContents(file: PdfFile, list: TagElement): void {
  list.type = 'TOC';
  for (const item of itemsOf(list)) {
    item.type = 'TOCI';
    item.kids = item.kids.map((kid) =>
      kid.kind === 'element' && kid.type === 'Link' ? newElement(file, 'Reference', [kid]) : kid,
    );
  }
}

function giveBody(file: PdfFile, item: TagElement): void {
  const isPart = (kid: TagKid): boolean => kid.kind === 'element' && parts.has(kid.type);
  const body = item.kids.filter((kid) => !isPart(kid));
  if (body.length > 0) item.kids = [...item.kids.filter(isPart), newElement(file, 'LBody', body)];
}
