import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { BLOCK_ID, newBlockId } from '../../../schema/ids.ts';

interface PermanentIdsOptions {
  /** The ids that other regions of the section use. */
  idsElsewhere: () => ReadonlySet<string>;
}

/**
 * Gives every claim and theme that is typed or pasted here a permanent id, and a new one to the copy when an id
 * stands twice: the one that stood there before keeps it. What others typed is theirs to number.
 */
export const PermanentIds = Extension.create<PermanentIdsOptions>({
  name: 'permanentIds',
  addOptions: () => ({ idsElsewhere: () => new Set<string>() }),
  addProseMirrorPlugins() {
    const { idsElsewhere } = this.options;
    return [
      new Plugin({
        key: new PluginKey('permanentIds'),
        appendTransaction: (transactions, before, now) => {
          const isOwn = transactions.some((tr) => tr.docChanged) && !transactions.some(isChangeOrigin);
          return isOwn ? repairIds(transactions, before, now, idsElsewhere()) : null;
        },
      }),
    ];
  },
});

/** The transaction that gives ids where they are missing or doubled, or null when all is well. */
export function repairIds(
  transactions: readonly Transaction[],
  before: EditorState,
  now: EditorState,
  elsewhere: ReadonlySet<string>,
): Transaction | null {
  const settled = settledPlaces(transactions, before.doc);
  const owners = new Map<string, number>();
  const blocks = identified(now.doc);
  for (const { id, pos } of blocks) {
    if (!owners.has(id) || settled.get(id) === pos) owners.set(id, pos);
  }
  const wrong = blocks.filter(
    ({ id, pos }) =>
      !BLOCK_ID.test(id) || owners.get(id) !== pos || (elsewhere.has(id) && settled.get(id) !== pos),
  );
  if (wrong.length === 0) return null;
  const tr = now.tr;
  for (const { pos } of wrong) tr.setNodeAttribute(pos, 'id', newBlockId());
  return tr;
}

function identified(doc: Node): { id: string; pos: number }[] {
  const found: { id: string; pos: number }[] = [];
  doc.forEach((node, pos) => {
    const id: unknown = node.attrs['id'];
    if (typeof id === 'string') found.push({ id, pos });
  });
  return found;
}

/** Where the blocks of before stand now, as far as they were not touched themselves. */
function settledPlaces(transactions: readonly Transaction[], before: Node): Map<string, number> {
  const places = new Map<string, number>();
  for (const { id, pos } of identified(before)) {
    let mapped: number | null = pos;
    for (const tr of transactions) {
      if (mapped === null) break;
      const result = tr.mapping.mapResult(mapped, 1);
      mapped = result.deletedAfter ? null : result.pos;
    }
    if (mapped !== null) places.set(id, mapped);
  }
  return places;
}
