import { BSONRegExp } from 'bson';
import { type Doc, isDoc, isTruthy, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { anyAt, eachLeaf, type ValueTest } from './paths.ts';
import { regexOf } from './regex.ts';
import { equals, isIn, ofSize, ofType, ordering, regex } from './tests.ts';

/** Whether a document matches. */
export type Matcher = (doc: Doc) => boolean;

/** Reads a query filter; whatever is not in the subset is refused here, before any document is looked at. */
export function compileFilter(filter: Doc): Matcher {
  const parts = [...filter]
    .filter(([name]) => name !== '$comment')
    .map(([name, value]) => compileClause(name, value));
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  return (doc) => parts.every((matches) => matches(doc));
}

/** The top-level fields a filter looks at, so that only these are read from a stored document. */
export function fieldsOfFilter(filter: Doc): string[] {
  return [...filter].flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.', 1)[0] ?? name];
    return Array.isArray(value) ? value.filter(isDoc).flatMap(fieldsOfFilter) : [];
  });
}

function compileClause(name: string, value: Value): Matcher {
  if (name === '$and' || name === '$or' || name === '$nor') return compileLogical(name, value);
  if (name.startsWith('$')) throw unknownTopLevel(name);
  const path = name.split('.');
  const operators = operatorsOf(value);
  if (!operators) return atPath(path, eachLeaf(equals(value)));
  const tests = compileOperators(operators);
  return (doc) => tests.every((test) => test(doc, path));
}

function unknownTopLevel(name: string): ServerError {
  if (KNOWN_TOP_LEVEL.has(name)) return notInSubset('BadValue', `The query operator ${name}`);
  return new ServerError(
    'BadValue',
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

const KNOWN_TOP_LEVEL = new Set([
  '$where',
  '$text',
  '$expr',
  '$jsonSchema',
  '$sampleRate',
  '$alwaysTrue',
  '$alwaysFalse',
]);
const KNOWN_OPERATORS = new Set([
  '$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$within', '$maxDistance', '$minDistance', '$mod',
  '$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear', '$where', '$expr', '$jsonSchema',
]); // prettier-ignore

function compileLogical(name: '$and' | '$or' | '$nor', value: Value): Matcher {
  if (!Array.isArray(value) || value.length === 0)
    throw new ServerError('BadValue', `${name} argument must be a non-empty array`);
  const parts = value.map((part) => {
    if (!isDoc(part)) throw new ServerError('BadValue', `${name} argument's entries must be objects`);
    return compileFilter(part);
  });
  if (name === '$and') return (doc) => parts.every((matches) => matches(doc));
  if (name === '$or') return (doc) => parts.some((matches) => matches(doc));
  return (doc) => !parts.some((matches) => matches(doc));
}

/** The operators of a clause such as {$gt: 1}; undefined if the value is meant as it stands. */
export function operatorsOf(value: Value): Doc | undefined {
  if (!isDoc(value)) return undefined;
  const [first] = value.keys();
  if (!first?.startsWith('$') || first === '$ref' || first === '$id' || first === '$db') return undefined;
  return value;
}

type PathTest = (value: Value | undefined, path: readonly string[]) => boolean;

function atPath(path: readonly string[], test: ValueTest): Matcher {
  return (doc) => anyAt(doc, path, test);
}

function compileOperators(operators: Doc): PathTest[] {
  const tests: PathTest[] = [];
  for (const [name, operand] of operators) {
    if (name === '$options') {
      if (!operators.has('$regex')) throw new ServerError('BadValue', '$options needs a $regex');
    } else if (name === '$regex') {
      tests.push(reaching(eachLeaf(regex(regexOf(operand, operators.get('$options'))))));
    } else tests.push(compileOperator(name, operand));
  }
  return tests;
}

function reaching(test: ValueTest): PathTest {
  return (value, path) => anyAt(value, path, test);
}

function not(test: PathTest): PathTest {
  return (value, path) => !test(value, path);
}

function compileOperator(name: string, operand: Value): PathTest {
  switch (name) {
    case '$eq':
      return reaching(eachLeaf(equals(operand, true)));
    case '$ne':
      if (operand instanceof BSONRegExp) throw new ServerError('BadValue', "Can't have regex as arg to $ne.");
      return not(reaching(eachLeaf(equals(operand))));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return reaching(eachLeaf(ordering(name, operand)));
    case '$in':
      return reaching(eachLeaf(isIn(operand, name)));
    case '$nin':
      return not(reaching(eachLeaf(isIn(operand, name))));
    case '$exists':
      return exists(operand);
    case '$type':
      return reaching(ofType(operand));
    case '$size':
      return reaching(ofSize(operand));
    case '$all':
      return all(operand);
    case '$elemMatch':
      return reaching(elemMatch(operand));
    case '$not':
      return negation(operand);
    default:
      if (KNOWN_OPERATORS.has(name)) throw notInSubset('BadValue', `The query operator ${name}`);
      throw new ServerError('BadValue', `unknown operator: ${name}`);
  }
}

function exists(operand: Value): PathTest {
  const present = reaching((value) => value !== undefined);
  return isTruthy(operand) ? present : not(present);
}

function all(operand: Value): PathTest {
  if (!Array.isArray(operand)) throw new ServerError('BadValue', '$all needs an array');
  const tests = operand.map((value) => {
    const condition = isDoc(value) && value.has('$elemMatch') ? value.get('$elemMatch') : undefined;
    return condition === undefined ? reaching(eachLeaf(equals(value))) : reaching(elemMatch(condition));
  });
  return (value, path) => tests.length > 0 && tests.every((test) => test(value, path));
}

function negation(operand: Value): PathTest {
  if (operand instanceof BSONRegExp) return not(reaching(eachLeaf(regex(operand))));
  const operators = operatorsOf(operand);
  if (!operators) throw new ServerError('BadValue', '$not needs a regex or a document');
  const tests = compileOperators(operators);
  return (value, path) => !tests.every((test) => test(value, path));
}

function elemMatch(condition: Value): ValueTest {
  if (!isDoc(condition)) throw new ServerError('BadValue', '$elemMatch needs an Object');
  const [first = ''] = condition.keys();
  if (first.startsWith('$') && !LOGICAL.has(first)) {
    const tests = compileOperators(condition);
    return (value) =>
      Array.isArray(value) && value.some((element) => tests.every((test) => test(element, [])));
  }
  const matches = compileFilter(condition);
  return (value) => Array.isArray(value) && value.some((element) => isDoc(element) && matches(element));
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$comment']);

/** Reads a condition on one value alone, as `$pull` and `$elemMatch` use it. */
export function compileCondition(condition: Value): ValueTest {
  const operators = operatorsOf(condition);
  if (operators && !LOGICAL.has([...operators.keys()][0] ?? '')) {
    const tests = compileOperators(operators);
    return (value) => tests.every((test) => test(value, []));
  }
  if (isDoc(condition)) {
    const matches = compileFilter(condition);
    return (value) => isDoc(value) && matches(value);
  }
  return equals(condition);
}
