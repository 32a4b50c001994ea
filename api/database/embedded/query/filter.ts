import { BSONRegExp } from 'bson';
import { equal, nameOf, orderOf, rankOf, RANKS } from '../bson/keys.ts';
import { type Doc, isDoc, isTruthy, toNumber, type Value } from '../bson/value.ts';
import { badValue, notInSubset } from '../errors.ts';
import { type QUERY_OPERATORS } from '../subset.ts';
import { pathOf, reached, topField } from './paths.ts';

/** One condition on one path. */
export interface Clause {
  path: string;
  operator: (typeof QUERY_OPERATORS)[number];
  operand: Value;
}

/** A filter, ready to use. */
export interface Filter {
  matches: (doc: Doc) => boolean;
  /** The top-level fields it looks at: only these need to be read from a stored document. */
  fields: ReadonlySet<string>;
  /** What every match fulfils: the conditions outside an `$or` that has several branches. */
  clauses: readonly Clause[];
}

/** Reads a query filter; whatever is not in the subset is refused here, before any document is looked at. */
export function readFilter(filter: Doc): Filter {
  const clauses: Clause[] = [];
  const choices: Filter[][] = [];
  gather(filter, clauses, choices);
  const tests = clauses.map(testOf);
  return {
    clauses,
    fields: new Set([
      ...clauses.map(({ path }) => topField(path)),
      ...choices.flat().flatMap(({ fields }) => [...fields]),
    ]),
    matches: (doc) =>
      tests.every((test) => test(doc)) &&
      choices.every((branches) => branches.some(({ matches }) => matches(doc))),
  };
}

function gather(filter: Doc, clauses: Clause[], choices: Filter[][]): void {
  for (const [name, value] of filter) {
    if (!name.startsWith('$')) {
      clauses.push(...clausesOf(name, value));
      continue;
    }
    if (name !== '$and' && name !== '$or')
      throw notInSubset('BadValue', `unknown top level operator: ${name}. The operator ${name}`);
    const parts = partsOf(name, value);
    if (name === '$or' && parts.length > 1) choices.push(parts.map(readFilter));
    else for (const part of parts) gather(part, clauses, choices);
  }
}

function partsOf(name: string, value: Value): Doc[] {
  if (!Array.isArray(value) || value.length === 0)
    throw badValue(`${name} argument must be a non-empty array`);
  return value.map((part) => {
    if (!isDoc(part)) throw badValue(`${name} argument's entries must be objects`);
    return part;
  });
}

function clausesOf(path: string, value: Value): Clause[] {
  if (value instanceof BSONRegExp) return [{ path, operator: '$regex', operand: value }];
  if (!isDoc(value) || !isOperators(value)) return [{ path, operator: '$eq', operand: value }];
  return [...value].map(([operator, operand]) => {
    if (!isKnown(operator))
      throw notInSubset('BadValue', `unknown operator: ${operator}. The operator ${operator}`);
    return { path, operator, operand };
  });
}

/** Whether a document means operators such as {$gt: 1}, and not itself. */
function isOperators(value: Doc): boolean {
  const [first = ''] = value.keys();
  return first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

function isKnown(operator: string): operator is Clause['operator'] {
  return Object.hasOwn(TESTS, operator);
}

function testOf({ path, operator, operand }: Clause): (doc: Doc) => boolean {
  const names = pathOf(path);
  const test = TESTS[operator](operand);
  return (doc) => test(reached(doc, names));
}

type ValueTest = (value: Value | undefined) => boolean;

/** A test of all that a path reaches. */
type Test = (values: (Value | undefined)[]) => boolean;

const TESTS: Record<Clause['operator'], (operand: Value) => Test> = {
  $eq: (operand) => some(equals(operand)),
  $ne: (operand) => {
    if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
    return not(some(equals(operand)));
  },
  $gt: (operand) => some(ordering(operand, (order) => order > 0)),
  $gte: (operand) => some(ordering(operand, (order) => order >= 0)),
  $lt: (operand) => some(ordering(operand, (order) => order < 0)),
  $lte: (operand) => some(ordering(operand, (order) => order <= 0)),
  $in: (operand) => some(isIn('$in', operand)),
  $nin: (operand) => not(some(isIn('$nin', operand))),
  $exists: (operand) => (values) => values.some((value) => value !== undefined) === isTruthy(operand),
  $regex: (operand) => {
    const beginning = beginningOf(operand);
    return some((value) =>
      typeof value === 'string'
        ? value.startsWith(beginning)
        : value instanceof BSONRegExp && equal(value, operand),
    );
  },
};

/** Whether any value passes, or an element of one that is an array. */
function some(test: ValueTest): Test {
  return (values) =>
    values.some((value) => test(value) || (Array.isArray(value) && value.some((element) => test(element))));
}

function not(test: Test): Test {
  return (values) => !test(values);
}

/** Equality, where null also means missing. */
function equals(operand: Value): ValueTest {
  if (typeof operand === 'string') return (value) => value === operand;
  const order = orderOf(operand);
  return (value) => order.equals(orderOf(value));
}

/** Greater and less, among values of the operand's own type only; NaN is in no order but equal to itself. */
function ordering(operand: Value, passes: (order: number) => boolean): ValueTest {
  if (operand instanceof BSONRegExp) throw badValue("Can't have RegEx as arg to predicate over field");
  const [rank, order] = [rankOf(operand), orderOf(operand)];
  const anyType = rank === RANKS.minKey || rank === RANKS.maxKey;
  return (value) =>
    (anyType || rankOf(value) === rank) &&
    isNan(operand) === isNan(value) &&
    passes(Buffer.compare(orderOf(value), order));
}

function isNan(value: Value | undefined): boolean {
  return Number.isNaN(toNumber(value));
}

/** One of the listed values. */
function isIn(name: string, operand: Value): ValueTest {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  if (operand.some((value) => isDoc(value) && isOperators(value)))
    throw badValue(`cannot nest $ under ${name}`);
  if (operand.some((value) => value instanceof BSONRegExp))
    throw notInSubset('BadValue', `A regular expression in ${name}`);
  const known = new Set(operand.map(nameOf));
  return (value) => known.has(nameOf(value));
}

/** The text that strings must begin with, which is all that a regular expression may say here. */
export function beginningOf(operand: Value): string {
  const { pattern, options } = operand instanceof BSONRegExp ? operand : { pattern: operand, options: '' };
  if (typeof pattern !== 'string') throw badValue('$regex has to be a string');
  const [, literal] = /^\^((?:[^\\.*+?()[\]{}^$|]|\\[^a-zA-Z0-9])*)$/.exec(pattern) ?? [];
  if (literal === undefined || options !== '')
    throw notInSubset(
      'BadValue',
      `The regular expression /${pattern}/${options}, which says more than ^ and a text,`,
    );
  return literal.replace(/\\(.)/gsu, '$1');
}
