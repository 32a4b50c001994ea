import { Extension, InputRule } from '@tiptap/core';

/** `- ` or `* ` at the start of a paragraph makes it a bullet. */
export const BulletByTyping = Extension.create({
  name: 'bulletByTyping',
  addInputRules: () => [
    new InputRule({
      find: /^[-*•]\s$/,
      handler: ({ state, range }) => {
        const $from = state.doc.resolve(range.from);
        if ($from.parent.type.name !== 'paragraph') return null;
        state.tr.delete(range.from, range.to).setNodeAttribute($from.before(), 'bullet', true);
        return undefined;
      },
    }),
  ],
});
