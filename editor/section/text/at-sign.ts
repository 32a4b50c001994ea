import { Extension } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

/** Opens the evidence search when `@` is typed at the start of a word; inside a word it is just a character. */
export const AtSign = Extension.create<{ cite: (typed: string) => void }>({
  name: 'atSign',
  addOptions: () => ({ cite: () => undefined }),
  addProseMirrorPlugins() {
    const { cite } = this.options;
    return [
      new Plugin({
        props: {
          handleTextInput: (view, from, _to, text) => {
            if (text !== '@' || !opensSearch(view.state.doc.resolve(from))) return false;
            cite('@');
            return true;
          },
        },
      }),
    ];
  },
});

/** Whether an `@` here begins a citation: not in a heading, and not after a letter, as in an e-mail address. */
export function opensSearch($pos: ResolvedPos): boolean {
  if ($pos.parent.type.name === 'theme') return false;
  const before = $pos.parent.textBetween(Math.max(0, $pos.parentOffset - 1), $pos.parentOffset, '', ' ');
  return before === '' || /[\s([,;:–-]/.test(before);
}
