import { type Doc, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { type Matcher } from '../query/match.ts';
import { getPath } from './set-path.ts';

/** What `$`, `$[]` and `$[name]` in a path stand for. */
export interface Places {
  filters: ReadonlyMap<string, Matcher>;
  position: number | undefined;
}

/** The paths that a path with `$`, `$[]` or `$[name]` means in this document. */
export function expandPath(doc: Doc, path: readonly string[], places: Places): string[][] {
  const at = path.findIndex((segment) => segment === '$' || segment.startsWith('$['));
  if (at < 0) return [[...path]];
  const before = path.slice(0, at);
  const chosen = indexesFor(path[at] ?? '', getPath(doc, before), path, places);
  return chosen.flatMap((index) =>
    expandPath(doc, [...before, String(index), ...path.slice(at + 1)], places),
  );
}

function indexesFor(
  segment: string,
  array: Value | undefined,
  path: readonly string[],
  { filters, position }: Places,
): number[] {
  if (segment === '$') {
    if (position === undefined)
      throw new ServerError(
        'BadValue',
        'The positional operator did not find the match needed from the query.',
      );
    return [position];
  }
  if (!Array.isArray(array)) {
    throw new ServerError(
      'BadValue',
      `The path '${path.slice(0, path.indexOf(segment)).join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  const name = segment.slice(2, -1);
  const matches = name === '' ? () => true : filters.get(name);
  return [...array.keys()].filter((index) => matches?.(new Map([[name, array[index] ?? null]])));
}

/** Finds the place that `$` means: the first element of the queried array with which the filter still matches. */
export function matchedPosition(doc: Doc, filter: Doc, matches: Matcher): number | undefined {
  for (const name of pathsOf(filter)) {
    const segments = name.split('.');
    for (const length of segments.keys()) {
      const array = getPath(doc, segments.slice(0, length + 1));
      if (!Array.isArray(array)) continue;
      const place = array.findIndex((element) =>
        matches(withOnly(doc, segments.slice(0, length + 1), element)),
      );
      if (place >= 0) return place;
    }
  }
  return undefined;
}

function pathsOf(filter: Doc): string[] {
  return [...filter].flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name];
    return Array.isArray(value) ? value.flatMap((part) => (part instanceof Map ? pathsOf(part) : [])) : [];
  });
}

/** The document with one array cut down to one element. */
function withOnly(doc: Doc, path: readonly string[], element: Value): Doc {
  const [name = '', ...rest] = path;
  const copy = new Map(doc);
  const inner = doc.get(name);
  if (rest.length === 0) copy.set(name, [element]);
  else if (inner instanceof Map) copy.set(name, withOnly(inner, rest, element));
  return copy;
}
