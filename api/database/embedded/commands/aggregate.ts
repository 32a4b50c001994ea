import { Int32 } from 'bson';
import { decode } from '../bson/decode.ts';
import { encode, type Reply } from '../bson/encode.ts';
import { nameOf } from '../bson/keys.ts';
import { int, isDoc, isNumeric, show, toNumber, type Value } from '../bson/value.ts';
import { failedToParse, notInSubset, ServerError, typeMismatch } from '../errors.ts';
import { compileProjection } from '../query/project.ts';
import { parseSort } from '../query/sort.ts';
import { type Stored } from '../storage/documents.ts';
import { STAGES } from '../subset.ts';
import { type Command, type Context, docField, namespaceOf, numberField } from './context.ts';
import { projected, select } from './select.ts';

type Stages = Partial<Record<(typeof STAGES)[number], Value>>;

function aggregate(context: Context): Reply {
  const { body, view, catalog, cursors, deadline, owner } = context;
  if (isNumeric(body.get('aggregate')))
    throw notInSubset('InvalidNamespace', 'An aggregation without a collection');
  const ns = namespaceOf(context);
  if (!isDoc(body.get('cursor')))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const stages = stagesOf(body.get('pipeline'));
  const { $match: filter = new Map(), $sort: sort, $skip: skip = int(0), $limit: limit } = stages;
  if (!isDoc(filter)) throw new ServerError(15959, 'the match filter must be an expression in an object');
  if (isDoc(sort) && sort.size === 0)
    throw new ServerError(15976, '$sort stage must have at least one sort key');
  const found = select(view, catalog.find(view, ns), {
    filter,
    sort: parseSort(sort),
    skip: wholeNumber('$skip', skip, 0),
    limit: limit === undefined ? Infinity : wholeNumber('$limit', limit, 1),
    hint: body.get('hint'),
    deadline,
  });
  const batchSize = numberField(docField(body, 'cursor'), 'batchSize');
  return cursors.start(lastStage(stages)(found), { ns, batchSize, owner });
}

// A `$sort` before the `$match` is the same as after it.
const ORDER = /^(\$match )?(\$sort )?(\$match )?(\$skip )?(\$limit )?((\$project|\$group|\$count) )?$/;

/** The stages of a pipeline. Those outside the subset, or in another order or more often than it has them, are refused (40324). */
function stagesOf(pipeline: Value | undefined): Stages {
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array");
  const named = pipeline.map(stageOf);
  const stages = Object.fromEntries(named) as Stages;
  const order = named.map(([name]) => `${name} `).join('');
  if (Object.keys(stages).length < named.length || !ORDER.test(order))
    throw notInSubset(40324, `The order of stages ${order}`.trimEnd());
  return stages;
}

function stageOf(spec: Value): [name: (typeof STAGES)[number], spec: Value] {
  if (!isDoc(spec)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const [[name, operand] = ['', null]] = spec;
  if (spec.size !== 1)
    throw new ServerError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const known = STAGES.find((one) => one === name);
  if (known) return [known, operand];
  throw notInSubset(40324, `Unrecognized pipeline stage name: '${name}'. The stage ${name}`);
}

/** A count that a stage takes. */
function wholeNumber(name: string, spec: Value, least: number): number {
  const number = toNumber(spec) ?? -1;
  if (Number.isInteger(number) && number >= least) return number;
  if (number === 0) throw new ServerError(15958, 'the limit must be positive');
  throw new ServerError(
    15956,
    `invalid argument to ${name} stage: Expected a non-negative number in: ${show(spec)}`,
  );
}

type Shape = (found: Iterable<Stored>) => Iterable<Buffer>;

/** What the stage at the end makes of what the others find. */
function lastStage({ $project, $group, $count }: Stages): Shape {
  if ($group !== undefined) return group($group);
  if ($count !== undefined) return count($count);
  if ($project === undefined) return (found) => projected(found, undefined);
  if (!isDoc($project) || $project.size === 0)
    throw new ServerError(51272, 'projection specification must have at least one field');
  const projection = compileProjection($project);
  return (found) => projected(found, projection);
}

function count(name: Value): Shape {
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.'))
    throw new ServerError(40156, 'the count field must be a non-empty string');
  return function* (found) {
    for (const { n } of counted(found, () => null)) yield encode({ [name]: n });
  };
}

/** Each different value there is, and how many documents have it. */
function counted(
  found: Iterable<Stored>,
  valueOf: (raw: Buffer) => Value,
): Iterable<{ value: Value; n: number }> {
  const groups = new Map<string, { value: Value; n: number }>();
  for (const { raw } of found) {
    const value = valueOf(raw);
    const name = nameOf(value);
    const group = groups.get(name) ?? { value, n: 0 };
    group.n++;
    groups.set(name, group);
  }
  return groups.values();
}

/** Reads a `$group`: one document comes out for each different value of its `_id`, and says how many had it. */
function group(spec: Value): Shape {
  if (!isDoc(spec)) throw new ServerError(15947, "a group's fields must be specified in an object");
  const id = spec.get('_id');
  if (id === undefined) throw new ServerError(15955, 'a group specification must include an _id');
  const valueOf = groupedBy(id);
  const names = [...spec.keys()].filter((name) => name !== '_id');
  for (const name of names) checkCounts(name, spec.get(name));
  return function* (found) {
    for (const { value, n } of counted(found, valueOf))
      yield encode(new Map<string, Value>([['_id', value], ...names.map((name) => [name, int(n)] as const)]));
  };
}

/** What documents are grouped by: a top-level field, or one value for all. */
function groupedBy(id: Value): (raw: Buffer) => Value {
  const refuse = (what: string): ServerError => notInSubset('InvalidPipelineOperator', what);
  if (Array.isArray(id) || isDoc(id)) throw refuse(`Grouping by the expression ${show(id)}`);
  if (typeof id !== 'string' || !id.startsWith('$')) return () => id;
  if (id.startsWith('$$')) throw notInSubset(17276, `The variable ${id}`);
  const field = id.slice(1);
  if (field === '' || field.includes('.')) throw refuse(`Grouping by the path ${id}`);
  return (raw) => decode(raw, new Set([field])).get(field) ?? null;
}

function checkCounts(name: string, spec: Value | undefined): void {
  if (!isDoc(spec)) throw new ServerError(40234, `The field '${name}' must be an accumulator object`);
  if (spec.size !== 1) throw new ServerError(40238, `The field '${name}' must specify one accumulator`);
  const [[operator, operand] = ['', null]] = spec;
  if (operator !== '$sum') throw notInSubset(15952, `The group operator ${operator}`);
  if (!(operand instanceof Int32) || operand.value !== 1)
    throw notInSubset(15952, `The $sum of anything but 1`);
}

/** The aggregation command. */
export const AGGREGATE_COMMANDS: Record<string, Command> = {
  aggregate: { kind: 'read', inTransactions: true, run: aggregate },
};
