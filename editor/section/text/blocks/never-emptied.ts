import { Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { Plugin } from '@tiptap/pm/state';
import { insertEmpty } from './enter.ts';

/** Leaves an empty claim (or paragraph) to type in when someone deletes everything; what others delete stays deleted. */
export const NeverEmptied = Extension.create<{ kind: 'side' | 'prose' }>({
  name: 'neverEmptied',
  addOptions: () => ({ kind: 'side' }),
  addProseMirrorPlugins() {
    const block = this.options.kind === 'side' ? 'claim' : 'paragraph';
    return [
      new Plugin({
        appendTransaction: (transactions, before, now) => {
          const wasEmptied = now.doc.childCount === 0 && before.doc.childCount > 0;
          if (!wasEmptied || transactions.some(isChangeOrigin)) return null;
          return insertEmpty(now.tr, block, 0);
        },
      }),
    ];
  },
});
