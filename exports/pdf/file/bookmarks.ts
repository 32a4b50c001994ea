import type { PdfFile } from './pdf-file.ts';
import type { Dict, Value } from './values.ts';

/** A bookmark: how deep it stands, the outermost being 0, and how many stand directly below it. */
export interface Bookmark {
  dict: Dict;
  depth: number;
  children: number;
}

const most = 100_000;

/** Every bookmark of a file in reading order. */
export function bookmarksOf(file: PdfFile): Bookmark[] {
  const found: Bookmark[] = [];
  const visit = (node: Dict, depth: number): void => {
    for (const dict of childrenOf(file, node)) {
      found.push({ dict, depth, children: childrenOf(file, dict).length });
      if (found.length < most && depth < 20) visit(dict, depth + 1);
    }
  };
  const root = file.dict(file.catalog.get('Outlines'));
  if (root) visit(root, 0);
  return found;
}

function childrenOf(file: PdfFile, node: Dict): Dict[] {
  const children = new Set<Dict>();
  let next: Value | undefined = node.get('First');
  for (let child = file.dict(next); child && !children.has(child); child = file.dict(next)) {
    children.add(child);
    next = child.get('Next');
  }
  return [...children];
}
