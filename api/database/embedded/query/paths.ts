import { type Doc, isDoc, type Value } from '../bson/value.ts';

/** A test of one value; undefined is a missing field. */
export type ValueTest = (value: Value | undefined) => boolean;

const INDEX = /^(0|[1-9]\d*)$/;

/** Whether a path segment can mean a place in an array. */
export function isArrayIndex(segment: string): boolean {
  return INDEX.test(segment);
}

/**
 * Whether any value that a dotted path reaches passes the test. An array on the way stands for each of its documents
 * (and, for a number, for that place); the array at the end is passed whole. See `eachLeaf` for its elements.
 */
export function anyAt(value: Value | undefined, path: readonly string[], test: ValueTest, at = 0): boolean {
  const segment = path[at];
  if (segment === undefined) return test(value);
  if (isDoc(value)) return anyAt(value.get(segment), path, test, at + 1);
  if (!Array.isArray(value)) return test(undefined);
  if (
    INDEX.test(segment) &&
    Number(segment) < value.length &&
    anyAt(value[Number(segment)], path, test, at + 1)
  ) {
    return true;
  }
  return value.some((element) => isDoc(element) && anyAt(element, path, test, at));
}

/** Makes a test look at the elements of an array as well as at the array itself. */
export function eachLeaf(test: ValueTest): ValueTest {
  return (value) => (Array.isArray(value) && value.some((element) => test(element))) || test(value);
}

/** The value at a dotted path, going through documents and numbered places only; undefined if missing. */
export function valueAt(doc: Doc, path: string): Value | undefined {
  let value: Value | undefined = doc;
  for (const segment of path.split('.')) {
    if (isDoc(value)) value = value.get(segment);
    else if (Array.isArray(value) && INDEX.test(segment)) value = value[Number(segment)];
    else return undefined;
  }
  return value;
}
