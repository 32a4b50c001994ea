import type { Command } from '@tiptap/pm/state';
import { blockAtIndex, currentBlock, isSubPoint, isWholeClaim } from './block-at.ts';

/** Makes the claim at the caret a sub-point of the claim above it; false when there is none above. */
export const makeSubPoint: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isWholeClaim(block.node)) return false;
  const above = blockAtIndex(state.doc, block.index - 1);
  if (above?.node.type.name !== 'claim') return false;
  dispatch?.(state.tr.setNodeAttribute(block.pos, 'level', 1));
  return true;
};

/** Makes the sub-point at the caret a claim of its own. */
export const makeClaim: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isSubPoint(block.node)) return false;
  dispatch?.(state.tr.setNodeAttribute(block.pos, 'level', 0));
  return true;
};

/** Turns every selected paragraph into a bullet, or all of them back when they are bullets already. */
export const toggleBullet: Command = (state, dispatch) => {
  const { from, to } = state.selection;
  const found: { pos: number; bullet: boolean }[] = [];
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.type.name === 'paragraph') found.push({ pos, bullet: node.attrs['bullet'] === true });
    return false;
  });
  if (found.length === 0) return false;
  const bullet = found.some((one) => !one.bullet);
  const tr = state.tr;
  for (const { pos } of found) tr.setNodeAttribute(pos, 'bullet', bullet);
  dispatch?.(tr);
  return true;
};
