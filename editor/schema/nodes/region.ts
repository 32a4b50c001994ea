import { Node } from '@tiptap/core';

/**
 * The root of a region. `block*` and flat: two valid edits made at once can never make it invalid, so the
 * binding never deletes a parent to repair it.
 */
export const Region = Node.create({ name: 'doc', topNode: true, content: 'block*' });
