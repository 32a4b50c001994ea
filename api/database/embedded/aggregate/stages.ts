import { type Doc, int, isDoc, isNumeric, toNumber, typeName, type Value } from '../bson/value.ts';
import { notInSubset, ServerError, typeMismatch } from '../errors.ts';
import { compileFilter, fieldsOfFilter } from '../query/match.ts';
import { compileProjection } from '../query/project.ts';
import { parseSort, sortBy } from '../query/sort.ts';
import { type STAGES } from '../subset.ts';
import { compileGroup } from './group.ts';

/** A stage, ready to run on a stream of documents. */
export type Stage = (input: Iterable<Doc>) => Iterable<Doc>;

type Compile = (spec: Value, fields: Set<string>) => Stage;

const COMPILE: Record<(typeof STAGES)[number], Compile> = {
  $match: match,
  $sort: sort,
  $skip: (spec) => slice(wholeNumber('$skip', spec), Infinity),
  $limit: (spec) => slice(0, positive('$limit', spec)),
  $project: project,
  $group: compileGroup,
  $count: count,
};

/**
 * Reads a pipeline. `fields` are the only top-level fields it reads of what it is given; undefined if it needs whole
 * documents. Stages outside the subset are refused (40324).
 */
export function compilePipeline(pipeline: Value[]): {
  stages: Stage[];
  fields: ReadonlySet<string> | undefined;
} {
  const read = new Set<string>();
  let fields: ReadonlySet<string> | undefined;
  const stages = pipeline.map((spec) => {
    const { name, operand } = stageOf(spec);
    const compile = (COMPILE as Partial<Record<string, Compile>>)[name];
    if (!compile) throw notInSubset(40324, `Unrecognized pipeline stage name: '${name}'. The stage ${name}`);
    const stage = compile(operand, read);
    if (name === '$group' || name === '$count') fields ??= new Set(read);
    return stage;
  });
  return { stages, fields };
}

function stageOf(spec: Value): { name: string; operand: Value } {
  if (!isDoc(spec)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const [[name, operand] = ['', null]] = spec;
  if (spec.size === 1) return { name, operand };
  throw new ServerError(40323, 'A pipeline stage specification object must contain exactly one field.');
}

function match(spec: Value, fields: Set<string>): Stage {
  if (!isDoc(spec)) throw new ServerError(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(spec);
  for (const field of fieldsOfFilter(spec)) fields.add(field);
  return function* (input) {
    for (const doc of input) if (matches(doc)) yield doc;
  };
}

function sort(spec: Value, fields: Set<string>): Stage {
  const parsed = parseSort(spec);
  if (parsed.length === 0) throw new ServerError(15976, '$sort stage must have at least one sort key');
  for (const [path] of parsed) fields.add(path.split('.', 1)[0] ?? path);
  return (input) => sortBy(input, parsed, (doc) => ({ doc, size: 100 }));
}

/** A count that a stage takes, which MongoDB wants whole and not negative. */
export function wholeNumber(name: string, spec: Value): number {
  const number = toNumber(spec);
  if (number !== undefined && Number.isInteger(number) && number >= 0) return number;
  const found = isNumeric(spec) ? String(number) : typeName(spec);
  throw new ServerError(
    15956,
    `invalid argument to ${name} stage: Expected a non-negative number, found ${found}`,
  );
}

/** The number of a `$limit`, which must be above 0. */
export function positive(name: string, spec: Value): number {
  const number = wholeNumber(name, spec);
  if (number === 0) throw new ServerError(15958, 'the limit must be positive');
  return number;
}

function project(spec: Value, fields: Set<string>): Stage {
  if (!isDoc(spec) || spec.size === 0)
    throw new ServerError(51272, 'projection specification must have at least one field');
  const projection = compileProjection(spec);
  for (const field of projection?.fields ?? []) fields.add(field);
  return function* (input) {
    for (const doc of input) yield projection?.apply(doc) ?? doc;
  };
}

function slice(skip: number, limit: number): Stage {
  return function* (input) {
    let position = 0;
    for (const doc of input) {
      if (position++ >= skip) yield doc;
      if (position >= skip + limit) return;
    }
  };
}

function count(spec: Value): Stage {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.'))
    throw new ServerError(40156, 'the count field must be a non-empty string');
  return function* (input) {
    const total = [...input].length;
    if (total > 0) yield new Map([[spec, int(total)]]);
  };
}
