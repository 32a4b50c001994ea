import { BSONRegExp } from 'bson';
import { compare } from '../bson/order.ts';
import { type Doc, isDoc, isTruthy, type Value } from '../bson/value.ts';
import { compileFilter, operatorsOf } from './match.ts';
import { literalPrefix, regexOf } from './regex.ts';

/** What a filter says of one path, as far as an index can use it. */
export interface Predicate {
  /** The value must equal one of these. */
  anyOf?: Value[];
  lower?: { value: Value; included: boolean };
  upper?: { value: Value; included: boolean };
  /** A string that begins with this. */
  prefix?: string;
  exists?: boolean;
  /** The clauses as written, for comparing with a partial index's filter. */
  clauses: [operator: string, operand: Value][];
}

/** The predicates by path that every match must fulfil: those of the filter itself and inside its `$and`. */
export function predicatesOf(filter: Doc, found = new Map<string, Predicate>()): Map<string, Predicate> {
  for (const [name, value] of filter) {
    if (name === '$and' && Array.isArray(value))
      value.filter(isDoc).forEach((part) => predicatesOf(part, found));
    if (name.startsWith('$')) continue;
    const predicate = found.get(name) ?? { clauses: [] };
    found.set(name, predicate);
    const operators =
      operatorsOf(value) ?? new Map<string, Value>([[value instanceof BSONRegExp ? '$regex' : '$eq', value]]);
    for (const [operator, operand] of operators) {
      predicate.clauses.push([operator, operand]);
      note(predicate, operator, operand, operators);
    }
  }
  return found;
}

function note(predicate: Predicate, operator: string, operand: Value, all: Doc): void {
  if (operator === '$eq' && isPoint(operand)) predicate.anyOf ??= [operand];
  if (operator === '$in' && Array.isArray(operand) && operand.every(isPoint)) predicate.anyOf ??= operand;
  if (operator === '$exists') predicate.exists = isTruthy(operand);
  if (operator === '$regex') {
    const prefix = literalPrefix(regexOf(operand, all.get('$options')));
    if (prefix !== undefined) predicate.prefix = prefix;
  }
  if (!isBound(operand)) return;
  if (operator === '$gt' || operator === '$gte')
    predicate.lower ??= { value: operand, included: operator === '$gte' };
  if (operator === '$lt' || operator === '$lte')
    predicate.upper ??= { value: operand, included: operator === '$lte' };
}

/** Arrays are stored element by element and expressions are patterns: neither is one point of an index. */
function isPoint(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp);
}

function isBound(value: Value): boolean {
  if (value === null || Array.isArray(value) || isDoc(value)) return false;
  return (
    typeof value !== 'object' ||
    value instanceof Date ||
    !['MinKey', 'MaxKey', 'BSONRegExp'].includes(value._bsontype)
  );
}

/** Whether a match must have a value other than null here. */
function excludesNull({ anyOf, lower, upper, prefix }: Predicate): boolean {
  if (anyOf) return anyOf.every((value) => value !== null);
  return lower !== undefined || upper !== undefined || prefix !== undefined;
}

/** Whether every document the predicates allow passes a partial index's filter; false when in doubt. */
export function implies(predicates: ReadonlyMap<string, Predicate>, partial: Doc): boolean {
  return [...partial].every(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition)) {
      return condition.every((part) => isDoc(part) && implies(predicates, part));
    }
    const predicate = predicates.get(path);
    return predicate !== undefined && meets(predicate, condition);
  });
}

function meets(predicate: Predicate, condition: Value): boolean {
  const matches = compileFilter(new Map([['value', condition]]));
  if (predicate.anyOf?.every((value) => matches(new Map([['value', value]])))) return true;
  const operators = operatorsOf(condition) ?? new Map<string, Value>([['$eq', condition]]);
  return [...operators].every(([operator, operand]) => {
    if (operator === '$exists' && isTruthy(operand))
      return predicate.exists === true || excludesNull(predicate);
    return predicate.clauses.some(([name, value]) => name === operator && compare(value, operand) === 0);
  });
}
