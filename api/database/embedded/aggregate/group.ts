import { Double } from 'bson';
import { keyOf } from '../bson/keys.ts';
import { addNumbers, approximate } from '../bson/numbers.ts';
import { compare } from '../bson/order.ts';
import { type Doc, int, isDoc, isNumeric, type Numeric, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { type ACCUMULATORS } from '../subset.ts';

/** An expression, ready to evaluate; undefined means missing. */
type Expression = (doc: Doc) => Value | undefined;

/** Reads an expression: a path, `{$literal: value}`, a document of expressions, or a plain value. */
function compileExpression(value: Value, fields: Set<string>): Expression {
  if (typeof value === 'string' && value.startsWith('$')) return compilePath(value, fields);
  if (Array.isArray(value)) throw notInSubset('InvalidPipelineOperator', 'An array of expressions');
  if (!isDoc(value)) return () => value;
  const [first = ''] = value.keys();
  if (first === '$literal' && value.size === 1) return () => value.get(first);
  if (first.startsWith('$')) throw notInSubset('InvalidPipelineOperator', `The expression operator ${first}`);
  const parts = [...value].map(([name, part]) => [name, compileExpression(part, fields)] as const);
  return (doc) => {
    const results = parts.map(([name, part]) => [name, part(doc)] as const);
    return new Map(results.filter((result): result is [string, Value] => result[1] !== undefined));
  };
}

function compilePath(text: string, fields: Set<string>): Expression {
  if (text.startsWith('$$')) throw notInSubset(17276, `The variable ${text}`);
  const path = text.slice(1).split('.');
  if (path.includes('')) throw new ServerError(40353, `FieldPath '${text.slice(1)}' has an empty part`);
  fields.add(path[0] ?? '');
  return (doc) => follow(doc, path, 0);
}

/** A path in an aggregation: an array gives the array of what its documents have there. */
function follow(value: Value | undefined, path: readonly string[], at: number): Value | undefined {
  const segment = path[at];
  if (segment === undefined) return value;
  if (isDoc(value)) return follow(value.get(segment), path, at + 1);
  if (!Array.isArray(value)) return undefined;
  const reached = value.map((element) => (isDoc(element) ? follow(element, path, at) : undefined));
  return reached.filter((one) => one !== undefined);
}

/** A step of an accumulator: what it has (undefined at first), and the next document's value. */
type Step = (kept: Value | undefined, value: Value | undefined) => Value | undefined;

const STEPS: Record<(typeof ACCUMULATORS)[number], Step> = {
  $sum: (kept, value) => plus(isNumeric(kept) ? kept : int(0), isNumeric(value) ? value : int(0)),
  $min: (kept, value) => better(kept, value, -1),
  $max: (kept, value) => better(kept, value, 1),
};

/** Integers that leave 64 bits go on as doubles, as MongoDB sums them. */
function plus(a: Numeric, b: Numeric): Numeric {
  return addNumbers(a, b) ?? new Double(approximate(a) + approximate(b));
}

function better(kept: Value | undefined, value: Value | undefined, wanted: 1 | -1): Value | undefined {
  if (value === undefined || value === null) return kept;
  return kept === undefined || compare(value, kept) * wanted > 0 ? value : kept;
}

interface Accumulator {
  name: string;
  expression: Expression;
  step: Step;
}

function compileAccumulator(name: string, spec: Value, fields: Set<string>): Accumulator {
  if (!isDoc(spec)) throw new ServerError(40234, `The field '${name}' must be an accumulator object`);
  const [[operator, operand] = ['', null]] = spec;
  if (spec.size !== 1) throw new ServerError(40238, `The field '${name}' must specify one accumulator`);
  const step = (STEPS as Partial<Record<string, Step>>)[operator];
  if (!step) throw notInSubset(15952, `The group operator ${operator}`);
  return { name, step, expression: compileExpression(operand, fields) };
}

/** Reads a `$group`: one document comes out for each different value of its `_id`. */
export function compileGroup(spec: Value, fields: Set<string>): (input: Iterable<Doc>) => Iterable<Doc> {
  if (!isDoc(spec)) throw new ServerError(15947, "a group's fields must be specified in an object");
  const id = spec.get('_id');
  if (id === undefined) throw new ServerError(15955, 'a group specification must include an _id');
  const key = compileExpression(id, fields);
  const others = [...spec].filter(([name]) => name !== '_id');
  const accumulators = others.map(([name, value]) => compileAccumulator(name, value, fields));
  return function* (input) {
    const groups = new Map<string, { id: Value; kept: (Value | undefined)[] }>();
    for (const doc of input) {
      const value = key(doc) ?? null;
      const name = keyOf(value).bytes.toString('latin1');
      const group = groups.get(name) ?? { id: value, kept: accumulators.map(() => undefined) };
      groups.set(name, group);
      group.kept = accumulators.map(({ step, expression }, at) => step(group.kept[at], expression(doc)));
    }
    for (const { id: value, kept } of groups.values()) {
      const results = accumulators.map(({ name }, at): [string, Value] => [name, kept[at] ?? null]);
      yield new Map<string, Value>([['_id', value], ...results]);
    }
  };
}
