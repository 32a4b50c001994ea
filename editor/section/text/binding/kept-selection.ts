import {
  AllSelection,
  NodeSelection,
  type Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { Shown } from '../../../schema/binding/show-region.ts';

/** A selection by the letters it stands between, whatever others write around it. */
export interface KeptSelection {
  kind: 'text' | 'node' | 'all';
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

/** The live text and what it is shown as, by which positions are counted. */
interface Places {
  type: Y.XmlFragment;
  mapping: Shown;
}

/** Remembers a selection in an editor that shows the live text as it is now. */
export function keepSelection(selection: Selection, { type, mapping }: Places): KeptSelection {
  const relative = (pos: number) =>
    absolutePositionToRelativePosition(pos, type, mapping) as Y.RelativePosition;
  return { kind: kindOf(selection), anchor: relative(selection.anchor), head: relative(selection.head) };
}

function kindOf(selection: Selection): KeptSelection['kind'] {
  if (selection instanceof AllSelection) return 'all';
  return selection instanceof NodeSelection ? 'node' : 'text';
}

/** Selects the same letters again; leaves the selection where the editor put it when their block is gone. */
export function restoreSelection(tr: Transaction, kept: KeptSelection, places: Places): void {
  const [anchor, head] = [absolute(kept.anchor, places), absolute(kept.head, places)];
  if (kept.kind === 'all') tr.setSelection(new AllSelection(tr.doc));
  else if (anchor === null || head === null || Math.max(anchor, head) > tr.doc.content.size) return;
  else if (kept.kind === 'node' && tr.doc.nodeAt(anchor)?.isAtom)
    tr.setSelection(NodeSelection.create(tr.doc, anchor));
  else selectText(tr, anchor, head);
}

function selectText(tr: Transaction, anchor: number, head: number): void {
  const [$anchor, $head] = [tr.doc.resolve(anchor), tr.doc.resolve(head)];
  if ($anchor.parent.isTextblock && $head.parent.isTextblock)
    tr.setSelection(new TextSelection($anchor, $head));
}

function absolute(position: Y.RelativePosition, { type, mapping }: Places): number | null {
  const found = type.doc && Y.createAbsolutePositionFromRelativePosition(position, type.doc);
  if (!type.doc || !found || !isAlive(found.type)) return null;
  return relativePositionToAbsolutePosition(type.doc, type, position, mapping);
}

/** False for text whose block was deleted, as when a claim was moved: its letters now live in another block. */
function isAlive(type: Y.AbstractType<unknown>): boolean {
  for (let item = type._item; item; item = item.parent instanceof Y.AbstractType ? item.parent._item : null) {
    if (item.deleted) return false;
  }
  return true;
}
