import { Double, Long } from 'bson';
import { addNumbers, approximate, multiplyNumbers } from '../bson/numbers.ts';
import { compare } from '../bson/order.ts';
import {
  type Doc,
  int,
  isDoc,
  isNumeric,
  isTruthy,
  type Numeric,
  toNumber,
  typeName,
  type Value,
} from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';

/** An aggregation expression, ready to evaluate; undefined means missing. */
export type Expression = (doc: Doc) => Value | undefined;

/** The top-level fields that a pipeline reads; `all` once something needs whole documents. */
export interface Needs {
  fields: Set<string>;
  all: boolean;
}

/** Reads an expression, and notes in `needs` what it will read. Operators outside the subset are refused (168). */
export function compileExpression(value: Value, needs: Needs): Expression {
  if (typeof value === 'string' && value.startsWith('$')) return compilePath(value, needs);
  if (Array.isArray(value)) {
    const parts = value.map((part) => compileExpression(part, needs));
    return (doc) => parts.map((part) => part(doc) ?? null);
  }
  if (!isDoc(value)) return () => value;
  const [first = ''] = value.keys();
  if (first.startsWith('$')) return compileOperator(value, needs);
  const fields = [...value].map(([name, part]) => [name, compileExpression(part, needs)] as const);
  return (doc) => {
    const made: Doc = new Map();
    for (const [name, part] of fields) {
      const result = part(doc);
      if (result !== undefined) made.set(name, result);
    }
    return made;
  };
}

function compilePath(text: string, needs: Needs): Expression {
  if (text.startsWith('$$')) {
    const [variable, ...rest] = text.slice(2).split('.');
    if (variable !== 'ROOT' && variable !== 'CURRENT')
      throw notInSubset('Location17276', `The variable $$${String(variable)}`);
    needs.all = true;
    return (doc) => (rest.length === 0 ? doc : follow(doc, rest, 0));
  }
  const path = text.slice(1).split('.');
  if (path.includes('')) throw new ServerError('Location40353', `FieldPath '${text}' has an empty part`);
  needs.fields.add(path[0] ?? '');
  return (doc) => follow(doc, path, 0);
}

/** A path in an aggregation: an array gives the array of what its documents have there. */
function follow(value: Value | undefined, path: readonly string[], at: number): Value | undefined {
  const segment = path[at];
  if (segment === undefined) return value;
  if (isDoc(value)) return follow(value.get(segment), path, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value
    .map((element) => (isDoc(element) ? follow(element, path, at) : undefined))
    .filter((one) => one !== undefined);
}

function compileOperator(operation: Doc, needs: Needs): Expression {
  const [[name, operand] = ['', null]] = operation;
  if (operation.size > 1)
    throw new ServerError(
      'Location15983',
      `an object representing an expression must have exactly one field: ${name}`,
    );
  if (name === '$literal') return () => operand;
  if (name === '$cond' && isDoc(operand))
    return compileOperator(
      new Map([[name, ['if', 'then', 'else'].map((part) => operand.get(part) ?? null)]]),
      needs,
    );
  const operator = OPERATORS[name];
  if (!operator) throw notInSubset('InvalidPipelineOperator', `The expression operator ${name}`);
  const [least, most, evaluate] = operator;
  const args = (Array.isArray(operand) ? operand : [operand]).map((part) => compileExpression(part, needs));
  if (args.length < least || args.length > most) {
    throw new ServerError(
      'Location16020',
      `Expression ${name} takes ${least === most ? `exactly ${least}` : `at least ${least}`} arguments. ${args.length} were passed in.`,
    );
  }
  return (doc) => evaluate(args, doc);
}

type Evaluate = (args: Expression[], doc: Doc) => Value | undefined;

function comparison(passes: (order: number) => boolean): [number, number, Evaluate] {
  return [2, 2, ([a, b], doc) => passes(compareMissing(a?.(doc), b?.(doc)))];
}

/** In expressions, unlike in queries, a missing value is below null. */
function compareMissing(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compare(a, b);
}

const OPERATORS: Partial<Record<string, [least: number, most: number, evaluate: Evaluate]>> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $and: [0, Infinity, (args, doc) => args.every((arg) => isTruthy(arg(doc)))],
  $or: [0, Infinity, (args, doc) => args.some((arg) => isTruthy(arg(doc)))],
  $not: [1, 1, ([arg], doc) => !isTruthy(arg?.(doc))],
  $cond: [3, 3, ([test, yes, no], doc) => (isTruthy(test?.(doc)) ? yes?.(doc) : no?.(doc))],
  $ifNull: [2, Infinity, ifNull],
  $add: [0, Infinity, (args, doc) => fold('$add', args, doc)],
  $multiply: [0, Infinity, (args, doc) => fold('$multiply', args, doc)],
  $subtract: [2, 2, subtract],
  $concat: [0, Infinity, concat],
  $size: [1, 1, size],
  $in: [2, 2, isIn],
  $arrayElemAt: [2, 2, arrayElement],
  $first: [1, 1, ([array], doc) => elementAt(array?.(doc), 0, '$first')],
  $last: [1, 1, ([array], doc) => elementAt(array?.(doc), -1, '$last')],
};

