import { Node, mergeAttributes } from '@tiptap/core';

/** Ordinary prose in an overview or a chapter; `bullet` sets it as a list item. */
export const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'inline*',
  priority: 1000,
  addAttributes: () => ({
    bullet: {
      default: false,
      validate: 'boolean',
      parseHTML: (element: HTMLElement) => element.hasAttribute('data-bullet'),
      renderHTML: (attributes: Record<string, unknown>) =>
        attributes['bullet'] === true ? { 'data-bullet': '' } : {},
    },
  }),
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes), 0],
});
