import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import type { Desk } from '../desk.ts';

/** Shows the evidence behind a citation in the panel; the citation becomes the selection. */
export function openCitation({ stores }: Desk, editor: Editor, pos: number): void {
  const { state, view } = editor;
  if (state.doc.nodeAt(pos)?.type.name !== 'citation') return;
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
  stores.panel.set({ ...stores.panel.get(), tab: 'evidence', open: true });
}
