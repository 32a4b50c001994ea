import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import {
  type ProsemirrorBinding,
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';

interface Kept {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

interface SyncState {
  binding: ProsemirrorBinding | null;
}

/**
 * Keeps the caret between the same letters while others write in the same claim. The binding (y-tiptap 3.0.9) takes
 * any change of a block's words for a block that was moved, and puts the caret back at its old count of letters:
 * each letter that somebody else types before it would shift it by one.
 */
export const SteadyCaret = Extension.create({
  name: 'steadyCaret',
  addProseMirrorPlugins() {
    let kept: Kept | null = null;
    return [
      new Plugin({
        key: new PluginKey('steadyCaret'),
        appendTransaction: (transactions, _before, now) =>
          transactions.some(isOthersChange) && kept ? steadied(now, kept) : null,
        view: (view) => {
          const binding = bindingOf(view.state);
          const keep = (): void => {
            kept = keptSelection(view.state);
          };
          binding?.doc.on('beforeAllTransactions', keep);
          return { destroy: () => binding?.doc.off('beforeAllTransactions', keep) };
        },
      }),
    ];
  },
});

function isOthersChange(tr: Transaction): boolean {
  const meta = tr.getMeta(ySyncPluginKey) as
    { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean } | undefined;
  return meta?.isChangeOrigin === true && meta.isUndoRedoOperation !== true;
}

function bindingOf(state: EditorState): ProsemirrorBinding | null {
  return (ySyncPluginKey.getState(state) as SyncState | undefined)?.binding ?? null;
}

function keptSelection(state: EditorState): Kept | null {
  const binding = bindingOf(state);
  if (!binding || !(state.selection instanceof TextSelection)) return null;
  const { anchor, head } = state.selection;
  return { anchor: relative(binding, anchor), head: relative(binding, head) };
}

function relative({ type, mapping }: ProsemirrorBinding, pos: number): Y.RelativePosition {
  return absolutePositionToRelativePosition(pos, type, mapping) as Y.RelativePosition;
}

/** Sets the selection where it was among the letters; null when its block is gone, or it is right already. */
function steadied(state: EditorState, kept: Kept): Transaction | null {
  const binding = bindingOf(state);
  const anchor = binding && absolute(binding, kept.anchor);
  const head = binding && absolute(binding, kept.head);
  const { doc, selection } = state;
  if (anchor === null || head === null || Math.max(anchor, head) > doc.content.size) return null;
  if (selection.anchor === anchor && selection.head === head) return null;
  const [$anchor, $head] = [doc.resolve(anchor), doc.resolve(head)];
  if (!$anchor.parent.isTextblock || !$head.parent.isTextblock) return null;
  return state.tr
    .setSelection(new TextSelection($anchor, $head))
    .setMeta(ySyncPluginKey, { isChangeOrigin: true });
}

function absolute({ doc, type, mapping }: ProsemirrorBinding, position: Y.RelativePosition): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (!found || !isAlive(found.type)) return null;
  return relativePositionToAbsolutePosition(doc, type, position, mapping);
}

/** False for text whose block was deleted, as when a claim was moved: its letters now live in another block. */
function isAlive(type: Y.AbstractType<unknown>): boolean {
  for (let item = type._item; item; item = item.parent instanceof Y.AbstractType ? item.parent._item : null) {
    if (item.deleted) return false;
  }
  return true;
}
