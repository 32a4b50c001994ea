import { BSONRegExp } from 'bson';
import { keyOf } from '../bson/keys.ts';
import { compare, rankOf, RANKS } from '../bson/order.ts';
import { type Doc, isDoc, isNumeric, isTruthy, toNumber, typeName, type Value } from '../bson/value.ts';
import { badValue, notInSubset } from '../errors.ts';
import { type LOGICAL_OPERATORS, type QUERY_OPERATORS } from '../subset.ts';
import { anyAt, eachLeaf, type ValueTest } from './paths.ts';
import { regexOf, toRegExp } from './regex.ts';

/** Whether a document matches. */
export type Matcher = (doc: Doc) => boolean;

/** Reads a query filter; whatever is not in the subset is refused here, before any document is looked at. */
export function compileFilter(filter: Doc): Matcher {
  const parts = [...filter].map(([name, value]) => compileClause(name, value));
  return (doc) => parts.every((matches) => matches(doc));
}

/** The top-level fields a filter looks at, so that only these are read from a stored document. */
export function fieldsOfFilter(filter: Doc): string[] {
  return [...filter].flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.', 1)[0] ?? name];
    return Array.isArray(value) ? value.filter(isDoc).flatMap(fieldsOfFilter) : [];
  });
}

type Combine = (parts: Matcher[]) => Matcher;

const COMBINE: Record<(typeof LOGICAL_OPERATORS)[number], Combine> = {
  $and: (parts) => (doc) => parts.every((matches) => matches(doc)),
  $or: (parts) => (doc) => parts.some((matches) => matches(doc)),
  $nor: (parts) => (doc) => !parts.some((matches) => matches(doc)),
};

function compileClause(name: string, value: Value): Matcher {
  if (name.startsWith('$')) return compileLogical(name, value);
  const path = name.split('.');
  const operators = operatorsOf(value);
  const tests = operators ? compileOperators(operators) : [reaching(equals(value))];
  return (doc) => tests.every((test) => test(doc, path));
}

function compileLogical(name: string, value: Value): Matcher {
  const combine = (COMBINE as Partial<Record<string, Combine>>)[name];
  if (!combine) throw notInSubset('BadValue', `unknown top level operator: ${name}. The operator ${name}`);
  if (!Array.isArray(value) || value.length === 0)
    throw badValue(`${name} argument must be a non-empty array`);
  const parts = value.map((part) => {
    if (!isDoc(part)) throw badValue(`${name} argument's entries must be objects`);
    return compileFilter(part);
  });
  return combine(parts);
}

/** The operators of a clause such as {$gt: 1}; undefined if the value is meant as it stands. */
export function operatorsOf(value: Value): Doc | undefined {
  if (!isDoc(value)) return undefined;
  const [first] = value.keys();
  if (!first?.startsWith('$') || first === '$ref' || first === '$id' || first === '$db') return undefined;
  return value;
}

/** A test of what a path reaches from a value. */
type PathTest = (value: Value | undefined, path: readonly string[]) => boolean;

function reaching(test: ValueTest): PathTest {
  const each = eachLeaf(test);
  return (value, path) => anyAt(value, path, each);
}

function not(test: PathTest): PathTest {
  return (value, path) => !test(value, path);
}

function compileOperators(operators: Doc): PathTest[] {
  return [...operators].map(([name, operand]) => {
    const make = (OPERATORS as Partial<Record<string, MakeTest>>)[name];
    if (!make) throw notInSubset('BadValue', `unknown operator: ${name}. The operator ${name}`);
    return make(operand, operators);
  });
}

type MakeTest = (operand: Value, all: Doc) => PathTest;

