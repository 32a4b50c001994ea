import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type Transaction as LiveTransaction, UndoManager, type XmlFragment } from 'yjs';
import { type Shown, showRegion } from '../../../schema/binding/show-region.ts';
import { writeRegion } from '../../../schema/binding/write-region.ts';
import { type KeptSelection, keepSelection, restoreSelection } from './kept-selection.ts';

/** What is said of a transaction that shows a change of the live text. */
export interface SyncMeta {
  isChangeOrigin: boolean;
  isUndoRedoOperation: boolean;
}

/** The part of the editor's view that a binding needs. */
export type BoundView = Pick<EditorView, 'state' | 'dispatch'>;

/**
 * Keeps an editor and a region of the live document the same. Showing never writes: only what is changed in the editor
 * is written, and only that.
 */
export class RegionBinding {
  readonly type: XmlFragment;
  /** What stands in the editor for each element; y-tiptap counts positions with it. */
  readonly mapping: Shown = new Map();
  #view: BoundView | null = null;
  #kept: KeptSelection | null = null;
  #isWriting = false;

  constructor(type: XmlFragment) {
    this.type = type;
  }

  /** Shows the region in the editor, now and whenever it changes. */
  attach(view: BoundView): void {
    this.#view = view;
    this.mapping.clear();
    this.#show(view, { isChangeOrigin: true, isUndoRedoOperation: false });
    this.type.observeDeep(this.#changed);
    this.type.doc?.on('beforeAllTransactions', this.#keep);
  }

  detach(): void {
    this.type.unobserveDeep(this.#changed);
    this.type.doc?.off('beforeAllTransactions', this.#keep);
    this.#view = null;
  }

  /** Writes what was changed in the editor since it was last the same as the live text. */
  write(doc: Node, { addToHistory }: { addToHistory: boolean }): void {
    const live = this.type.doc;
    if (!live || this.#isWriting || this.mapping.get(this.type) === doc) return;
    this.#isWriting = true;
    try {
      const write = (transaction: LiveTransaction): void => {
        transaction.meta.set('addToHistory', addToHistory);
        writeRegion(this.type, doc, this.mapping);
      };
      live.transact(write, ySyncPluginKey);
    } finally {
      this.#isWriting = false;
    }
  }

  readonly #keep = (): void => {
    if (this.#view && !this.#isWriting) this.#kept = keepSelection(this.#view.state.selection, this);
  };

  readonly #changed = (_events: unknown, transaction: LiveTransaction): void => {
    if (!this.#view || this.#isWriting) return;
    const changed = new Set<unknown>(transaction.changedParentTypes.keys());
    for (const type of this.mapping.keys()) {
      if (type._item?.deleted || changed.has(type)) this.mapping.delete(type);
    }
    const isUndoRedoOperation = transaction.origin instanceof UndoManager;
    this.#show(this.#view, { isChangeOrigin: true, isUndoRedoOperation });
  };

  #show(view: BoundView, meta: SyncMeta): void {
    const { tr, schema } = view.state;
    replaceBlocks(tr, showRegion(this.type, schema, this.mapping));
    this.mapping.set(this.type, tr.doc);
    if (this.#kept) restoreSelection(tr, this.#kept, this);
    view.dispatch(tr.setMeta('addToHistory', false).setMeta(ySyncPluginKey, meta));
  }
}

/** Replaces the blocks that differ, from the first to the last of them; the others stay the same objects. */
function replaceBlocks(tr: Transaction, blocks: readonly Node[]): void {
  const old = tr.doc.children;
  const least = Math.min(old.length, blocks.length);
  let left = 0;
  while (left < least && old[left] === blocks[left]) left += 1;
  let right = 0;
  while (right < least - left && old.at(-1 - right) === blocks.at(-1 - right)) right += 1;
  if (left === old.length && left === blocks.length) return;
  const from = sizeOf(old.slice(0, left));
  const to = tr.doc.content.size - sizeOf(old.slice(old.length - right));
  tr.replace(from, to, new Slice(Fragment.from(blocks.slice(left, blocks.length - right)), 0, 0));
}

function sizeOf(blocks: readonly Node[]): number {
  return blocks.reduce((sum, block) => sum + block.nodeSize, 0);
}
