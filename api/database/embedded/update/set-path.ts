import { type Doc, isDoc, typeName, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { isArrayIndex } from '../query/paths.ts';

const MAX_PADDING = 1_500_000;

/** Sets the value at a path, making documents on the way; a scalar on the way is error 28. */
export function setPath(doc: Doc, path: readonly string[], value: Value): void {
  let parent: Doc | Value[] = doc;
  for (const [at, segment] of path.entries()) {
    if (at === path.length - 1) {
      setChild(parent, segment, value, path);
      return;
    }
    let next = child(parent, segment);
    if (next === undefined) {
      next = new Map<string, Value>();
      setChild(parent, segment, next, path);
    }
    if (!isDoc(next) && !Array.isArray(next)) throw notViable(path[at + 1] ?? '', segment, next);
    parent = next;
  }
}

/** The value at a path, seen as an update sees it: array places by number only. */
export function getPath(doc: Doc, path: readonly string[]): Value | undefined {
  let value: Value | undefined = doc;
  for (const segment of path) {
    if (!isDoc(value) && !Array.isArray(value)) return undefined;
    value = child(value, segment);
  }
  return value;
}

/** Removes the value at a path; in an array null takes its place. */
export function unsetPath(doc: Doc, path: readonly string[]): void {
  const parent = getPath(doc, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (isDoc(parent)) parent.delete(last);
  else if (Array.isArray(parent) && isArrayIndex(last) && Number(last) < parent.length)
    parent[Number(last)] = null;
}

function child(parent: Doc | Value[], segment: string): Value | undefined {
  if (isDoc(parent)) return parent.get(segment);
  return isArrayIndex(segment) ? parent[Number(segment)] : undefined;
}

function setChild(parent: Doc | Value[], segment: string, value: Value, path: readonly string[]): void {
  if (isDoc(parent)) {
    parent.set(segment, value);
    return;
  }
  if (!isArrayIndex(segment)) throw notViable(segment, path[path.indexOf(segment) - 1] ?? '', parent);
  const index = Number(segment);
  if (index - parent.length > MAX_PADDING)
    throw new ServerError('CannotBackfillArray', `can't backfill more than ${MAX_PADDING} elements`);
  while (parent.length < index) parent.push(null);
  parent[index] = value;
}

function notViable(segment: string, parentName: string, parent: Value): ServerError {
  return new ServerError(
    'PathNotViable',
    `Cannot create field '${segment}' in element {${parentName}: ${typeName(parent)}}`,
  );
}
