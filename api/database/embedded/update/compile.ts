import { type Doc, isDoc, typeName, type Value } from '../bson/value.ts';
import { failedToParse, notInSubset, ServerError } from '../errors.ts';
import { isPlace } from '../query/paths.ts';
import { changeFor, type Step } from './operators.ts';
import { changeAt } from './change-at.ts';

/** An update, ready to use: changes a document in place. */
export interface Update {
  /** Whether it puts a whole new document in place of the old one. */
  replacement: boolean;
  apply(doc: Doc, inserting: boolean): void;
}

/** Reads an update document. Two changes to one path conflict (40); `_id` is left to the caller to guard (66). */
export function compileUpdate(update: Value | undefined): Update {
  if (Array.isArray(update)) throw notInSubset('FailedToParse', 'An update with an aggregation pipeline');
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array');
  const [first] = update.keys();
  if (!first?.startsWith('$')) return replacement(update);
  const steps = [...update].flatMap(([operator, changes]) => stepsOf(operator, changes));
  // MongoDB applies changes in the order of their paths, which shows in the order of new fields.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  steps.forEach((step, at) => checkConflict(steps[at - 1], step));
  const apply = (doc: Doc, inserting: boolean): void => {
    for (const { path, change, onInsert } of steps) if (inserting || !onInsert) changeAt(doc, path, change);
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
  const onInsert = operator === '$setOnInsert';
  return [...changes].map(([name, operand]) => ({ path: pathOf(name), change: make(operand), onInsert }));
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

/** By the first name that differs; numbers by their size. */
function comparePaths(a: string[], b: string[]): number {
  const at = a.findIndex((name, place) => name !== b[place]);
  const [one, other] = [a[at], b[at]];
  if (one === undefined || other === undefined) return a.length - b.length;
  return (isPlace(one) && isPlace(other) && Number(one) - Number(other)) || (one < other ? -1 : 1);
}

/** In their order, a path comes right after one that holds it. */
function checkConflict(before: Step | undefined, { path }: Step): void {
  if (!before?.path.every((name, at) => name === path[at])) return;
  throw new ServerError(
    'ConflictingUpdateOperators',
    `Updating the path '${path.join('.')}' would create a conflict at '${before.path.join('.')}'`,
  );
}
