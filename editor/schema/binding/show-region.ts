import type { Mark, Node, Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';

/**
 * The editor's node for every element of a region's live text. Text has none of its own: runs of it that stand side by
 * side, as two people make them who begin to type in the same place at once, are one text to the editor.
 */
export type Shown = Map<Y.XmlFragment, Node>;

/** One stretch of a run of text with its marks, as Yjs spells it. */
export interface Stretch {
  insert: string;
  attributes?: Record<string, unknown>;
}

/** The elements that stand in a region or in a block, in order. */
export function elementsOf(holder: Y.XmlFragment): Y.XmlElement[] {
  return holder.toArray().filter((child) => child instanceof Y.XmlElement);
}

/** The blocks of a region as the editor's nodes; what `shown` holds already stays the same object. Writes nothing. */
export function showRegion(fragment: Y.XmlFragment, schema: Schema, shown: Shown): Node[] {
  return elementsOf(fragment).map((block) => showElement(block, schema, shown));
}

function showElement(element: Y.XmlElement, schema: Schema, shown: Shown): Node {
  const known = shown.get(element);
  if (known) return known;
  const content = element.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return showText(child, schema);
    return child instanceof Y.XmlElement ? [showElement(child, schema, shown)] : [];
  });
  const node = schema.node(element.nodeName, element.getAttributes(), content);
  shown.set(element, node);
  return node;
}

function showText(text: Y.XmlText, schema: Schema): Node[] {
  return stretchesOf(text).map(({ insert, attributes }) => schema.text(insert, marksOf(attributes, schema)));
}

/** The stretches of a run of text. */
export function stretchesOf(text: Y.XmlText): Stretch[] {
  return text.toDelta() as Stretch[];
}

function marksOf(attributes: Record<string, unknown> = {}, schema: Schema): Mark[] {
  return Object.entries(attributes).map(([name, value]) => schema.mark(name, value as Mark['attrs']));
}
