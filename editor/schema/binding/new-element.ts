import type { Mark, Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import type { Stretch } from './show-region.ts';

/** A block, or an atom of a line, for a live text. A block always has a run of text to type in, even an empty one. */
export function newElement(node: Node): Y.XmlElement {
  const element = new Y.XmlElement(node.type.name);
  for (const [name, value] of Object.entries(node.attrs) as [string, unknown][]) {
    if (value !== null) element.setAttribute(name, value as string);
  }
  if (node.isTextblock) element.insert(0, lineOf(node.children));
  return element;
}

function lineOf(content: readonly Node[]): (Y.XmlElement | Y.XmlText)[] {
  const line: (Y.XmlElement | Stretch[])[] = [];
  for (const node of content) {
    const last = line.at(-1);
    if (!node.isText) line.push(newElement(node));
    else if (Array.isArray(last)) last.push(stretchOf(node));
    else line.push([stretchOf(node)]);
  }
  return line.length > 0 ? line.map((one) => (Array.isArray(one) ? newRun(one) : one)) : [newRun([])];
}

/** A run of text of these stretches. */
export function newRun(stretches: readonly Stretch[]): Y.XmlText {
  const run = new Y.XmlText();
  run.applyDelta([...stretches]);
  return run;
}

/** A text node as Yjs spells it; `attributes` only where it has marks. */
export function stretchOf({ text = '', marks }: Node): Stretch {
  return marks.length === 0 ? { insert: text } : { insert: text, attributes: attributesOf(marks) };
}

/** Marks as the attributes of text. */
export function attributesOf(marks: readonly Mark[]): Record<string, unknown> {
  return Object.fromEntries(marks.map(({ type, attrs }) => [type.name, attrs]));
}
