import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { elementsBelow, type TagElement } from './tree.ts';

const name = (text: string): PDFName => PDFName.of(text);

/**
 * Names table heads by their order. Chromium names them after nodes of its memory, which differ from run to run; cells
 * refer to their heads by these names.
 */
export function renumberIds(document: PDFDocument, root: TagElement): void {
  const renamed = new Map<string, PDFString>();
  const owners: TagElement[] = [];
  for (const element of elementsBelow(root)) {
    const old = textOf(element.dict.get(name('ID')));
    if (old === null) continue;
    owners.push(element);
    renamed.set(old, PDFString.of(`h${String(owners.length).padStart(6, '0')}`));
    element.dict.set(name('ID'), renamed.get(old) ?? PDFString.of(old));
  }
  for (const element of elementsBelow(root)) renameHeaders(document, element, renamed);
  if (owners.length > 0) writeIdTree(document, root, owners);
}

function renameHeaders(
  document: PDFDocument,
  element: TagElement,
  renamed: ReadonlyMap<string, PDFString>,
): void {
  const attributes = document.context.lookup(element.dict.get(name('A')));
  const sets = attributes instanceof PDFArray ? attributes.asArray() : [attributes];
  for (const set of sets) {
    const dict = document.context.lookup(set);
    const headers = dict instanceof PDFDict ? dict.lookup(name('Headers')) : undefined;
    if (!(headers instanceof PDFArray)) continue;
    headers.asArray().forEach((header, index) => {
      headers.set(index, renamed.get(textOf(header) ?? '') ?? header);
    });
  }
}

function writeIdTree(document: PDFDocument, root: TagElement, owners: readonly TagElement[]): void {
  const { context } = document;
  const names = owners.map(({ dict, ref }) => [dict.get(name('ID')), ref] as const);
  const [first, last] = [names.at(0)?.[0], names.at(-1)?.[0]];
  const leaf = context.register(context.obj({ Names: names.flat(), Limits: [first, last] }));
  root.dict.set(name('IDTree'), context.register(context.obj({ Kids: [leaf] })));
}

function textOf(value: unknown): string | null {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;
}
