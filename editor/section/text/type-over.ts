import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';

/**
 * Writes over selected words itself. A browser would give what is typed the look of what it replaces, a highlight
 * for instance, with styles of its own making.
 */
export const TypeOver = Extension.create({
  name: 'typeOver',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleKeyPress: (view, event) => {
          const { selection } = view.state;
          const isTyping = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
          if (!isTyping || selection.empty || !(selection instanceof TextSelection)) return false;
          view.dispatch(view.state.tr.insertText(event.key).scrollIntoView());
          event.preventDefault();
          return true;
        },
      },
    }),
  ],
});
