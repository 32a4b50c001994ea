import type { Attrs, NodeType } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { canSplit } from '@tiptap/pm/transform';
import { newBlockId } from '../../../schema/ids.ts';
import { type BlockAt, currentBlock, isSubPoint, isWholeClaim } from './block-at.ts';

/** Enter on a side: a claim after the caret. The permanent id stays with the words it had. */
export const enterOnSide: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block) return appendBlock('claim')(state, dispatch);
  if (block.node.type.name === 'paragraph') return enterInProse(state, dispatch);
  if (isEmptyHere(state, block)) return leaveEmptyClaim(block, state, dispatch);
  if (isAtStart(state, block)) return claimBefore(block, state, dispatch);
  return splitInto('claim', followingClaim(state, block), state, dispatch);
};

/** Enter in prose: a paragraph after the caret; on an empty bullet it ends the list, on an empty paragraph nothing. */
export const enterInProse: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block) return appendBlock('paragraph')(state, dispatch);
  if (isEmptyHere(state, block)) {
    if (block.node.attrs['bullet'] === true)
      dispatch?.(state.tr.setNodeAttribute(block.pos, 'bullet', false));
    return true;
  }
  const bullet = block.node.attrs['bullet'] === true;
  return splitInto('paragraph', { bullet }, state, dispatch);
};

/** Adds an empty block of a kind at the end of the region and puts the caret in it. */
export function appendBlock(kind: 'claim' | 'paragraph' | 'theme'): Command {
  return (state, dispatch) => {
    if (dispatch) dispatch(insertEmpty(state.tr, kind, state.doc.content.size));
    return true;
  };
}

/** Puts an empty block with a new id at a position between blocks, with the caret in it. */
export function insertEmpty(
  tr: Transaction,
  kind: 'claim' | 'paragraph' | 'theme',
  pos: number,
): Transaction {
  const type = typeNamed(tr.doc.type.schema.nodes, kind);
  tr.insert(pos, type.create(freshAttrs(kind, {})));
  return tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView();
}

function typeNamed(nodes: Record<string, NodeType>, name: string): NodeType {
  const type = nodes[name];
  if (!type) throw new RangeError(`The schema has no ${name}`);
  return type;
}

function freshAttrs(kind: string, attrs: Attrs): Attrs {
  return kind === 'paragraph' ? attrs : { ...attrs, id: newBlockId() };
}

function isEmptyHere(state: EditorState, block: BlockAt): boolean {
  return state.selection.empty && block.node.content.size === 0 && block.node.type.name !== 'theme';
}

function isAtStart(state: EditorState, block: BlockAt): boolean {
  return state.selection.empty && state.selection.from === block.pos + 1 && block.node.content.size > 0;
}

/** An empty sub-point becomes a claim; a second empty claim is not made. */
function leaveEmptyClaim(block: BlockAt, state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  if (isSubPoint(block.node)) dispatch?.(state.tr.setNodeAttribute(block.pos, 'level', 0));
  return true;
}

function claimBefore(block: BlockAt, state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const level = isSubPoint(block.node) ? 1 : 0;
  const claim = typeNamed(state.schema.nodes, 'claim').create(freshAttrs('claim', { level }));
  dispatch?.(state.tr.insert(block.pos, claim).scrollIntoView());
  return true;
}

/** After the end of a claim with sub-points comes its first sub-point, so that the others stay with their claim. */
function followingClaim(state: EditorState, block: BlockAt): Attrs {
  const isAtEnd = state.selection.to === block.end - 1;
  const next = state.doc.maybeChild(block.index + 1);
  const opensSubPoints = isAtEnd && isWholeClaim(block.node) && isSubPoint(next);
  return { level: opensSubPoints || isSubPoint(block.node) ? 1 : 0 };
}

function splitInto(
  kind: 'claim' | 'paragraph',
  attrs: Attrs,
  state: EditorState,
  dispatch?: (tr: Transaction) => void,
): boolean {
  const tr = state.tr.deleteSelection();
  const pos = tr.selection.from;
  const after = [{ type: typeNamed(state.schema.nodes, kind), attrs: freshAttrs(kind, attrs) }];
  if (!canSplit(tr.doc, pos, 1, after)) return true;
  dispatch?.(tr.split(pos, 1, after).scrollIntoView());
  return true;
}
