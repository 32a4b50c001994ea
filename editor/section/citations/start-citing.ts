import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type { Desk } from '../desk.ts';
import { blockWithId } from '../text/blocks/block-at.ts';

/** Opens the search of the library at the caret. `typed` is put back when nothing is chosen. */
export function startCiting({ stores, mayEdit }: Desk, typed: string): void {
  const caret = stores.caret.get();
  if (!mayEdit) return;
  if (!caret) stores.said.set('Put the caret in a claim first, then cite evidence.');
  else if (caret.editor.state.selection.$head.parent.type.name !== 'theme') {
    stores.search.set({ editor: caret.editor, typed });
  }
}

/** Opens the search of the library at the end of a claim. */
export function startCitingClaim({ stores }: Desk, editor: Editor, claim: string): void {
  const block = blockWithId(editor.state.doc, claim);
  if (!block) return;
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, block.end - 1)));
  editor.view.focus();
  stores.search.set({ editor, typed: '' });
}
