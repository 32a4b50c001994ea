import { addNumbers } from '../bson/numbers.ts';
import { compare } from '../bson/order.ts';
import { type Doc, int, isDoc, isNumeric, show, typeName, type Value } from '../bson/value.ts';
import { badValue, failedToParse, notInSubset, typeMismatch } from '../errors.ts';
import { compileCondition } from '../query/match.ts';
import { type UPDATE_OPERATORS } from '../subset.ts';
import { getPath, setPath, unsetPath } from './set-path.ts';

/** One operator on one path, applied to a document in place. */
export type Change = (doc: Doc, path: readonly string[], inserting: boolean) => void;

type MakeChange = (operand: Value) => Change;

/** Finds an operator, which makes a change of its operand; those outside the subset are refused (9). */
export function changeFor(operator: string): MakeChange {
  const make = (OPERATORS as Partial<Record<string, MakeChange>>)[operator];
  if (make) return make;
  if (!operator.startsWith('$')) throw failedToParse(unknownModifier(operator));
  throw notInSubset('FailedToParse', `${unknownModifier(operator)}. The operator ${operator}`);
}

function unknownModifier(name: string): string {
  return `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`;
}

const OPERATORS: Record<(typeof UPDATE_OPERATORS)[number], MakeChange> = {
  $set: (operand) => (doc, path) => setPath(doc, path, operand),
  $setOnInsert: (operand) => (doc, path, inserting) => {
    if (inserting) setPath(doc, path, operand);
  },
  $unset: () => (doc, path) => unsetPath(doc, path),
  $inc: increment,
  $min: (operand) => bound(operand, -1),
  $max: (operand) => bound(operand, 1),
  $push: (operand) => {
    const values = eachOf('$push', operand);
    return (doc, path) => setPath(doc, path, [...arrayAt(doc, path, []), ...values]);
  },
  $addToSet: addToSet,
  $pull: pull,
};

function increment(operand: Value): Change {
  if (!isNumeric(operand)) throw typeMismatch('Cannot increment with non-numeric argument');
  return (doc, path) => {
    // A missing field counts as an int 0, which takes the operand's type.
    const found = getPath(doc, path);
    const current = found === undefined ? int(0) : found;
    if (!isNumeric(current)) {
      const id = show(doc.get('_id'));
      throw typeMismatch(
        `Cannot apply $inc to a value of non-numeric type. {_id: ${id}} has the field '${path.at(-1) ?? ''}' of non-numeric type ${typeName(current)}`,
      );
    }
    const result = addNumbers(current, operand);
    if (!result) throw badValue('Failed to apply $inc operations to current value');
    setPath(doc, path, result);
  };
}

function bound(operand: Value, wanted: 1 | -1): Change {
  return (doc, path) => {
    const current = getPath(doc, path);
    if (current === undefined || compare(operand, current) * wanted > 0) setPath(doc, path, operand);
  };
}

/** The array at a path, or `missing` if there is nothing; error 2 for anything else. */
function arrayAt<T>(doc: Doc, path: readonly string[], missing: T): Value[] | T {
  const current = getPath(doc, path);
  if (current === undefined) return missing;
  if (Array.isArray(current)) return current;
  const id = show(doc.get('_id'));
  throw badValue(
    `The field '${path.join('.')}' must be an array but is of type ${typeName(current)} in document {_id: ${id}}`,
  );
}

/** The values to add: the operand, or those in its `$each`, beside which nothing may stand. */
function eachOf(operator: string, operand: Value): Value[] {
  const values = isDoc(operand) ? operand.get('$each') : undefined;
  if (!isDoc(operand) || values === undefined) return [operand];
  const other = [...operand.keys()].find((name) => name !== '$each');
  if (other !== undefined)
    throw notInSubset('BadValue', `Unrecognized clause in ${operator}: ${other}. The clause`);
  if (Array.isArray(values)) return values;
  throw badValue(
    `The argument to $each in ${operator} must be an array but it was of type: ${typeName(values)}`,
  );
}

function addToSet(operand: Value): Change {
  const values = eachOf('$addToSet', operand);
  return (doc, path) => {
    const current = [...arrayAt(doc, path, [])];
    for (const value of values) if (!current.some((one) => compare(one, value) === 0)) current.push(value);
    setPath(doc, path, current);
  };
}

function pull(operand: Value): Change {
  const matches = compileCondition(operand);
  return (doc, path) => {
    const current = arrayAt(doc, path, undefined);
    const left = current?.filter((value) => !matches(value));
    if (left) setPath(doc, path, left);
  };
}
