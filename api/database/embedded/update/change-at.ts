import { type Doc, isDoc, typeName, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { isPlace } from '../query/paths.ts';

/** Makes a new value of the one that is there; undefined if there is none. */
export type Change = (current: Value | undefined, doc: Doc, path: readonly string[]) => Value;

/**
 * Changes the value at a path, making documents on the way; those that are there are copied, so that what was read before
 * stays as it was. Anything else on the way is error 28; places in arrays are refused.
 */
export function changeAt(doc: Doc, path: readonly string[], change: Change): void {
  let parent = doc;
  for (const [at, name] of path.slice(0, -1).entries()) {
    const child = parent.has(name) ? parent.get(name) : new Map<string, Value>();
    const next = path[at + 1] ?? '';
    if (Array.isArray(child) && isPlace(next))
      throw notInSubset('BadValue', `The place '${next}' in an array`);
    if (!isDoc(child))
      throw new ServerError(
        'PathNotViable',
        `Cannot create field '${next}' in element {${name}: ${typeName(child)}}`,
      );
    const own = new Map(child);
    parent.set(name, own);
    parent = own;
  }
  const last = path.at(-1) ?? '';
  parent.set(last, change(parent.get(last), doc, path));
}
