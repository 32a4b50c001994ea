import { type Doc, isDoc, typeName, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { isArrayIndex } from '../query/paths.ts';
import { compileFilter, type Matcher } from '../query/match.ts';
import { type Change, changeFor } from './operators.ts';
import { expandPath } from './positional.ts';

/** An update, ready to use: changes a document in place. */
export interface Update {
  /** Whether it puts a whole new document in place of the old one. */
  replacement?: Doc;
  apply(doc: Doc, options: { inserting: boolean; position?: number }): void;
  /** Whether a path uses `$`, so that the place of the match must be known. */
  positional: boolean;
}

interface Step {
  path: string[];
  change: Change;
}

/** Reads an update document. Two changes to one path conflict (40); `_id` is left to the caller to guard (66). */
export function compileUpdate(update: Value | undefined, arrayFilters: Value | undefined): Update {
  if (Array.isArray(update)) throw notInSubset('FailedToParse', 'An update with an aggregation pipeline');
  if (!isDoc(update))
    throw new ServerError('FailedToParse', 'Update argument must be either an object or an array');
  const [first] = update.keys();
  if (!first?.startsWith('$')) return replacement(update);
  const steps = [...update].flatMap(([operator, changes]) => stepsOf(operator, changes));
  checkConflicts(steps);
  // MongoDB applies changes in the order of their paths, which shows in the order of new fields.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  const filters = compileArrayFilters(arrayFilters, steps);
  return {
    positional: steps.some(({ path }) => path.includes('$')),
    apply: (doc, { inserting, position }) => {
      for (const { path, change } of steps) {
        const places = path.some((segment) => segment.startsWith('$'))
          ? expandPath(doc, path, { filters, position })
          : [path];
        for (const place of places) change(doc, place, inserting);
      }
    },
  };
}

function replacement(update: Doc): Update {
  const bad = [...update.keys()].find((name) => name.startsWith('$'));
  if (bad)
    throw new ServerError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${bad}' in '${bad}' is not allowed in the context of an update's replacement document.`,
    );
  return {
    replacement: update,
    positional: false,
    apply: (doc) => {
      const id = doc.get('_id');
      doc.clear();
      if (id !== undefined) doc.set('_id', id);
      for (const [name, value] of update) doc.set(name, value);
    },
  };
}

function stepsOf(operator: string, changes: Value): Step[] {
  if (!operator.startsWith('$')) changeFor(operator, null);
  if (!isDoc(changes)) {
    changeFor(operator, changes);
    throw new ServerError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeName(changes)} instead.`,
    );
  }
  return [...changes].map(([name, operand]) => {
    const path = name.split('.');
    if (path.includes(''))
      throw new ServerError(
        'EmptyFieldName',
        `The update path '${name}' contains an empty field name, which is not allowed.`,
      );
    return { path, change: changeFor(operator, operand) };
  });
}

function checkConflicts(steps: Step[]): void {
  for (const [at, { path }] of steps.entries()) {
    for (const { path: other } of steps.slice(at + 1)) {
      const shared = Math.min(path.length, other.length);
      if (path.slice(0, shared).every((segment, place) => segment === other[place])) {
        const [shorter, longer] = path.length < other.length ? [path, other] : [other, path];
        throw new ServerError(
          'ConflictingUpdateOperators',
          `Updating the path '${longer.join('.')}' would create a conflict at '${shorter.join('.')}'`,
        );
      }
    }
  }
}

function comparePaths(a: string[], b: string[]): number {
  for (const [at, segment] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (segment === other) continue;
    if (isArrayIndex(segment) && isArrayIndex(other)) return Number(segment) - Number(other);
    return segment < other ? -1 : 1;
  }
  return -1;
}

function compileArrayFilters(arrayFilters: Value | undefined, steps: Step[]): Map<string, Matcher> {
  const filters = new Map<string, Matcher>();
  for (const filter of Array.isArray(arrayFilters) ? arrayFilters : []) {
    const name = isDoc(filter) ? ([...filter.keys()][0] ?? '').split('.', 1)[0] : undefined;
    if (!isDoc(filter) || name === undefined || !/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw new ServerError(
        'BadValue',
        'Error parsing array filter: a filter names one identifier, which begins with a lowercase letter',
      );
    }
    filters.set(name, compileFilter(filter));
  }
  const used = new Set(steps.flatMap(({ path }) => path.map((segment) => /^\$\[(.+)\]$/.exec(segment)?.[1])));
  for (const name of used) {
    if (name !== undefined && !filters.has(name))
      throw new ServerError('BadValue', `No array filter found for identifier '${name}'`);
  }
  for (const name of filters.keys()) {
    if (!used.has(name))
      throw new ServerError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update`,
      );
  }
  return filters;
}
