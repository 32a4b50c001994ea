import { Decimal128, Double } from 'bson';
import { addNumbers, approximate } from '../bson/numbers.ts';
import { compare } from '../bson/order.ts';
import { int, isDoc, isNumeric, type Numeric, typeName, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { compileExpression, type Expression, type Needs } from './expression.ts';

/** One accumulator of `$group`: makes a fresh state for each group. */
export interface Accumulator {
  expression: Expression;
  start(): Accumulation;
}

/** The state of one accumulator in one group. */
export interface Accumulation {
  add(value: Value | undefined): void;
  result(): Value;
}

/** Reads an accumulator such as {$sum: '$n'}; those outside the subset are refused (15952). */
export function compileAccumulator(field: string, spec: Value, needs: Needs): Accumulator {
  if (!isDoc(spec))
    throw new ServerError('Location40234', `The field '${field}' must be an accumulator object`);
  const [[name, operand] = ['', null]] = spec;
  if (spec.size !== 1)
    throw new ServerError('Location40238', `The field '${field}' must specify one accumulator`);
  if (name === '$count') return { expression: () => int(1), start: sum };
  const start = ACCUMULATORS[name];
  if (!start) throw notInSubset('Location15952', `The group operator ${name}`);
  return { expression: compileExpression(operand, needs), start };
}

const ACCUMULATORS: Partial<Record<string, () => Accumulation>> = {
  $sum: sum,
  $avg: average,
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => keep((kept, value) => kept ?? { value: value ?? null }),
  $last: () => keep((_kept, value) => ({ value: value ?? null })),
  $push: () => list(() => true),
  $addToSet: () => list((values, value) => !values.some((one) => compare(one, value) === 0)),
};

function plus(a: Numeric, b: Numeric): Numeric {
  return addNumbers(a, b) ?? new Double(approximate(a) + approximate(b));
}

function sum(): Accumulation {
  let total: Numeric = int(0);
  return {
    add: (value) => {
      if (isNumeric(value)) total = plus(total, value);
    },
    result: () => total,
  };
}

function average(): Accumulation {
  let total: Numeric = int(0);
  let count = 0;
  return {
    add: (value) => {
      if (!isNumeric(value)) return;
      total = plus(total, value);
      count++;
    },
    result: () => {
      if (count === 0) return null;
      if (total instanceof Decimal128) throw notInSubset('BadValue', `$avg of ${typeName(total)} values`);
      return new Double(approximate(total) / count);
    },
  };
}

function extreme(wanted: 1 | -1): Accumulation {
  let best: Value = null;
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      if (best === null || compare(value, best) * wanted > 0) best = value;
    },
    result: () => best,
  };
}

function keep(
  choose: (kept: { value: Value } | undefined, value: Value | undefined) => { value: Value },
): Accumulation {
  let kept: { value: Value } | undefined;
  return { add: (value) => (kept = choose(kept, value)), result: () => kept?.value ?? null };
}

function list(wanted: (values: Value[], value: Value) => boolean): Accumulation {
  const values: Value[] = [];
  return {
    add: (value) => {
      if (value !== undefined && wanted(values, value)) values.push(value);
    },
    result: () => values,
  };
}
