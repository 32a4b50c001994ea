import type { Desk, DeskStores } from '../desk.ts';
import { blockAtIndex, blockWithId } from '../text/blocks/block-at.ts';
import type { PostItPlace } from './placing/post-it-places.ts';

/** Brings a post-it into view, in the panel and in the text, and makes its passage stand out. */
export function showPostIt({ stores }: Desk, id: string): void {
  stores.panel.set({ tab: 'post-its', open: true, note: id });
  stores.facts.set({ ...stores.facts.get(), activePostIt: id });
  const place = stores.places.get().get(id);
  const element = place && elementAt(stores, place);
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'center', behavior: 'smooth' });
}

/** What stands at a place: a block of the live text, or a claim of a text that is only read. */
function elementAt(stores: DeskStores, place: PostItPlace): Node | null {
  const editor = stores.editors.get().get(place.region ?? '');
  if (!editor) return place.claim === null ? null : document.getElementById(`claim-${place.claim}`);
  const { doc } = editor.state;
  const block =
    place.words === null && place.claim !== null
      ? blockWithId(doc, place.claim)
      : blockAtIndex(doc, place.blockIndex);
  return block && editor.view.nodeDOM(block.pos);
}
