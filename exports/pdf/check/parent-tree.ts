import type { PdfFile } from '../file/pdf-file.ts';
import type { Value } from '../file/values.ts';
import type { Subject } from './subject.ts';

/** The table that leads from content to tags: by the keys that pages and annotations carry. */
export function parentTreeOf({ file, root }: Subject): Map<number, Value> {
  const rows = new Map<number, Value>();
  collect(file, root?.dict.get('ParentTree'), rows, 0);
  return rows;
}

function collect(file: PdfFile, node: Value | undefined, rows: Map<number, Value>, depth: number): void {
  const dict = file.dict(node);
  if (!dict || depth > 20) return;
  const numbers = file.list(dict.get('Nums'));
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const key = file.number(numbers[index]);
    if (key !== null) rows.set(key, numbers[index + 1] ?? null);
  }
  for (const kid of file.list(dict.get('Kids'))) collect(file, kid, rows, depth + 1);
}
