import { Long } from 'bson';
import { keyOf } from '../bson/keys.ts';
import { type Doc, int, isDoc, isTruthy, toNumber, typeName, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { compileFilter, fieldsOfFilter } from '../query/match.ts';
import { valueAt } from '../query/paths.ts';
import { compileProjection, flattened } from '../query/project.ts';
import { parseSort, sortBy } from '../query/sort.ts';
import { setPath } from '../update/set-path.ts';
import { compileAccumulator } from './accumulators.ts';
import { compileExpression, type Needs } from './expression.ts';

/** A stage, ready to run on a stream of documents, which it may change. */
export interface Stage {
  run(input: Iterable<Doc>): Iterable<Doc>;
  /** True if what comes out no longer depends on other fields than the stage itself names. */
  closed?: boolean;
}

/** Reads one stage; those outside the subset are refused (40324). */
export function compileStage(stage: Value, needs: Needs): Stage {
  if (!isDoc(stage))
    throw new ServerError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const [[name, spec] = ['', null]] = stage;
  if (stage.size !== 1)
    throw new ServerError(
      'Location40323',
      'A pipeline stage specification object must contain exactly one field.',
    );
  const compile = STAGES[name];
  if (compile) return compile(spec, needs);
  throw notInSubset('Location40324', `Unrecognized pipeline stage name: '${name}'. The stage`);
}

const STAGES: Partial<Record<string, (spec: Value, needs: Needs) => Stage>> = {
  $match: match,
  $sort: sort,
  $skip: (spec) => ({ run: (input) => slice(input, wholeNumber('$skip', spec), Infinity) }),
  $limit: (spec) => ({ run: (input) => slice(input, 0, positive('$limit', spec)) }),
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $group: group,
  $unwind: unwind,
  $count: count,
  $replaceRoot: (spec, needs) => replaceRoot(isDoc(spec) ? (spec.get('newRoot') ?? null) : null, needs),
  $replaceWith: replaceRoot,
};

function match(spec: Value, needs: Needs): Stage {
  if (!isDoc(spec))
    throw new ServerError('Location15959', 'the match filter must be an expression in an object');
  const matches = compileFilter(spec);
  for (const field of fieldsOfFilter(spec)) needs.fields.add(field);
  return {
    *run(input) {
      for (const doc of input) if (matches(doc)) yield doc;
    },
  };
}

function sort(spec: Value, needs: Needs): Stage {
  const fields = parseSort(spec);
  if (fields.length === 0)
    throw new ServerError('Location15976', '$sort stage must have at least one sort key');
  for (const [path] of fields) needs.fields.add(path.split('.', 1)[0] ?? path);
  return { run: (input) => sortBy(input, fields, (doc) => ({ doc, size: 100 })) };
}

/** A count that a stage takes, which MongoDB wants whole and not negative. */
export function wholeNumber(name: string, spec: Value): number {
  const number = toNumber(spec);
  if (number === undefined || !Number.isInteger(number) || number < 0) {
    throw new ServerError(
      'Location15956',
      `invalid argument to ${name} stage: Expected a non-negative number, found: ${typeName(spec)} ${String(number)}`,
    );
  }
  return number;
}

/** The number of a `$limit`, which must be above 0. */
export function positive(name: string, spec: Value): number {
  const number = wholeNumber(name, spec);
  if (number === 0) throw new ServerError('Location15958', 'the limit must be positive');
  return number;
}

function* slice(input: Iterable<Doc>, skip: number, limit: number): Generator<Doc> {
  let position = 0;
  for (const doc of input) {
    if (position++ >= skip) yield doc;
    if (position >= skip + limit) return;
  }
}

function project(spec: Value, needs: Needs): Stage {
  if (!isDoc(spec) || spec.size === 0)
    throw new ServerError('Location51272', 'projection specification must have at least one field');
  const projection = compileProjection(spec, (value) => compileExpression(value, needs));
  for (const field of projection?.fields ?? []) needs.fields.add(field);
  return {
    closed: projection?.fields !== undefined,
    *run(input) {
      for (const doc of input) yield projection?.apply(doc) ?? doc;
    },
  };
}

function addFields(spec: Value, needs: Needs): Stage {
  if (!isDoc(spec))
    throw new ServerError(
      'Location40272',
      `$addFields specification stage must be an object, got ${typeName(spec)}`,
    );
  const fields = flattened(spec).map(
    ([path, value]) => [path.split('.'), compileExpression(value, needs)] as const,
  );
  return {
    *run(input) {
      for (const doc of input) {
        const results = fields.map(([path, expression]) => [path, expression(doc)] as const);
        for (const [path, result] of results) if (result !== undefined) setPath(doc, path, result);
        yield doc;
      }
    },
  };
}

function unset(spec: Value, needs: Needs): Stage {
  const paths = (Array.isArray(spec) ? spec : [spec]).filter((path) => typeof path === 'string');
  if (paths.length === 0)
    throw new ServerError('Location31002', '$unset specification must be a string or an array');
  return project(new Map(paths.map((path) => [path, int(0)])), needs);
}

function group(spec: Value, needs: Needs): Stage {
  if (!isDoc(spec)) throw new ServerError('Location15947', "a group's fields must be specified in an object");
  const id = spec.get('_id');
  if (id === undefined) throw new ServerError('Location15955', 'a group specification must include an _id');
  const key = compileExpression(id, needs);
  const fields = [...spec]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => [name, compileAccumulator(name, value, needs)] as const);
  return {
    closed: true,
    *run(input) {
      const groups = new Map<
        string,
        { id: Value; states: ReturnType<(typeof fields)[number][1]['start']>[] }
      >();
      for (const doc of input) {
        const value = key(doc) ?? null;
        const name = keyOf(value).bytes.toString('latin1');
        const found = groups.get(name) ?? {
          id: value,
          states: fields.map(([, accumulator]) => accumulator.start()),
        };
        groups.set(name, found);
        found.states.forEach((state, at) => state.add(fields[at]?.[1].expression(doc)));
      }
      for (const { id: value, states } of groups.values()) {
        yield new Map<string, Value>([
          ['_id', value],
          ...fields.map(([name], at): [string, Value] => [name, states[at]?.result() ?? null]),
        ]);
      }
    },
  };
}

