/** Claims and themes have permanent ids, each once in a section. Pages give them; what they miss is mended here. */
import * as Y from 'yjs';
import type { Block, RegionText, SectionText } from '../../../editor/schema/document.ts';
import { newBlockId } from '../../../editor/schema/ids.ts';

/** True when a claim or theme has no id, or one that stands in the section before. */
export function lacksIds(text: SectionText): boolean {
  const seen = new Set<string>();
  return Object.values(text)
    .flatMap((region) => region.content)
    .some((block) => block.type !== 'paragraph' && !isFirst(block.attrs.id, seen));
}

/** The same text in which every claim and theme has its own id; the first of several keeps it. */
export function withIds(text: SectionText): SectionText {
  const seen = new Set<string>();
  const mend = (block: Block): Block => {
    if (block.type === 'paragraph' || isFirst(block.attrs.id, seen)) return block;
    const id = fresh(seen);
    return block.type === 'claim'
      ? { ...block, attrs: { ...block.attrs, id } }
      : { ...block, attrs: { ...block.attrs, id } };
  };
  const regions = Object.entries(text).map(([region, { content }]): [string, RegionText] => [
    region,
    { type: 'doc', content: content.map(mend) },
  ]);
  return Object.fromEntries(regions);
}

/** Gives every claim and theme of a live document its own id; the first of several keeps it. */
export function mendIds(ydoc: Y.Doc, regions: readonly string[]): void {
  const seen = new Set<string>();
  for (const block of regions.flatMap((region) => ydoc.getXmlFragment(region).toArray())) {
    if (!(block instanceof Y.XmlElement) || block.nodeName === 'paragraph') continue;
    const id: unknown = block.getAttribute('id');
    if (!isFirst(typeof id === 'string' ? id : '', seen)) block.setAttribute('id', fresh(seen));
  }
}

function isFirst(id: string, seen: Set<string>): boolean {
  if (id === '' || seen.has(id)) return false;
  seen.add(id);
  return true;
}

function fresh(seen: Set<string>): string {
  const id = newBlockId();
  seen.add(id);
  return id;
}
