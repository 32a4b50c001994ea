import * as Y from 'yjs';

/**
 * Whether undoing what made an item may delete it. A run of text stays, and so does a block that holds anything, with
 * its attributes: others may have typed into it. (An attribute that had another value gets that back over this one.)
 */
export function mayUndoDelete(item: Y.Item): boolean {
  if (item.parentSub !== null) return false;
  if (!(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content;
  if (type instanceof Y.XmlText) return false;
  return !(type instanceof Y.XmlElement) || type.toArray().every(isEmptyRun);
}

function isEmptyRun(child: unknown): boolean {
  return child instanceof Y.XmlText && child.length === 0;
}
