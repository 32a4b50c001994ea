import { Node, mergeAttributes } from '@tiptap/core';
import { EVIDENCE_ID, dataAttribute, shortString } from '../attributes.ts';

/** A citation: an inline atom that names an evidence record, one revision of it, a page and quoted words. */
export const Citation = Node.create({
  name: 'citation',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    evidence: {
      ...dataAttribute('evidence', ''),
      validate: (value: unknown) => {
        if (typeof value !== 'string' || !EVIDENCE_ID.test(value)) {
          throw new RangeError(`A citation names an evidence record, not ${String(value)}`);
        }
      },
    },
    revision: {
      default: 1,
      validate: (value: unknown) => {
        if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
          throw new RangeError(`A citation names a revision from 1, not ${String(value)}`);
        }
      },
      parseHTML: (element: HTMLElement) => Number(element.getAttribute('data-revision') ?? '1'),
      renderHTML: (attributes: Record<string, unknown>) => ({ 'data-revision': attributes['revision'] }),
    },
    page: { ...dataAttribute('page', ''), validate: shortString(40) },
    quote: { ...dataAttribute('quote', ''), validate: shortString(1000) },
  }),
  parseHTML: () => [{ tag: 'span[data-citation]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'span',
    mergeAttributes({ 'data-citation': '', class: 'citation' }, HTMLAttributes),
  ],
});
