import type { Desk } from '../desk.ts';
import { blockAtIndex, blockWithId } from '../text/blocks/block-at.ts';

/** Brings a post-it into view, in the panel and in the text, and makes its passage stand out. */
export function showPostIt({ stores }: Desk, id: string): void {
  stores.panel.set({ tab: 'post-its', open: true, note: id });
  stores.facts.set({ ...stores.facts.get(), activePostIt: id });
  const place = stores.places.get().get(id);
  const editor = stores.editors.get().get(place?.region ?? '');
  if (!place || !editor) return;
  const { doc } = editor.state;
  const block =
    place.words === null && place.claim !== null
      ? blockWithId(doc, place.claim)
      : blockAtIndex(doc, place.blockIndex);
  const element = block && editor.view.nodeDOM(block.pos);
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'center', behavior: 'smooth' });
}
