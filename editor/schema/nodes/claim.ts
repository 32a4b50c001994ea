import { Node, mergeAttributes } from '@tiptap/core';
import { blockId } from '../attributes.ts';

/** A claim (`level` 0) or a sub-point of the claim before it (`level` 1). Level is an attribute so that it merges cleanly. */
export const Claim = Node.create({
  name: 'claim',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    id: blockId,
    level: {
      default: 0,
      validate: (value: unknown) => {
        if (value !== 0 && value !== 1)
          throw new RangeError(`A claim's level is 0 or 1, not ${String(value)}`);
      },
      parseHTML: (element: HTMLElement) => (element.getAttribute('data-level') === '1' ? 1 : 0),
      renderHTML: (attributes: Record<string, unknown>) => ({ 'data-level': attributes['level'] }),
    },
  }),
  parseHTML: () => [
    { tag: 'p[data-claim]', priority: 60 },
    { tag: 'li', priority: 55 },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'p',
    mergeAttributes({ 'data-claim': '', class: 'claim' }, HTMLAttributes),
    0,
  ],
});
