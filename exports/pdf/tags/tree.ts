import type { PdfFile } from '../file/pdf-file.ts';
import { type Dict, dictOf, Name, Ref, type Value } from '../file/values.ts';

/** A tag of the document's structure: its type, such as P or Table, and what stands in it, in reading order. */
export interface TagElement {
  kind: 'element';
  type: string;
  dict: Dict;
  ref: Ref;
  kids: TagKid[];
}

/** A stretch of a page's content that belongs to a tag. */
export interface TagMark {
  kind: 'mark';
  page: Ref;
  mcid: number;
}

/** An annotation that belongs to a tag, such as the place of a link on the page. */
export interface TagObject {
  kind: 'object';
  dict: Dict;
}

/** What may stand in a tag. */
export type TagKid = TagElement | TagMark | TagObject;

const deepest = 100;

/** Reads the whole structure; null when the document is not tagged. The root's type is ''. */
export function readTags(file: PdfFile): TagElement | null {
  const root = file.catalog.get('StructTreeRoot');
  return root instanceof Ref && file.dict(root) ? readElement(file, root, { page: null, depth: 0 }) : null;
}

interface Place {
  page: Ref | null;
  depth: number;
}

function readElement(file: PdfFile, ref: Ref, place: Place): TagElement {
  const dict = file.dict(ref) ?? new Map<string, Value>();
  const own = dict.get('Pg');
  const here = { page: own instanceof Ref ? own : place.page, depth: place.depth + 1 };
  const kids = here.depth > deepest ? [] : kidsOf(file, dict).flatMap((kid) => readKid(file, kid, here));
  return { kind: 'element', type: file.name(dict.get('S')), dict, ref, kids };
}

function kidsOf(file: PdfFile, dict: Dict): Value[] {
  const kids = dict.get('K');
  if (kids === undefined) return [];
  const found = file.resolve(kids);
  return Array.isArray(found) ? found : [kids];
}

function readKid(file: PdfFile, kid: Value, place: Place): TagKid[] {
  if (typeof kid === 'number') return place.page ? [{ kind: 'mark', page: place.page, mcid: kid }] : [];
  const dict = file.dict(kid);
  if (!dict) return [];
  const type = file.name(dict.get('Type'));
  if (type === 'OBJR') return [{ kind: 'object', dict }];
  if (type !== 'MCR') return kid instanceof Ref ? [readElement(file, kid, place)] : [];
  const own = dict.get('Pg');
  const page = own instanceof Ref ? own : place.page;
  return page ? [{ kind: 'mark', page, mcid: file.number(dict.get('MCID')) ?? -1 }] : [];
}

/** A new tag, to be put among the kids of another. */
export function newElement(file: PdfFile, type: string, kids: TagKid[]): TagElement {
  const dict = dictOf({ Type: Name.of('StructElem') });
  return { kind: 'element', type, dict, ref: file.add(dict), kids };
}

/** An element and all below it, in reading order. */
export function elementsOf(root: TagElement): TagElement[] {
  const found: TagElement[] = [];
  const visit = (element: TagElement): void => {
    found.push(element);
    for (const kid of element.kids) if (kid.kind === 'element') visit(kid);
  };
  visit(root);
  return found;
}

/** The elements that stand directly in one. */
export function childrenOf(element: TagElement): TagElement[] {
  return element.kids.filter((kid) => kid.kind === 'element');
}

/** The sets of attributes of a tag. */
export function attributesOf(file: PdfFile, { dict }: TagElement): Dict[] {
  const found = file.resolve(dict.get('A'));
  const sets = Array.isArray(found) ? found : [found];
  return sets.map((set) => file.dict(set)).filter((set) => set !== undefined);
}
