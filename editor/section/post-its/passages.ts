import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { DeskStores } from '../desk.ts';
import { blockAtIndex } from '../text/blocks/block-at.ts';
import { groupKey } from './placing/note-groups.ts';

interface PassagesOptions {
  stores: DeskStores | null;
  region: string;
}

/** Marks the passages that open post-its are stuck on. Drawn over the text; nothing of it is in the document. */
export const Passages = Extension.create<PassagesOptions>({
  name: 'passages',
  addOptions: () => ({ stores: null, region: '' }),
  addProseMirrorPlugins() {
    const { stores, region } = this.options;
    if (!stores) return [];
    const key = new PluginKey<DecorationSet>('passages');
    const draw = (doc: Node): DecorationSet => DecorationSet.create(doc, passageMarks(doc, region, stores));
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, state) => draw(state.doc),
          // Places are found again a moment after an edit; until then the marks move along with the words.
          apply: (tr, drawn) => (tr.getMeta(key) === true ? draw(tr.doc) : drawn.map(tr.mapping, tr.doc)),
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (_view, _pos, event) => {
            const id =
              event.target instanceof Element
                ? event.target.closest('[data-post-it]')?.getAttribute('data-post-it')
                : null;
            if (typeof id !== 'string') return false;
            stores.panel.set({ tab: 'post-its', open: stores.panel.get().open, note: id });
            stores.facts.set({ ...stores.facts.get(), activePostIt: id });
            return false;
          },
        },
        view: (view) => {
          const redraw = (): void => view.dispatch(view.state.tr.setMeta(key, true));
          const stopPlaces = stores.places.subscribe(redraw);
          let active = stores.facts.get().activePostIt;
          const stopFacts = stores.facts.subscribe(() => {
            if (stores.facts.get().activePostIt === active) return;
            active = stores.facts.get().activePostIt;
            redraw();
          });
          return {
            destroy: () => {
              stopPlaces();
              stopFacts();
            },
          };
        },
      }),
    ];
  },
});

function passageMarks(doc: Node, region: string, { facts, places }: DeskStores): Decoration[] {
  const { postIts, activePostIt } = facts.get();
  return postIts.flatMap((postIt) => {
    const place = places.get().get(postIt.id);
    const isShown = postIt.dealtWith === null || postIt.id === activePostIt;
    if (!place?.words || place.region !== region || !isShown) return [];
    const block = blockAtIndex(doc, place.blockIndex);
    if (!block) return [];
    const start = block.pos + 1;
    const to = Math.min(start + place.words.to, block.end - 1);
    if (start + place.words.from >= to) return [];
    return Decoration.inline(start + place.words.from, to, {
      nodeName: 'mark',
      class: postIt.id === activePostIt ? 'passage passage--active' : 'passage',
      'data-post-it': postIt.id,
      'aria-details': `notes-${groupKey(place)}`,
    });
  });
}
