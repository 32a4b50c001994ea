import { type Command, TextSelection } from '@tiptap/pm/state';
import { newBlockId } from '../../../schema/ids.ts';
import { blockWithId, currentBlock } from './block-at.ts';
import { insertEmpty } from './enter.ts';

/**
 * Adds a theme: an empty claim becomes its heading; else the heading comes after the last claim of the theme at the
 * caret, so that no claim changes its theme.
 */
export const addTheme: Command = (state, dispatch) => {
  const block = currentBlock(state);
  const { theme } = state.schema.nodes;
  if (block?.node.type.name === 'claim' && block.node.content.size === 0) {
    dispatch?.(state.tr.setNodeMarkup(block.pos, theme, { id: newBlockId() }));
    return true;
  }
  let pos = 0;
  let hasPassed = block === null;
  for (let index = 0; index < state.doc.childCount; index += 1) {
    const child = state.doc.child(index);
    if (hasPassed && child.type.name === 'theme') break;
    if (index === block?.index) hasPassed = true;
    pos += child.nodeSize;
  }
  dispatch?.(insertEmpty(state.tr, 'theme', pos));
  return true;
};

/** Removes a theme's heading; its claims stay and belong to the theme above. */
export function removeTheme(id: string): Command {
  return (state, dispatch) => {
    const theme = blockWithId(state.doc, id);
    if (theme?.node.type.name !== 'theme') return false;
    if (dispatch) {
      const tr = state.tr.delete(theme.pos, theme.end);
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(theme.pos, tr.doc.content.size)))));
    }
    return true;
  };
}

/** Selects the words of a theme's heading, to be written over. */
export function editTheme(id: string): Command {
  return (state, dispatch) => {
    const theme = blockWithId(state.doc, id);
    if (theme?.node.type.name !== 'theme') return false;
    dispatch?.(
      state.tr.setSelection(TextSelection.create(state.doc, theme.pos + 1, theme.end - 1)).scrollIntoView(),
    );
    return true;
  };
}
