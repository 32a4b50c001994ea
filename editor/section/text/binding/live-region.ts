import { Collaboration } from '@tiptap/extension-collaboration';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { RegionBinding, type SyncMeta } from './region-binding.ts';

/** What the plugins for undoing and for carets (y-tiptap's) read of the one that binds the text. */
interface SyncState extends SyncMeta {
  type: Y.XmlFragment;
  doc: Y.Doc | null;
  binding: RegionBinding;
  addToHistory: boolean;
}

/**
 * Tiptap's collaboration with a binding of our own. The stock one (y-tiptap 3.0.9) joins runs of text that stand side
 * by side, whenever it draws or writes them. Two pages that each join the same two runs double the words, and a page
 * that joins a run loses what is typed into it at that moment; see `../../../schema/binding/`.
 */
export const LiveRegion = Collaboration.extend({
  addProseMirrorPlugins() {
    const { fragment } = this.options;
    if (!fragment) throw new Error('A live region needs its part of the live document');
    return (this.parent?.() ?? []).map((plugin) =>
      plugin.spec.key === ySyncPluginKey ? regionSync(fragment) : plugin,
    );
  },
});

/** The plugin that keeps an editor and a region of the live document the same. */
export function regionSync(fragment: Y.XmlFragment): Plugin<SyncState> {
  const binding = new RegionBinding(fragment);
  return new Plugin<SyncState>({
    key: ySyncPluginKey,
    state: {
      init: () => ({ type: fragment, doc: fragment.doc, binding, addToHistory: true, ...noChange }),
      apply: (tr, state) => ({
        ...state,
        ...noChange,
        ...(tr.getMeta(ySyncPluginKey) as Partial<SyncMeta> | undefined),
        addToHistory: tr.docChanged ? tr.getMeta('addToHistory') !== false : state.addToHistory,
      }),
    },
    view: (view) => {
      binding.attach(view);
      return {
        update: ({ state }) => binding.write(state.doc, { addToHistory: stateOf(state).addToHistory }),
        destroy: () => binding.detach(),
      };
    },
  });
}

const noChange: SyncMeta = { isChangeOrigin: false, isUndoRedoOperation: false };

function stateOf(state: EditorState): SyncState {
  return ySyncPluginKey.getState(state) as SyncState;
}
