import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Facts } from '../facts.ts';
import type { Store } from '../store.ts';
import { claimLength, isSubPoint, isWholeClaim } from './blocks/block-at.ts';

interface MarginMarksOptions {
  facts: Store<Facts> | null;
  /** Whether claims without evidence are marked: only for those who can do something about it. */
  showUncited: () => boolean;
  placeholder: string;
}

/** Shows each claim's public number in the margin, and marks claims without evidence. Draws; never writes. */
export const MarginMarks = Extension.create<MarginMarksOptions>({
  name: 'marginMarks',
  addOptions: () => ({ facts: null, showUncited: () => false, placeholder: '' }),
  addProseMirrorPlugins() {
    const { facts, showUncited, placeholder } = this.options;
    if (!facts) return [];
    const key = new PluginKey<DecorationSet>('marginMarks');
    const draw = (doc: Node): DecorationSet =>
      DecorationSet.create(
        doc,
        marginMarks(doc, { facts: facts.get(), showUncited: showUncited(), placeholder }),
      );
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, state) => draw(state.doc),
          apply: (tr, drawn) => (tr.docChanged || tr.getMeta(key) === true ? draw(tr.doc) : drawn),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => ({
          destroy: facts.subscribe(() => view.dispatch(view.state.tr.setMeta(key, true))),
        }),
      }),
    ];
  },
});

interface Drawing {
  facts: Facts;
  showUncited: boolean;
  placeholder: string;
}

/** The decorations of a region's blocks. A claim the register does not know yet is `new`. */
export function marginMarks(doc: Node, { facts, showUncited, placeholder }: Drawing): Decoration[] {
  const marks: Decoration[] = [];
  doc.forEach((node, pos, index) => {
    const isEmpty = node.content.size === 0;
    const attributes: Record<string, string> = isEmpty
      ? { 'data-placeholder': placeholderFor(node, placeholder) }
      : {};
    const classes = isEmpty ? ['is-empty'] : [];
    if (isWholeClaim(node)) {
      const id = String(node.attrs['id']);
      attributes['data-number'] = facts.claims.get(id)?.number ?? 'new';
      const busy = facts.busy.get(id);
      if (busy !== undefined) attributes['data-busy'] = busy;
      if (showUncited && !isEmpty && !isCited(doc, index)) classes.push('claim--uncited');
    }
    if (classes.length > 0) attributes['class'] = classes.join(' ');
    if (Object.keys(attributes).length > 0) {
      marks.push(Decoration.node(pos, pos + node.nodeSize, attributes));
    }
  });
  return marks;
}

/** True when the claim or one of its sub-points cites something. */
export function isCited(doc: Node, index: number): boolean {
  const blocks = Array.from({ length: claimLength(doc, index) }, (_, at) => doc.child(index + at));
  return blocks.some((block) => block.children.some((inline) => inline.type.name === 'citation'));
}

function placeholderFor(node: Node, prose: string): string {
  if (node.type.name === 'theme') return 'Theme heading';
  if (isSubPoint(node)) return 'Write a sub-point';
  return node.type.name === 'claim' ? 'Write a claim. Type @ to cite evidence' : prose;
}
