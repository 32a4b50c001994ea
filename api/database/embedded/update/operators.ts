import { Timestamp } from 'bson';
import { addNumbers, multiplyNumbers } from '../bson/numbers.ts';
import { compare } from '../bson/order.ts';
import { type Doc, show, int, isDoc, isNumeric, toNumber, typeName, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { compileCondition } from '../query/match.ts';
import { sortBy, parseSort } from '../query/sort.ts';
import { getPath, setPath, unsetPath } from './set-path.ts';

/** One operator on one path, applied to a document in place. */
export type Change = (doc: Doc, path: readonly string[], inserting: boolean) => void;

/** Reads one operator's operand for one path; unknown operators are refused (9). */
export function changeFor(operator: string, operand: Value): Change {
  const make = OPERATORS[operator];
  if (make) return make(operand);
  if (operator === '$bit') throw notInSubset('FailedToParse', `The update operator ${operator}`);
  throw new ServerError(
    'FailedToParse',
    `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
}

const OPERATORS: Partial<Record<string, (operand: Value) => Change>> = {
  $set: (operand) => (doc, path) => setPath(doc, path, operand),
  $setOnInsert: (operand) => (doc, path, inserting) => {
    if (inserting) setPath(doc, path, operand);
  },
  $unset: () => (doc, path) => unsetPath(doc, path),
  $inc: (operand) => arithmetic('$inc', operand),
  $mul: (operand) => arithmetic('$mul', operand),
  $min: (operand) => bound(operand, -1),
  $max: (operand) => bound(operand, 1),
  $currentDate: currentDate,
  $rename: rename,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};

function arithmetic(name: '$inc' | '$mul', operand: Value): Change {
  if (!isNumeric(operand))
    throw new ServerError(
      'TypeMismatch',
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument`,
    );
  return (doc, path) => {
    const current = getPath(doc, path);
    if (current !== undefined && !isNumeric(current)) {
      throw new ServerError(
        'TypeMismatch',
        `Cannot apply ${name} to a value of non-numeric type. The field '${path.at(-1) ?? ''}' is of type ${typeName(current)}`,
      );
    }
    // A missing field counts as an int 0, which takes the operand's type.
    const result =
      name === '$inc' ? addNumbers(current ?? int(0), operand) : multiplyNumbers(current ?? int(0), operand);
    if (!result) throw new ServerError('BadValue', `Failed to apply ${name} operations to current value`);
    setPath(doc, path, result);
  };
}

function bound(operand: Value, wanted: 1 | -1): Change {
  return (doc, path) => {
    const current = getPath(doc, path);
    if (current === undefined || Math.sign(compare(operand, current)) === wanted) setPath(doc, path, operand);
  };
}

function currentDate(operand: Value): Change {
  const type = isDoc(operand) ? operand.get('$type') : 'date';
  const known =
    operand === true || operand === false || (isDoc(operand) && (type === 'date' || type === 'timestamp'));
  if (!known) throw new ServerError('BadValue', `${typeName(operand)} is not valid type for $currentDate`);
  return (doc, path) => {
    const now = Date.now();
    setPath(
      doc,
      path,
      type === 'timestamp' ? new Timestamp({ t: Math.floor(now / 1000), i: 1 }) : new Date(now),
    );
  };
}

function rename(operand: Value): Change {
  if (typeof operand !== 'string')
    throw new ServerError('BadValue', `The 'to' field for $rename must be a string: ${typeName(operand)}`);
  return (doc, path) => {
    const value = getPath(doc, path);
    if (value === undefined) return;
    unsetPath(doc, path);
    unsetPath(doc, operand.split('.'));
    setPath(doc, operand.split('.'), value);
  };
}

function arrayAt(doc: Doc, path: readonly string[], operator: string): Value[] | undefined {
  const current = getPath(doc, path);
  if (current === undefined || Array.isArray(current)) return current;
  throw new ServerError(
    'BadValue',
    `The field '${path.join('.')}' must be an array but is of type ${typeName(current)} in document {_id: ${show(doc.get('_id'))}} (${operator})`,
  );
}

interface PushOptions {
  values: Value[];
  position?: number;
  slice?: number;
  sort?: Value;
}

function push(operand: Value): Change {
  const { values, position, slice, sort } = pushOptions(operand);
  return (doc, path) => {
    const current = [...(arrayAt(doc, path, '$push') ?? [])];
    current.splice(position ?? current.length, 0, ...values);
    const sorted = sort === undefined ? current : sortElements(current, sort);
    setPath(
      doc,
      path,
      slice === undefined ? sorted : slice < 0 ? sorted.slice(slice) : sorted.slice(0, slice),
    );
  };
}

function pushOptions(operand: Value): PushOptions {
  if (!isDoc(operand) || !operand.has('$each')) return { values: [operand] };
  const values = operand.get('$each');
  if (!Array.isArray(values))
    throw new ServerError(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type: ${typeName(values)}`,
    );
  const options: PushOptions = { values };
  for (const [name, value] of operand) {
    if (name === '$each') continue;
    const number = toNumber(value);
    if (name === '$sort') options.sort = value;
    else if (
      (name === '$slice' || name === '$position') &&
      number !== undefined &&
      Number.isInteger(number)
    ) {
      if (name === '$slice') options.slice = number;
      else options.position = number;
    } else throw new ServerError('BadValue', `Unrecognized clause in $push: ${name}`);
  }
  return options;
}

function sortElements(elements: Value[], sort: Value): Value[] {
  if (!isDoc(sort)) {
    const direction = toNumber(sort);
    if (direction !== 1 && direction !== -1)
      throw new ServerError('BadValue', 'The $sort element value must be either 1 or -1');
    return [...elements].sort((a, b) => compare(a, b) * direction);
  }
  return sortBy(elements, parseSort(sort), (element) => ({
    doc: isDoc(element) ? element : new Map<string, Value>(),
    size: 0,
  }));
}

function addToSet(operand: Value): Change {
  const each = isDoc(operand) ? operand.get('$each') : undefined;
  if (each !== undefined && !Array.isArray(each))
    throw new ServerError(
      'TypeMismatch',
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
    );
  const values = each ?? [operand];
  return (doc, path) => {
    const current = [...(arrayAt(doc, path, '$addToSet') ?? [])];
    for (const value of values) if (!current.some((one) => compare(one, value) === 0)) current.push(value);
    setPath(doc, path, current);
  };
}

function pull(operand: Value): Change {
  const test = compileCondition(operand);
  return (doc, path) => {
    const current = arrayAt(doc, path, '$pull');
    if (current)
      setPath(
        doc,
        path,
        current.filter((value) => !test(value)),
      );
  };
}

function pullAll(operand: Value): Change {
  if (!Array.isArray(operand))
    throw new ServerError(
      'BadValue',
      `$pullAll requires an array argument but was given a ${typeName(operand)}`,
    );
  return (doc, path) => {
    const current = arrayAt(doc, path, '$pullAll');
    if (current)
      setPath(
        doc,
        path,
        current.filter((value) => !operand.some((one) => compare(one, value) === 0)),
      );
  };
}

function pop(operand: Value): Change {
  const side = toNumber(operand);
  if (side !== 1 && side !== -1)
    throw new ServerError('FailedToParse', `$pop expects 1 or -1, found: ${typeName(operand)} ${side ?? ''}`);
  return (doc, path) => {
    const current = getPath(doc, path);
    if (current === undefined) return;
    if (!Array.isArray(current))
      throw new ServerError(
        'TypeMismatch',
        `Path '${path.join('.')}' contains an element of non-array type '${typeName(current)}'`,
      );
    setPath(doc, path, side === 1 ? current.slice(0, -1) : current.slice(1));
  };
}