function ifNull(args: Expression[], doc: Doc): Value | undefined {
  let value: Value | undefined;
  for (const arg of args) {
    value = arg(doc);
    if (value !== undefined && value !== null) return value;
  }
  return value;
}

function fold(name: '$add' | '$multiply', args: Expression[], doc: Doc): Value {
  let total: Numeric = int(name === '$add' ? 0 : 1);
  for (const arg of args) {
    const value = arg(doc);
    if (value === undefined || value === null) return null;
    if (!isNumeric(value))
      throw new ServerError('TypeMismatch', `${name} only supports numeric types, not ${typeName(value)}`);
    const next: Numeric | undefined =
      name === '$add' ? addNumbers(total, value) : multiplyNumbers(total, value);
    total =
      next ??
      new Double(
        name === '$add' ? approximate(total) + approximate(value) : approximate(total) * approximate(value),
      );
  }
  return total;
}

function subtract([left, right]: Expression[], doc: Doc): Value {
  const [a, b] = [left?.(doc) ?? null, right?.(doc) ?? null];
  if (a === null || b === null) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  const number = toNumber(b);
  if (a instanceof Date && number !== undefined) return new Date(a.getTime() - number);
  if (!isNumeric(a) || !isNumeric(b))
    throw new ServerError('TypeMismatch', `can't $subtract ${typeName(b)} from ${typeName(a)}`);
  const negative = multiplyNumbers(b, int(-1));
  return (negative && addNumbers(a, negative)) ?? new Double(approximate(a) - approximate(b));
}

function concat(args: Expression[], doc: Doc): Value {
  let text = '';
  for (const arg of args) {
    const part = arg(doc) ?? null;
    if (part === null) return null;
    if (typeof part !== 'string') {
      throw new ServerError('Location16702', `$concat only supports strings, not ${typeName(part)}`);
    }
    text += part;
  }
  return text;
}

function size([arg]: Expression[], doc: Doc): Value {
  const value = arg?.(doc);
  if (!Array.isArray(value))
    throw new ServerError(
      'Location17124',
      `The argument to $size must be an array, but was of type: ${typeName(value)}`,
    );
  return int(value.length);
}

function isIn([needle, haystack]: Expression[], doc: Doc): Value {
  const [value, array] = [needle?.(doc), haystack?.(doc)];
  if (!Array.isArray(array))
    throw new ServerError(
      'Location40081',
      `$in requires an array as a second argument, found: ${typeName(array)}`,
    );
  return array.some((element) => compareMissing(element, value) === 0);
}

function arrayElement([array, index]: Expression[], doc: Doc): Value | undefined {
  const place = toNumber(index?.(doc));
  if (place === undefined)
    throw new ServerError('Location28690', "$arrayElemAt's second argument must be a numeric value");
  return elementAt(array?.(doc), place, '$arrayElemAt');
}

function elementAt(array: Value | undefined, place: number, name: string): Value | undefined {
  if (array === undefined || array === null) return null;
  if (!Array.isArray(array))
    throw new ServerError(
      'Location28689',
      `${name}'s first argument must be an array, but is ${typeName(array)}`,
    );
  return array.at(place);
}
