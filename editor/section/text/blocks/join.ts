import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { newBlockId } from '../../../schema/ids.ts';
import { type BlockAt, blockAtIndex, currentBlock, isSubPoint } from './block-at.ts';

/**
 * Backspace at the start of a block: a sub-point becomes a claim, a bullet a paragraph, a heading a claim; else the
 * words join the block above, which keeps its id. An empty block just goes. Nothing ever joins a theme heading.
 */
export const backspaceAtStart: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isCaretAt(state, block.pos + 1)) return false;
  const { node } = block;
  if (isSubPoint(node)) return change(dispatch, state.tr.setNodeAttribute(block.pos, 'level', 0));
  if (node.attrs['bullet'] === true) {
    return change(dispatch, state.tr.setNodeAttribute(block.pos, 'bullet', false));
  }
  const above = blockAtIndex(state.doc, block.index - 1);
  if (node.content.size === 0) return above ? removeAndGoTo(block, above.end - 1, state, dispatch) : true;
  if (node.type.name === 'theme') return headingToClaim(block, state, dispatch);
  if (!above) return true;
  return joinBlocks(above, block, state, dispatch);
};

/** Delete at the end of a block: the words of the block below join this one, which keeps its id. */
export const deleteAtEnd: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isCaretAt(state, block.end - 1)) return false;
  const below = blockAtIndex(state.doc, block.index + 1);
  if (!below) return true;
  if (block.node.content.size === 0) return removeAndGoTo(block, block.pos + 1, state, dispatch);
  if (below.node.content.size === 0) {
    return change(dispatch, state.tr.delete(below.pos, below.end));
  }
  return joinBlocks(block, below, state, dispatch);
};

function isCaretAt(state: EditorState, pos: number): boolean {
  return state.selection.empty && state.selection.from === pos;
}

function joinBlocks(
  above: BlockAt,
  below: BlockAt,
  state: EditorState,
  dispatch?: (tr: Transaction) => void,
): boolean {
  if (above.node.content.size === 0 && above.node.type === below.node.type) {
    return change(dispatch, state.tr.delete(above.pos, above.end));
  }
  if (above.node.type.name === 'theme' || below.node.type.name === 'theme') {
    const beside = state.selection.from === above.end - 1 ? below.pos + 1 : above.end - 1;
    return change(dispatch, state.tr.setSelection(TextSelection.create(state.doc, beside)));
  }
  const tr = state.tr.insert(above.end - 1, below.node.content);
  const joinedEnd = tr.mapping.map(below.pos);
  tr.delete(joinedEnd, joinedEnd + below.node.nodeSize);
  return change(dispatch, tr.setSelection(TextSelection.create(tr.doc, above.end - 1)));
}

function headingToClaim(block: BlockAt, state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { claim } = state.schema.nodes;
  return change(dispatch, state.tr.setNodeMarkup(block.pos, claim, { id: newBlockId(), level: 0 }));
}

function removeAndGoTo(
  block: BlockAt,
  pos: number,
  state: EditorState,
  dispatch?: (tr: Transaction) => void,
): boolean {
  const tr = state.tr.delete(block.pos, block.end);
  const target = tr.doc.resolve(Math.min(pos, tr.doc.content.size));
  return change(dispatch, tr.setSelection(Selection.near(target, pos > block.pos ? 1 : -1)));
}

function change(dispatch: ((tr: Transaction) => void) | undefined, tr: Transaction): boolean {
  dispatch?.(tr.scrollIntoView());
  return true;
}
