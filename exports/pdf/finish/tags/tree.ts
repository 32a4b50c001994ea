import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';

/** A tag of the document's structure: its type, such as P or Table, and what stands in it, in reading order. */
export interface TagElement {
  kind: 'element';
  type: string;
  dict: PDFDict;
  ref: PDFRef;
  kids: TagKid[];
}

/** A stretch of a page's content that belongs to a tag. */
export interface TagMark {
  kind: 'mark';
  page: PDFRef;
  mcid: number;
}

/** An annotation that belongs to a tag, such as the place of a link on the page. */
export interface TagObject {
  kind: 'object';
  dict: PDFDict;
}

/** What may stand in a tag. */
export type TagKid = TagElement | TagMark | TagObject;

const name = (text: string): PDFName => PDFName.of(text);

/** Reads the whole structure; null when the document is not tagged. The root's type is ''. */
export function readTags(document: PDFDocument): TagElement | null {
  const root = document.catalog.get(name('StructTreeRoot'));
  if (!(root instanceof PDFRef)) return null;
  return readElement(document.context, root, null);
}

function readElement(context: PDFContext, ref: PDFRef, page: PDFRef | null): TagElement {
  const dict = context.lookup(ref, PDFDict);
  const own = dict.get(name('Pg'));
  const here = own instanceof PDFRef ? own : page;
  const type = dict.get(name('S'));
  const kids = kidObjects(context, dict).flatMap((kid) => readKid(context, kid, here));
  return { kind: 'element', type: type instanceof PDFName ? type.decodeText() : '', dict, ref, kids };
}

function kidObjects(context: PDFContext, dict: PDFDict): PDFObject[] {
  const kids = dict.get(name('K'));
  const found = context.lookup(kids);
  if (found instanceof PDFArray) return found.asArray();
  return kids === undefined ? [] : [kids];
}

function readKid(context: PDFContext, kid: PDFObject, page: PDFRef | null): TagKid[] {
  if (kid instanceof PDFNumber) return page ? [{ kind: 'mark', page, mcid: kid.asNumber() }] : [];
  const dict = context.lookup(kid);
  if (!(dict instanceof PDFDict)) return [];
  const type = dict.get(name('Type'));
  if (type === name('OBJR')) return [{ kind: 'object', dict }];
  if (type !== name('MCR')) return kid instanceof PDFRef ? [readElement(context, kid, page)] : [];
  const own = dict.get(name('Pg'));
  const where = own instanceof PDFRef ? own : page;
  return where ? [{ kind: 'mark', page: where, mcid: dict.lookup(name('MCID'), PDFNumber).asNumber() }] : [];
}

/** A new tag, to be put among the kids of another. */
export function newElement(document: PDFDocument, type: string, kids: TagKid[]): TagElement {
  const dict = document.context.obj({ Type: 'StructElem' });
  return { kind: 'element', type, dict, ref: document.context.register(dict), kids };
}

/** An element and all below it, in reading order. */
export function* elementsBelow(element: TagElement): Generator<TagElement> {
  yield element;
  for (const kid of element.kids) if (kid.kind === 'element') yield* elementsBelow(kid);
}

/** Writes the structure back as it now is, and with it the table that leads from content to tags. */
export function writeTags(document: PDFDocument, root: TagElement): void {
  const parents = new Map<PDFObject, (PDFRef | undefined)[]>();
  const owners = new Map<PDFObject, PDFRef>();
  for (const element of elementsBelow(root)) {
    writeElement(document.context, element);
    for (const kid of element.kids) {
      if (kid.kind === 'mark') {
        const marks = parents.get(kid.page) ?? [];
        marks[kid.mcid] = element.ref;
        parents.set(kid.page, marks);
      } else if (kid.kind === 'object') owners.set(kid.dict.get(name('Obj')) ?? PDFNull, element.ref);
    }
  }
  writeParentTree(document, root, { parents, owners });
}

function writeElement(context: PDFContext, { type, dict, ref, kids }: TagElement): void {
  if (type !== '') dict.set(name('S'), name(type));
  const page = dict.get(name('Pg'));
  const written = kids.map((kid): PDFObject => {
    if (kid.kind === 'object') return kid.dict;
    if (kid.kind === 'mark') {
      const { page: Pg, mcid: MCID } = kid;
      return Pg === page ? PDFNumber.of(MCID) : context.obj({ Type: 'MCR', Pg, MCID });
    }
    kid.dict.set(name('P'), ref);
    return kid.ref;
  });
  dict.set(name('K'), context.obj(written));
}

function writeParentTree(
  document: PDFDocument,
  root: TagElement,
  { parents, owners }: { parents: Map<PDFObject, (PDFRef | undefined)[]>; owners: Map<PDFObject, PDFRef> },
): void {
  const { context } = document;
  const rows: [key: number, value: PDFObject][] = [];
  for (const page of document.getPages()) {
    const key = page.node.lookupMaybe(name('StructParents'), PDFNumber);
    if (key)
      rows.push([
        key.asNumber(),
        context.obj(Array.from(parents.get(page.ref) ?? [], (ref) => ref ?? PDFNull)),
      ]);
    for (const annotation of page.node.lookupMaybe(name('Annots'), PDFArray)?.asArray() ?? []) {
      const own = context.lookup(annotation, PDFDict).lookupMaybe(name('StructParent'), PDFNumber);
      const owner = owners.get(annotation);
      if (own && owner) rows.push([own.asNumber(), owner]);
    }
  }
  rows.sort(([a], [b]) => a - b);
  const tree = context.obj({ Nums: rows.flatMap(([key, value]) => [PDFNumber.of(key), value]) });
  root.dict.set(name('ParentTree'), context.register(tree));
}
