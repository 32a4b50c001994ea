import type { PDFDocument } from '@cantoo/pdf-lib';
import { elementsBelow, newElement, type TagElement } from './tree.ts';

const parts = new Set(['Lbl', 'LBody']);

/** Gives each list item the body PDF/UA-1 asks for (7.2), and a list of nothing but links the tags of a table of contents. */
export function shapeLists(document: PDFDocument, root: TagElement): void {
  const lists = [...elementsBelow(root)].filter((element) => element.type === 'L');
  for (const list of lists) {
    if (isContents(list)) becomeContents(document, list);
    else itemsOf(list).forEach((item) => giveBody(document, item));
  }
}

function itemsOf(list: TagElement): TagElement[] {
  return list.kids.filter((kid): kid is TagElement => kid.kind === 'element' && kid.type === 'LI');
}

function isContents(list: TagElement): boolean {
  const items = itemsOf(list);
  return (
    items.length > 0 && items.every(({ kids: [first] }) => first?.kind === 'element' && first.type === 'Link')
  );
}

function becomeContents(document: PDFDocument, list: TagElement): void {
  list.type = 'TOC';
  for (const item of itemsOf(list)) {
    item.type = 'TOCI';
    item.kids = item.kids.map((kid) =>
      kid.kind === 'element' && kid.type === 'Link' ? newElement(document, 'Reference', [kid]) : kid,
    );
  }
}

function giveBody(document: PDFDocument, item: TagElement): void {
  const isPart = (kid: TagElement['kids'][number]): boolean => kid.kind === 'element' && parts.has(kid.type);
  const body = item.kids.filter((kid) => !isPart(kid));
  if (body.length > 0) item.kids = [...item.kids.filter(isPart), newElement(document, 'LBody', body)];
}
