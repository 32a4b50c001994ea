import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { notInSubset } from '../errors.ts';

/** The names in a dotted path. A number among them, which could mean a place in an array, is refused. */
export function pathOf(path: string): string[] {
  const names = path.split('.');
  if (names.some((name, at) => at > 0 && isPlace(name)))
    throw notInSubset('BadValue', `A number in the path '${path}'`);
  return names;
}

/** Whether a name can mean a place in an array. */
export function isPlace(name: string): boolean {
  return /^\d+$/.test(name);
}

/** The top-level field that a path begins with. */
export function topField(path: string): string {
  return path.split('.', 1)[0] ?? path;
}

/**
 * The values a path reaches from a document; undefined is a missing one. An array on the way stands for each of its
 * documents, an array at the end is one value.
 */
export function reached(doc: Doc, [name = '', ...rest]: readonly string[]): (Value | undefined)[] {
  const value = doc.get(name);
  if (rest.length === 0) return [value];
  if (isDoc(value)) return reached(value, rest);
  return Array.isArray(value) ? value.filter(isDoc).flatMap((inner) => reached(inner, rest)) : [undefined];
}
