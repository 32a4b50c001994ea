import { type Doc, isDoc, typeName, type Value } from '../bson/value.ts';
import { failedToParse, notInSubset, ServerError } from '../errors.ts';
import { isArrayIndex } from '../query/paths.ts';
import { type Change, changeFor } from './operators.ts';

/** An update, ready to use: changes a document in place. */
export interface Update {
  /** Whether it puts a whole new document in place of the old one. */
  replacement: boolean;
  apply(doc: Doc, inserting: boolean): void;
}

interface Step {
  path: string[];
  change: Change;
}

/** Reads an update document. Two changes to one path conflict (40); `_id` is left to the caller to guard (66). */
export function compileUpdate(update: Value | undefined): Update {
  if (Array.isArray(update)) throw notInSubset('FailedToParse', 'An update with an aggregation pipeline');
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array');
  const [first] = update.keys();
  if (!first?.startsWith('$')) return replacement(update);
  const steps = [...update].flatMap(([operator, changes]) => stepsOf(operator, changes));
  checkConflicts(steps);
  // MongoDB applies changes in the order of their paths, which shows in the order of new fields.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  const apply = (doc: Doc, inserting: boolean): void => {
    for (const { path, change } of steps) change(doc, path, inserting);
  };
  return { replacement: false, apply };
}

function replacement(update: Doc): Update {
  const bad = [...update.keys()].find((name) => name.startsWith('$'));
  if (bad !== undefined)
    throw new ServerError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${bad}' in '${bad}' is not allowed in the context of an update's replacement document.`,
    );
  const apply = (doc: Doc): void => {
    const id = doc.get('_id');
    doc.clear();
    if (id !== undefined) doc.set('_id', id);
    for (const [name, value] of update) doc.set(name, value);
  };
  return { replacement: true, apply };
}

function stepsOf(operator: string, changes: Value): Step[] {
  const make = changeFor(operator);
  if (!isDoc(changes))
    throw failedToParse(`Modifiers operate on fields but we found type ${typeName(changes)} instead.`);
  return [...changes].map(([name, operand]) => ({ path: pathOf(name), change: make(operand) }));
}

function pathOf(name: string): string[] {
  const path = name.split('.');
  if (path.includes(''))
    throw new ServerError(
      'EmptyFieldName',
      `The update path '${name}' contains an empty field name, which is not allowed.`,
    );
  if (path.some((segment) => segment === '$' || /^\$\[.*\]$/.test(segment)))
    throw notInSubset('BadValue', `The positional path '${name}'`);
  return path;
}

function checkConflicts(steps: Step[]): void {
  for (const [at, { path }] of steps.entries()) {
    for (const { path: other } of steps.slice(at + 1)) {
      const [shorter, longer] = path.length < other.length ? [path, other] : [other, path];
      if (!shorter.every((segment, place) => segment === longer[place])) continue;
      throw new ServerError(
        'ConflictingUpdateOperators',
        `Updating the path '${longer.join('.')}' would create a conflict at '${shorter.join('.')}'`,
      );
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
