import { Node, mergeAttributes } from '@tiptap/core';
import { blockId } from '../attributes.ts';

/** A theme heading within a side; its words are free, its id is permanent. */
export const Theme = Node.create({
  name: 'theme',
  group: 'block',
  content: 'text*',
  marks: '',
  defining: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}` })),
  renderHTML: ({ HTMLAttributes }) => ['h3', mergeAttributes({ class: 'theme' }, HTMLAttributes), 0],
});
