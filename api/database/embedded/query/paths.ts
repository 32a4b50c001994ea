import { isDoc, type Value } from '../bson/value.ts';

/** A test of one value; undefined is a missing field. */
export type ValueTest = (value: Value | undefined) => boolean;

/** Whether a path segment can mean a place in an array. */
export function isArrayIndex(segment: string): boolean {
  return /^(0|[1-9]\d*)$/.test(segment);
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
  const place = isArrayIndex(segment) ? value[Number(segment)] : undefined;
  if (place !== undefined && anyAt(place, path, test, at + 1)) return true;
  return value.some((element) => isDoc(element) && anyAt(element, path, test, at));
}

/** Makes a test look at the elements of an array as well as at the array itself. */
export function eachLeaf(test: ValueTest): ValueTest {
  return (value) => (Array.isArray(value) && value.some((element) => test(element))) || test(value);
}

/** The top-level fields that paths begin with. */
export function topFields(paths: Iterable<string>): Set<string> {
  return new Set([...paths].map((path) => path.split('.', 1)[0] ?? path));
}
