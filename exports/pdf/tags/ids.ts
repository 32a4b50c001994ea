import type { PdfFile } from '../file/pdf-file.ts';
import { Bytes, dictOf } from '../file/values.ts';
import { attributesOf, elementsOf, type TagElement } from './tree.ts';

/**
 * Names table heads by their order. Chromium names them after nodes of its memory, which differ from run to run; cells
 * refer to their heads by these names.
 */
export function renumberIds(file: PdfFile, root: TagElement): void {
  const elements = elementsOf(root);
  const owners = elements.filter(({ dict }) => dict.get('ID') instanceof Bytes);
  const renamed = new Map<string, Bytes>();
  owners.forEach(({ dict }, index) => {
    const id = new Bytes(`h${String(index + 1).padStart(6, '0')}`);
    renamed.set(file.words(dict.get('ID')) ?? '', id);
    dict.set('ID', id);
  });
  for (const element of elements) renameHeaders(file, element, renamed);
  if (owners.length > 0) writeIdTree(file, root, owners);
}

function renameHeaders(file: PdfFile, element: TagElement, renamed: ReadonlyMap<string, Bytes>): void {
  for (const set of attributesOf(file, element)) {
    const headers = set.get('Headers');
    if (headers === undefined) continue;
    set.set(
      'Headers',
      file.list(headers).map((header) => renamed.get(file.words(header) ?? '') ?? header),
    );
  }
}

function writeIdTree(file: PdfFile, root: TagElement, owners: readonly TagElement[]): void {
  const ids = owners.map(({ dict }) => dict.get('ID') ?? null);
  const names = owners.flatMap(({ ref }, index) => [ids[index] ?? null, ref]);
  const leaf = file.add(dictOf({ Names: names, Limits: [ids[0] ?? null, ids.at(-1) ?? null] }));
  root.dict.set('IDTree', file.add(dictOf({ Kids: [leaf] })));
}
