import { decode } from '../bson/decode.ts';
import { encode, type Reply } from '../bson/encode.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/value.ts';
import { failedToParse, notInSubset, typeMismatch } from '../errors.ts';
import { compilePipeline, positive, wholeNumber } from '../aggregate/stages.ts';
import { parseSort } from '../query/sort.ts';
import { type Command, type Context, docField, namespaceOf, numberField } from './context.ts';
import { select, type Selection } from './select.ts';

function aggregate(context: Context): Reply {
  const { body, view, catalog, cursors, deadline, owner } = context;
  if (isNumeric(body.get('aggregate')))
    throw notInSubset('InvalidNamespace', 'An aggregation without a collection');
  const ns = namespaceOf(context);
  const pipeline = body.get('pipeline');
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array");
  if (!isDoc(body.get('cursor')))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  compilePipeline(pipeline);
  const { selection, rest } = splitPipeline(pipeline);
  const { stages, fields } = compilePipeline(rest);
  const found = select(view, catalog.find(view, ns), { ...selection, hint: body.get('hint'), deadline });
  let documents: Iterable<Buffer> = rawOf(found);
  if (stages.length > 0) {
    documents = encoded(
      stages.reduce<Iterable<Doc>>((stream, stage) => stage(stream), decoded(documents, fields)),
    );
  }
  return cursors.start(documents, {
    ns,
    batchSize: numberField(docField(body, 'cursor'), 'batchSize'),
    owner,
  });
}

/** The stages that an index can serve: a leading `$match`, then `$sort`, `$skip` and `$limit`, each at most once. */
function splitPipeline(pipeline: Value[]): { selection: Selection; rest: Value[] } {
  const selection: Selection = { filter: new Map() };
  let at = 0;
  for (const name of ['$match', '$sort', '$skip', '$limit']) {
    const stage = pipeline[at];
    const spec = isDoc(stage) ? stage.get(name) : undefined;
    if (spec === undefined) continue;
    if (name === '$match' && isDoc(spec)) selection.filter = spec;
    if (name === '$sort') selection.sort = parseSort(spec);
    if (name === '$skip') selection.skip = wholeNumber(name, spec);
    if (name === '$limit') selection.limit = positive(name, spec);
    at++;
  }
  return { selection, rest: pipeline.slice(at) };
}

function* rawOf(found: Iterable<{ raw: Buffer }>): Generator<Buffer> {
  for (const { raw } of found) yield raw;
}

function* decoded(found: Iterable<Buffer>, fields: ReadonlySet<string> | undefined): Generator<Doc> {
  for (const raw of found) yield decode(raw, fields);
}

function* encoded(documents: Iterable<Doc>): Generator<Buffer> {
  for (const doc of documents) yield encode(doc);
}

/** The aggregation command. */
export const AGGREGATE_COMMANDS: Record<string, Command> = {
  aggregate: { kind: 'read', inTransactions: true, run: aggregate },
};
