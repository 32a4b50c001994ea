import { type Command, EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { mayUndoDelete } from '../../../editor/schema/binding/undo-filter.ts';
import { schema } from '../../../editor/schema/schema.ts';
import { insertCitation } from '../../../editor/section/citations/citation-edits.ts';
import { RegionBinding } from '../../../editor/section/text/binding/region-binding.ts';
import { blockAtIndex } from '../../../editor/section/text/blocks/block-at.ts';
import { enterOnSide } from '../../../editor/section/text/blocks/enter.ts';
import { repairIds } from '../../../editor/section/text/blocks/permanent-ids.ts';

/** The region of a live document that a page shows. */
export const REGION = 'effective';

/** A page without its browser: a live document, and an editor's state bound to a region of it. */
export class RegionPage {
  readonly ydoc: Y.Doc;
  readonly #binding: RegionBinding;
  readonly #history: Y.UndoManager;
  state = EditorState.create({ schema, plugins: [permanentIds()] });

  constructor(ydoc: Y.Doc) {
    this.ydoc = ydoc;
    const fragment = ydoc.getXmlFragment(REGION);
    const trackedOrigins = new Set([ySyncPluginKey]);
    this.#history = new Y.UndoManager(fragment, { trackedOrigins, deleteFilter: mayUndoDelete });
    this.#binding = new RegionBinding(fragment);
    this.#binding.attach(this);
  }

  readonly dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr);
    this.#binding.write(this.state.doc, { addToHistory: true });
  };

  run(command: Command): void {
    command(this.state, this.dispatch);
  }

  /** Puts the caret at the end of a block, or so many places before it. */
  caret(block: number, before = 0): void {
    const end = blockAtIndex(this.state.doc, block)?.end;
    if (end === undefined) throw new RangeError(`There is no block ${block}`);
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, end - 1 - before)));
  }

  type(words: string): void {
    this.dispatch(this.state.tr.insertText(words));
  }

  enter(): void {
    this.run(enterOnSide);
  }

  cite(page: string): void {
    const attrs = { evidence: 'a'.repeat(24), revision: 1, page, quote: '' };
    this.dispatch(insertCitation(this.state, this.state.selection.from, attrs));
  }

  /** Deletes a stretch of a block's line. */
  delete(block: number, from: number, to: number): void {
    const start = (blockAtIndex(this.state.doc, block)?.pos ?? 0) + 1;
    this.dispatch(this.state.tr.delete(start + from, start + to));
  }

  /** Deletes everything in a block; the block stays. */
  empty(block: number): void {
    this.delete(block, 0, this.state.doc.child(block).content.size);
  }

  undo(): void {
    this.#history.undo();
  }

  redo(): void {
    this.#history.redo();
  }

  /** The words of each block; a citation is its page in brackets. */
  get lines(): string[] {
    return this.state.doc.children.map((block) =>
      block.textBetween(0, block.content.size, '', (atom) => `[${String(atom.attrs['page'])}]`),
    );
  }
}

/** A document with the same content; the lower client id comes first where two write in the same place. */
export function copyOf(ydoc: Y.Doc, client: number): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc));
  copy.clientID = client;
  return copy;
}

/** Gives each document what the others have and it has not. Changes that pages make on hearing of it are not passed on. */
export function exchange(...docs: readonly Y.Doc[]): void {
  const updates = docs.map((ydoc) => Y.encodeStateAsUpdate(ydoc));
  for (const ydoc of docs) for (const update of updates) Y.applyUpdate(ydoc, update);
}

function permanentIds(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, now) => {
      const isOwn = !transactions.some((tr) => tr.getMeta(ySyncPluginKey) !== undefined);
      return isOwn ? repairIds(transactions, before, now, new Set()) : null;
    },
  });
}
