import { BSONRegExp } from 'bson';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { equal } from '../bson/keys.ts';
import { type Doc, isDoc, typeName, type Value } from '../bson/value.ts';
import { failedToParse, ServerError } from '../errors.ts';
import { type SortFields } from '../query/plan.ts';
import { type Deadline } from '../query/scan.ts';
import {
  insertDocument,
  removeDocument,
  replaceDocument,
  type Stored,
  type Target,
} from '../storage/documents.ts';
import { compileUpdate, type Update } from '../update/compile.ts';
import { upsertedDocument, withIdFirst } from '../update/upsert.ts';
import { docField } from './context.ts';
import { select } from './select.ts';

/** One change to the documents a filter finds. */
export interface Statement {
  filter: Doc;
  multi: boolean;
  hint: Value | undefined;
  sort?: SortFields;
  deadline: Deadline;
}

/** What an update did; `before` and `after` are the last document's. */
export interface Outcome {
  n: number;
  modified: number;
  upsertedId?: Value;
  before?: Doc;
  after?: Doc;
}

/** Stores one document as it came, but with an `_id`, and that first. */
export function insertOne(target: Target, raw: Buffer): void {
  const doc = decode(raw);
  const [first] = doc.keys();
  checkId(doc.get('_id'));
  if (first === '_id') {
    insertDocument(target, raw, doc);
    return;
  }
  const ordered = withIdFirst(doc);
  insertDocument(target, encode(ordered), ordered);
}

function checkId(id: Value | undefined): void {
  if (Array.isArray(id) || id instanceof BSONRegExp) {
    throw new ServerError('InvalidIdField', `The '_id' value cannot be of type ${typeName(id)}`);
  }
  const bad = isDoc(id) ? [...id.keys()].find((name) => name.startsWith('$')) : undefined;
  if (bad !== undefined) {
    throw new ServerError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${bad} is not valid for storage.`,
    );
  }
}

/** Reads the update of a statement or of findAndModify. */
export function updateOf(update: Value | undefined, multi: boolean): Update {
  const compiled = compileUpdate(update);
  if (multi && compiled.replacement)
    throw failedToParse('multi update is not supported for replacement-style update');
  return compiled;
}

/** Updates what the statement finds; with `upsert` inserts where it finds nothing. */
export function updateMatching(
  target: Target,
  statement: Statement,
  change: { update: Update; upsert: boolean },
): Outcome {
  const found = [...selected(target, statement)];
  const outcome: Outcome = { n: found.length, modified: 0 };
  for (const stored of found) {
    const { before, after, modified } = updateStored(target, stored, change.update);
    Object.assign(outcome, { before, after });
    if (modified) outcome.modified++;
  }
  if (found.length > 0 || !change.upsert) return outcome;
  const doc = upsertedDocument(statement.filter, change.update);
  checkId(doc.get('_id'));
  insertDocument(target, encode(doc), doc);
  return { n: 1, modified: 0, upsertedId: doc.get('_id') ?? null, after: doc };
}

function selected({ view, collection }: Target, { filter, multi, ...rest }: Statement): Iterable<Stored> {
  return select(view, collection, { filter, ...rest, limit: multi ? Infinity : 1 });
}

function updateStored(
  target: Target,
  stored: Stored,
  update: Update,
): { before: Doc; after: Doc; modified: boolean } {
  const before = decode(stored.raw);
  const after = new Map(before);
  update.apply(after, false);
  if (!equal(before.get('_id'), after.get('_id')) || !after.has('_id')) {
    throw new ServerError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  const raw = encode(after);
  const modified = !raw.equals(stored.raw);
  if (modified) replaceDocument(target, stored, raw, after);
  return { before, after, modified };
}

/** Removes what the statement finds, and gives it. */
export function deleteMatching(target: Target, statement: Statement): Stored[] {
  const found = [...selected(target, statement)];
  for (const stored of found) removeDocument(target, stored);
  return found;
}

/** Reads the filter, hint and options that update and delete statements share. */
export function statementOf(doc: Doc, multi: boolean, deadline: Deadline): Statement {
  return { filter: docField(doc, 'q'), multi, hint: doc.get('hint'), deadline };
}
