import * as Y from 'yjs';

/** A copy of a block with its attributes, its text with all marks, and what stands in its text. Not yet in a document. */
export function copyBlock(block: Y.XmlElement): Y.XmlElement {
  const copy = new Y.XmlElement(block.nodeName);
  const attributes = block.getAttributes() as Record<string, unknown>;
  for (const [name, value] of Object.entries(attributes)) copy.setAttribute(name, value as string);
  copy.insert(0, block.toArray().map(copyChild));
  return copy;
}

function copyChild(child: Y.XmlElement | Y.XmlText | Y.XmlHook): Y.XmlElement | Y.XmlText {
  if (child instanceof Y.XmlElement) return copyBlock(child);
  const copy = new Y.XmlText();
  if (child instanceof Y.XmlText) copy.applyDelta(child.toDelta() as unknown[]);
  return copy;
}