const OPERATORS: Record<(typeof QUERY_OPERATORS)[number], MakeTest> = {
  $eq: (operand) => reaching((value) => compare(value, operand) === 0),
  $ne: (operand) => {
    if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
    return not(reaching(equals(operand)));
  },
  $gt: (operand) => reaching(ordering(operand, (order) => order > 0)),
  $gte: (operand) => reaching(ordering(operand, (order) => order >= 0)),
  $lt: (operand) => reaching(ordering(operand, (order) => order < 0)),
  $lte: (operand) => reaching(ordering(operand, (order) => order <= 0)),
  $in: (operand) => reaching(isIn('$in', operand)),
  $nin: (operand) => not(reaching(isIn('$nin', operand))),
  $exists: (operand) => {
    const present: PathTest = (value, path) => anyAt(value, path, (found) => found !== undefined);
    return isTruthy(operand) ? present : not(present);
  },
  $regex: (operand, all) => reaching(regex(regexOf(operand, all.get('$options')))),
  $options: (_operand, all) => {
    if (!all.has('$regex')) throw badValue('$options needs a $regex');
    return () => true;
  },
  $not: negation,
  $size: (operand) => {
    const size = sizeOf(operand);
    return (value, path) => anyAt(value, path, (found) => Array.isArray(found) && found.length === size);
  },
  $elemMatch: (operand) => {
    if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
    const test = compileCondition(operand);
    return (value, path) => anyAt(value, path, (found) => Array.isArray(found) && found.some(test));
  },
};

/** Equality as a plain value means it: null also means missing, and a regular expression is matched. */
function equals(operand: Value): ValueTest {
  return operand instanceof BSONRegExp ? regex(operand) : (value) => compare(value, operand) === 0;
}

/** Strings that match, and the same expression stored as a value. */
function regex(operand: BSONRegExp): ValueTest {
  const pattern = toRegExp(operand);
  return (value) => (typeof value === 'string' ? pattern.test(value) : compare(value, operand) === 0);
}

/** Greater and less, among values of the operand's own type only; NaN is in no order but equal to itself. */
function ordering(operand: Value, passes: (order: number) => boolean): ValueTest {
  if (operand instanceof BSONRegExp) throw badValue("Can't have RegEx as arg to predicate over field");
  const rank = rankOf(operand);
  const anyType = rank === RANKS.minKey || rank === RANKS.maxKey;
  return (value) => {
    if (!anyType && rankOf(value) !== rank) return false;
    if (isNan(operand) !== isNan(value)) return false;
    return passes(compare(value, operand));
  };
}

function isNan(value: Value | undefined): boolean {
  return isNumeric(value) && Number.isNaN(toNumber(value));
}

const LONG_LIST = 16;

/** One of the listed values. */
function isIn(name: string, operand: Value): ValueTest {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  if (operand.some((value) => operatorsOf(value))) throw badValue(`cannot nest $ under ${name}`);
  const tests = operand.map(equals);
  if (tests.length <= LONG_LIST || operand.some((value) => value instanceof BSONRegExp))
    return (value) => tests.some((test) => test(value));
  const known = new Set(operand.map(keyText));
  return (value) => known.has(keyText(value));
}

function keyText(value: Value | undefined): string {
  return keyOf(value).bytes.toString('latin1');
}

function sizeOf(operand: Value): number {
  const size = toNumber(operand);
  if (size === undefined || !Number.isInteger(size))
    throw badValue(`Failed to parse $size. Expected an integer, got: ${typeName(operand)}`);
  if (size < 0) throw badValue(`Failed to parse $size. Expected a non-negative number in: ${size}`);
  return size;
}

function negation(operand: Value): PathTest {
  if (operand instanceof BSONRegExp) return not(reaching(regex(operand)));
  const operators = operatorsOf(operand);
  if (!operators) throw badValue('$not needs a regex or a document');
  const tests = compileOperators(operators);
  return (value, path) => !tests.every((test) => test(value, path));
}

/** Reads a condition on one value alone, as `$elemMatch` and `$pull` use it. */
export function compileCondition(condition: Value): ValueTest {
  const operators = operatorsOf(condition);
  if (operators && ![...operators.keys()].some((name) => name in COMBINE)) {
    const tests = compileOperators(operators);
    return (value) => tests.every((test) => test(value, []));
  }
  if (!isDoc(condition)) return equals(condition);
  const matches = compileFilter(condition);
  return (value) => isDoc(value) && matches(value);
}