function unwind(spec: Value, needs: Needs): Stage {
  const path = isDoc(spec) ? spec.get('path') : spec;
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new ServerError('Location28818', "path option to $unwind stage should be prefixed with a '$'");
  const keepEmpty = isDoc(spec) && isTruthy(spec.get('preserveNullAndEmptyArrays'));
  const index = isDoc(spec) ? spec.get('includeArrayIndex') : undefined;
  const name = path.slice(1);
  needs.fields.add(name.split('.', 1)[0] ?? name);
  return {
    *run(input) {
      for (const doc of input)
        yield* unwound(doc, name, { keepEmpty, index: typeof index === 'string' ? index : undefined });
    },
  };
}

function* unwound(
  doc: Doc,
  path: string,
  { keepEmpty, index }: { keepEmpty: boolean; index: string | undefined },
): Generator<Doc> {
  const value = valueAt(doc, path);
  const withIndex = (made: Doc, place: Value): Doc =>
    index === undefined ? made : new Map([...made, [index, place]]);
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) {
    if (keepEmpty)
      yield withIndex(Array.isArray(value) ? replaced(doc, path.split('.'), undefined) : doc, null);
  } else if (!Array.isArray(value)) yield withIndex(doc, null);
  else
    for (const [place, element] of value.entries())
      yield withIndex(replaced(doc, path.split('.'), element), Long.fromNumber(place));
}

/** The document with another value at a path; those along the path are copied, the rest shared. */
function replaced(doc: Doc, [name = '', ...rest]: string[], value: Value | undefined): Doc {
  const copy = new Map(doc);
  const inner = doc.get(name);
  if (rest.length > 0) {
    if (isDoc(inner)) copy.set(name, replaced(inner, rest, value));
  } else if (value === undefined) copy.delete(name);
  else copy.set(name, value);
  return copy;
}

function count(spec: Value): Stage {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
    throw new ServerError('Location40156', 'the count field must be a non-empty string');
  }
  return {
    closed: true,
    *run(input) {
      let total = 0;
      for (const doc of input) total += doc instanceof Map ? 1 : 0;
      if (total > 0) yield new Map([[spec, int(total)]]);
    },
  };
}

function replaceRoot(spec: Value, needs: Needs): Stage {
  const expression = compileExpression(spec, needs);
  return {
    closed: true,
    *run(input) {
      for (const doc of input) {
        const root = expression(doc);
        if (!isDoc(root))
          throw new ServerError(
            'Location40228',
            `'newRoot' expression must evaluate to an object, but resulting value was of type: '${typeName(root)}'`,
          );
        yield root;
      }
    },
  };
}
