import { Extension } from '@tiptap/core';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Facts } from '../../facts.ts';
import type { Store } from '../../store.ts';
import { insertBlocks } from './insert-blocks.ts';
import { inertPage } from './pasted-inline.ts';
import { proseBlocks, sideBlocks } from './pasted-blocks.ts';
import { linesOfHtml, linesOfText } from './pasted-lines.ts';

interface PasteOptions {
  kind: 'side' | 'prose';
  facts: Store<Facts> | null;
}

/** Makes what is pasted into clean blocks of this region, wherever it comes from. */
export const Paste = Extension.create<PasteOptions>({
  name: 'cleanPaste',
  addOptions: () => ({ kind: 'side', facts: null }),
  addProseMirrorPlugins() {
    const { kind, facts } = this.options;
    return [
      new Plugin({
        props: {
          // Before ProseMirror reads the clipboard: it would parse the page with its styles.
          handleDOMEvents: {
            paste: (view, event) => {
              const lines = linesIn(event.clipboardData);
              if (!view.editable || lines === null) return false;
              event.preventDefault();
              pasteLines(view, kind, lines);
              return true;
            },
          },
          transformPasted: (slice, view) =>
            facts ? fitSlice(slice, { schema: view.state.schema, kind, facts: facts.get() }) : slice,
        },
      }),
    ];
  },
});

/** What is on the clipboard as lines; null when it comes from this editor (ProseMirror reads its own) or holds no text. */
function linesIn(clipboard: DataTransfer | null): ReturnType<typeof linesOfHtml> | null {
  const html = clipboard?.getData('text/html') ?? '';
  const text = clipboard?.getData('text/plain') ?? '';
  if (html.includes('data-pm-slice')) return null;
  const lines = html === '' ? [] : linesOfHtml(inertPage(html));
  if (lines.length > 0) return lines;
  return text.trim() === '' ? null : linesOfText(text);
}

function pasteLines(view: EditorView, kind: 'side' | 'prose', lines: ReturnType<typeof linesOfHtml>): void {
  const blocks = kind === 'side' ? sideBlocks(lines) : proseBlocks(lines);
  const nodes = blocks.map((block) => view.state.schema.nodeFromJSON(block));
  view.dispatch(insertBlocks(view.state, nodes).setMeta('paste', true));
}

interface Fit {
  schema: Schema;
  kind: 'side' | 'prose';
  facts: Facts;
}

/**
 * Fits what was copied from a text of Candour: claims in prose become bullets and prose on a side becomes claims;
 * a citation stays only when the library has its record; an id stays only when it is this section's own, so that a
 * claim that was cut keeps its number.
 */
export function fitSlice(slice: Slice, fit: Fit): Slice {
  const blocks: Node[] = [];
  slice.content.forEach((node) => blocks.push(fitNode(node, fit)));
  return new Slice(Fragment.from(blocks), slice.openStart, slice.openEnd);
}

function fitNode(node: Node, { schema, kind, facts }: Fit): Node {
  if (!node.isBlock) return node;
  const inlines: Node[] = [];
  node.content.forEach((inline) => {
    if (inline.type.name !== 'citation' || facts.evidence.has(String(inline.attrs['evidence']))) {
      inlines.push(inline);
    }
  });
  const content = Fragment.from(inlines);
  if (kind === 'prose') {
    const isBullet = node.type.name === 'claim' || node.attrs['bullet'] === true;
    return schema.nodes['paragraph']?.create({ bullet: isBullet }, content) ?? node;
  }
  if (node.type.name === 'paragraph')
    return schema.nodes['claim']?.create({ id: '', level: 0 }, content) ?? node;
  const id = String(node.attrs['id']);
  const isOwn = facts.claims.has(id) || node.type.name === 'theme';
  return node.type.create({ ...node.attrs, id: isOwn ? id : '' }, content);
}
