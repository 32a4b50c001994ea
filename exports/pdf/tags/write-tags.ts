import type { PdfFile } from '../file/pdf-file.ts';
import { dictOf, Name, type Ref, type Value } from '../file/values.ts';
import { elementsOf, type TagElement } from './tree.ts';

/** Writes the structure back as it now is, and with it the table that leads from content to tags. */
export function writeTags(file: PdfFile, root: TagElement): void {
  const marks = new Map<Value, Ref[]>();
  const owners = new Map<Value, Ref>();
  for (const element of elementsOf(root)) {
    writeElement(element);
    for (const kid of element.kids) {
      if (kid.kind === 'object') owners.set(kid.dict.get('Obj') ?? null, element.ref);
      if (kid.kind !== 'mark') continue;
      const row = marks.get(kid.page) ?? [];
      row[kid.mcid] = element.ref;
      marks.set(kid.page, row);
    }
  }
  root.dict.set('ParentTree', file.add(dictOf({ Nums: rowsOf(file, marks, owners).flat() })));
}

function writeElement({ type, dict, ref, kids }: TagElement): void {
  if (type !== '') dict.set('S', Name.of(type));
  const page = dict.get('Pg');
  const written = kids.map((kid): Value => {
    if (kid.kind === 'object') return kid.dict;
    if (kid.kind === 'mark') {
      return kid.page === page ? kid.mcid : dictOf({ Type: Name.of('MCR'), Pg: kid.page, MCID: kid.mcid });
    }
    kid.dict.set('P', ref);
    return kid.ref;
  });
  dict.set('K', written);
}

/** For each page the owners of its marks, for each annotation its owner, by the keys they carry. */
function rowsOf(
  file: PdfFile,
  marks: ReadonlyMap<Value, Ref[]>,
  owners: ReadonlyMap<Value, Ref>,
): [number, Value][] {
  const rows = file.pages.flatMap(({ ref, dict }): [number, Value][] => {
    const annotations = file.list(dict.get('Annots')).map((annotation): [number | null, Value] => {
      return [file.number(file.dict(annotation)?.get('StructParent')), owners.get(annotation) ?? null];
    });
    const own = Array.from(marks.get(ref) ?? [], (owner: Ref | undefined) => owner ?? null);
    const keyed: [number | null, Value][] = [[file.number(dict.get('StructParents')), own], ...annotations];
    return keyed.filter((row): row is [number, Value] => row[0] !== null && row[1] !== null);
  });
  return rows.sort(([a], [b]) => a - b);
}
