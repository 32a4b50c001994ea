import type { Editor } from '@tiptap/core';
import { makeAnchor } from '../../schema/anchors.ts';
import type { Desk, PostItDraft } from '../desk.ts';
import { blockWithId, claimOf, currentBlock } from '../text/blocks/block-at.ts';

/** Begins a post-it on what is selected: some words, else the claim at the caret, else the whole section. */
export function startPostIt(desk: Desk): void {
  const caret = desk.stores.caret.get();
  const onWords = caret && draftOnWords(desk, caret.editor, caret.region);
  if (onWords) begin(desk, onWords);
  else if (typeof caret?.claim === 'string') startPostItOnClaim(desk, caret.claim);
  else startPostItOnSection(desk);
}

/** Begins a post-it on a claim. */
export function startPostItOnClaim(desk: Desk, claim: string): void {
  const number = desk.stores.facts.get().claims.get(claim)?.number;
  const words = number === undefined ? `Claim: ${claimWords(desk, claim)}` : `Claim ${number}`;
  begin(desk, { target: { kind: 'claim', claim }, words });
}

/** Begins a post-it on the whole section. */
export function startPostItOnSection(desk: Desk): void {
  begin(desk, { target: { kind: 'section' }, words: 'The whole section' });
}

function begin({ stores, section }: Desk, draft: PostItDraft): void {
  if (!section.rights.comment) return;
  stores.draft.set(draft);
  stores.panel.set({ tab: 'post-its', open: true, note: null });
}

function draftOnWords({ live }: Desk, editor: Editor, region: string): PostItDraft | null {
  const { state } = editor;
  const block = currentBlock(state);
  if (!live || !block || state.selection.empty) return null;
  const from = state.selection.from - block.pos - 1;
  const to = Math.min(state.selection.to, block.end - 1) - block.pos - 1;
  const made = makeAnchor(live.ydoc, { region, blockIndex: block.index, from, to });
  if (!made) return null;
  const whole = claimOf(state.doc, block.index);
  const claim = made.claim ?? (whole ? String(whole.node.attrs['id']) : null);
  return { target: { kind: 'passage', claim, anchor: made.anchor }, words: `“${made.anchor.quote.trim()}”` };
}

function claimWords({ stores }: Desk, claim: string): string {
  for (const editor of stores.editors.get().values()) {
    const text = blockWithId(editor.state.doc, claim)?.node.textContent;
    if (text !== undefined) return text.slice(0, 80);
  }
  return '';
}
