import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import type { CitationAttrs } from '../../schema/document.ts';
import { blockWithId, claimLength } from '../text/blocks/block-at.ts';

/** The citation that is selected, with its position; null when something else is. */
export function selectedCitation(state: EditorState): { pos: number; attrs: CitationAttrs } | null {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'citation') return null;
  return { pos: selection.from, attrs: attrsOf(selection.node) };
}

/** A citation node's attributes. */
export function attrsOf(node: Node): CitationAttrs {
  const { evidence, revision, page, quote } = node.attrs as CitationAttrs;
  return { evidence, revision, page, quote };
}

/** A first citation of a record: its newest revision, on a page when one is given. */
export function citationOf(record: EvidenceView, page = ''): CitationAttrs {
  return { evidence: record.id, revision: record.revisions.at(-1)?.revision ?? 1, page, quote: '' };
}

/** Puts a citation at a position in a line, with a space before it where words end. */
export function insertCitation(state: EditorState, pos: number, attrs: CitationAttrs): Transaction {
  const $pos = state.doc.resolve(pos);
  const before = $pos.parent.textBetween(Math.max(0, $pos.parentOffset - 1), $pos.parentOffset, '', '\ufffc');
  const node = state.schema.nodes['citation']?.create(attrs);
  const tr = state.tr;
  if (!node) return tr;
  const needsSpace = before !== '' && !/\s|\(/.test(before);
  if (needsSpace) tr.insertText(' ', pos);
  const at = needsSpace ? pos + 1 : pos;
  tr.insert(at, node);
  return tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView();
}

/** Cites a record at the end of a claim, and keeps the caret where it was. */
export function citeAtEnd(editor: Editor, claim: string, attrs: CitationAttrs): boolean {
  const block = blockWithId(editor.state.doc, claim);
  if (!block) return false;
  const bookmark = editor.state.selection.getBookmark();
  const tr = insertCitation(editor.state, block.end - 1, attrs);
  editor.view.dispatch(tr.setSelection(bookmark.map(tr.mapping).resolve(tr.doc)));
  return true;
}

/** Changes the selected citation, which stays selected. */
export function changeCitation(editor: Editor, change: Partial<CitationAttrs>): void {
  const found = selectedCitation(editor.state);
  if (!found) return;
  const tr = editor.state.tr.setNodeMarkup(found.pos, undefined, { ...found.attrs, ...change });
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, found.pos)));
}

/** Takes the selected citation out of the text, with the space before it. */
export function removeCitation(editor: Editor): void {
  const found = selectedCitation(editor.state);
  if (!found) return;
  const before = editor.state.doc.textBetween(Math.max(0, found.pos - 1), found.pos, '\n', '\ufffc');
  editor.view.dispatch(editor.state.tr.delete(before === ' ' ? found.pos - 1 : found.pos, found.pos + 1));
}

/** A citation in the text of a claim and its sub-points. */
export interface PlacedCitation {
  pos: number;
  attrs: CitationAttrs;
}

/** The citations of a claim with its sub-points, in order. */
export function citationsOfClaim(doc: Node, claim: string): PlacedCitation[] {
  const block = blockWithId(doc, claim);
  if (!block) return [];
  const last = block.index + claimLength(doc, block.index);
  let end = block.pos;
  for (let index = block.index; index < last; index += 1) end += doc.child(index).nodeSize;
  const found: PlacedCitation[] = [];
  doc.nodesBetween(block.pos, end, (node, pos) => {
    if (node.type.name === 'citation') found.push({ pos, attrs: attrsOf(node) });
  });
  return found;
}
