import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { type Needs } from '../aggregate/expression.ts';
import { compileStage, positive, type Stage, wholeNumber } from '../aggregate/stages.ts';
import { parseSort } from '../query/sort.ts';
import { type Command, type Context, docField, namespaceOf, numberField, type Reply } from './context.ts';
import { select, type Selection } from './select.ts';

function aggregate(context: Context): Reply {
  const { body, view, catalog, cursors, deadline } = context;
  if (isNumeric(body.get('aggregate')))
    throw notInSubset('InvalidNamespace', 'An aggregation without a collection');
  const ns = namespaceOf(context);
  const pipeline = body.get('pipeline');
  if (!Array.isArray(pipeline))
    throw new ServerError('TypeMismatch', "'pipeline' option must be specified as an array");
  if (!isDoc(body.get('cursor')))
    throw new ServerError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const { selection, rest } = splitPipeline(pipeline);
  const { stages, fields } = compilePipeline(rest);
  const found = select(view, catalog.find(view, ns), { ...selection, hint: body.get('hint'), deadline });
  const documents = stages.length === 0 ? rawOf(found) : encoded(runStages(stages, decoded(found, fields)));
  return cursors.start(documents, {
    ns,
    batchSize: numberField(docField(body, 'cursor'), 'batchSize'),
    owner: context.owner,
  });
}

/** The stages that an index can serve: a leading `$match`, then `$sort`, `$skip` and `$limit`, each at most once. */
function splitPipeline(pipeline: Value[]): { selection: Selection; rest: Value[] } {
  const selection: Selection = { filter: new Map() };
  let at = 0;
  for (const name of ['$match', '$sort', '$skip', '$limit']) {
    const stage = pipeline[at];
    if (!isDoc(stage) || stage.size !== 1 || !stage.has(name)) continue;
    compileStage(stage, { fields: new Set(), all: false });
    const spec = stage.get(name) ?? null;
    if (name === '$match' && isDoc(spec)) selection.filter = spec;
    if (name === '$sort') selection.sort = parseSort(spec);
    if (name === '$skip') selection.skip = wholeNumber(name, spec);
    if (name === '$limit') selection.limit = positive(name, spec);
    at++;
  }
  return { selection, rest: pipeline.slice(at) };
}

/** The stages, and the only fields they read if that is known. */
function compilePipeline(pipeline: Value[]): { stages: Stage[]; fields: ReadonlySet<string> | undefined } {
  const needs: Needs = { fields: new Set(), all: false };
  let fields: ReadonlySet<string> | undefined;
  const stages = pipeline.map((spec) => {
    const stage = compileStage(spec, needs);
    if (stage.closed && !needs.all) fields ??= new Set(needs.fields);
    return stage;
  });
  return { stages, fields };
}

function runStages(stages: Stage[], input: Iterable<Doc>): Iterable<Doc> {
  let stream = input;
  for (const stage of stages) stream = stage.run(stream);
  return stream;
}

function* rawOf(found: Iterable<{ raw: Buffer }>): Generator<Buffer> {
  for (const { raw } of found) yield raw;
}

function* decoded(found: Iterable<{ raw: Buffer }>, fields: ReadonlySet<string> | undefined): Generator<Doc> {
  for (const { raw } of found) yield decode(raw, fields);
}

function* encoded(documents: Iterable<Doc>): Generator<Buffer> {
  for (const doc of documents) yield encode(doc);
}

/** The aggregation command. */
export const AGGREGATE_COMMANDS: Record<string, Command> = {
  aggregate: {
    kind: 'read',
    inTransactions: true,
    fields: ['pipeline', 'cursor', 'hint', 'allowDiskUse'],
    run: aggregate,
  },
};
