import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { currentBlock } from '../blocks/block-at.ts';

/**
 * Puts pasted blocks at the selection. One block of text joins the line at the caret. Several stand on their own:
 * in place of an empty block, after the block when the caret is at its end, else the block is parted around them.
 */
export function insertBlocks(state: EditorState, nodes: readonly Node[]): Transaction {
  const tr = state.tr.deleteSelection();
  const [first] = nodes;
  if (!first) return tr;
  if (nodes.length === 1 && first.type.name !== 'theme' && tr.selection.$from.parent.isTextblock) {
    const isInTheme = tr.selection.$from.parent.type.name === 'theme';
    return isInTheme
      ? tr.insertText(first.textContent).scrollIntoView()
      : tr.replaceSelection(new Slice(Fragment.from(first), 1, 1)).scrollIntoView();
  }
  const block = currentBlock(state.apply(tr));
  const fragment = Fragment.from([...nodes]);
  if (!block) return caretAfter(tr.insert(0, fragment), fragment.size);
  if (block.node.content.size === 0) {
    tr.replaceWith(block.pos, block.end, fragment);
    return caretAfter(tr, block.pos + fragment.size);
  }
  const { $from } = tr.selection;
  if ($from.parentOffset > 0 && $from.parentOffset < $from.parent.content.size) tr.split($from.pos);
  const pos = $from.parentOffset === 0 ? block.pos : tr.doc.resolve($from.pos).after();
  return caretAfter(tr.insert(pos, fragment), pos + fragment.size);
}

function caretAfter(tr: Transaction, pos: number): Transaction {
  const $end = tr.doc.resolve(Math.max(0, Math.min(pos, tr.doc.content.size)));
  const selection = Selection.findFrom($end, -1, true) ?? TextSelection.atEnd(tr.doc);
  return tr.setSelection(selection).scrollIntoView();
}
