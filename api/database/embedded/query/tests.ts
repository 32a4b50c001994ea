import { BSONRegExp } from 'bson';
import { keyOf } from '../bson/keys.ts';
import { compare, rankOf, RANKS } from '../bson/order.ts';
import { isNumeric, show, toNumber, typeName, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { eachLeaf, type ValueTest } from './paths.ts';
import { toRegExp } from './regex.ts';

/** Equality; null also means missing, and a regular expression is matched unless `literally`. */
export function equals(operand: Value, literally = false): ValueTest {
  if (operand instanceof BSONRegExp && !literally) return regex(operand);
  return (value) => compare(value, operand) === 0;
}

/** Strings that match, and the same expression stored as a value. */
export function regex(operand: BSONRegExp): ValueTest {
  const pattern = toRegExp(operand);
  return (value) =>
    typeof value === 'string'
      ? pattern.test(value)
      : value instanceof BSONRegExp && compare(value, operand) === 0;
}

/** Greater and less, among values of the operand's own type only. */
export function ordering(name: '$gt' | '$gte' | '$lt' | '$lte', operand: Value): ValueTest {
  if (operand instanceof BSONRegExp)
    throw new ServerError('BadValue', `Can't have RegEx as arg to predicate over field`);
  const rank = rankOf(operand);
  const anyType = rank === RANKS.minKey || rank === RANKS.maxKey;
  const passes = PASSES[name];
  const nan = isNan(operand);
  return (value) => {
    if (!anyType && rankOf(value) !== rank) return false;
    if (nan || isNan(value)) return nan && isNan(value) && name.endsWith('e');
    return passes(compare(value, operand));
  };
}

const PASSES = {
  $gt: (order: number) => order > 0,
  $gte: (order: number) => order >= 0,
  $lt: (order: number) => order < 0,
  $lte: (order: number) => order <= 0,
};

function isNan(value: Value | undefined): boolean {
  return isNumeric(value) && Number.isNaN(toNumber(value));
}

const LONG_LIST = 16;

/** One of the listed values. */
export function isIn(operand: Value, name: string): ValueTest {
  if (!Array.isArray(operand)) throw new ServerError('BadValue', `${name} needs an array`);
  const plain = operand.filter((value) => !(value instanceof BSONRegExp));
  const patterns = operand.filter((value) => value instanceof BSONRegExp).map((value) => regex(value));
  const known = plain.length > LONG_LIST ? new Set(plain.map(keyText)) : undefined;
  return (value) =>
    (known ? known.has(keyText(value)) : plain.some((one) => compare(value, one) === 0)) ||
    patterns.some((test) => test(value));
}

function keyText(value: Value | undefined): string {
  return keyOf(value).bytes.toString('latin1');
}

/** An array of just this length. */
export function ofSize(operand: Value): ValueTest {
  const size = toNumber(operand);
  if (size === undefined || !Number.isInteger(size)) {
    throw new ServerError(
      'BadValue',
      `Failed to parse $size. Expected an integer, got: ${typeName(operand)}`,
    );
  }
  if (size < 0)
    throw new ServerError('BadValue', `Failed to parse $size. Expected a non-negative number in: ${size}`);
  return (value) => Array.isArray(value) && value.length === size;
}

/** A value of one of the named or numbered types. */
export function ofType(operand: Value): ValueTest {
  const wanted = new Set((Array.isArray(operand) ? operand : [operand]).flatMap(typesNamed));
  const one: ValueTest = (value) => value !== undefined && wanted.has(typeName(value));
  return eachLeaf(one);
}

function typesNamed(operand: Value): string[] {
  if (operand === 'number') return ['int', 'long', 'double', 'decimal'];
  const name = typeof operand === 'string' ? operand : TYPE_NUMBERS[toNumber(operand) ?? NaN];
  if (name === undefined || !Object.values(TYPE_NUMBERS).includes(name)) {
    throw new ServerError('BadValue', `Unknown type name alias: ${show(operand)}`);
  }
  return [name];
}

const TYPE_NUMBERS: Partial<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};
