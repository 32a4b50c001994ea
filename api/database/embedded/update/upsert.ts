import { BSONRegExp, ObjectId } from 'bson';
import { type Doc, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { type Clause, readFilter } from '../query/filter.ts';
import { changeAt } from './change-at.ts';
import { type Update } from './compile.ts';

/** The document an upsert inserts: the filter's equalities, then the update; `_id` first. */
export function upsertedDocument(filter: Doc, update: Update): Doc {
  const doc: Doc = new Map();
  for (const { path, value } of readFilter(filter).clauses.flatMap(equality)) {
    if (update.replacement && path !== '_id') continue;
    changeAt(doc, path.split('.'), (current) => {
      if (current === undefined) return value;
      throw new ServerError(
        'NotSingleValueField',
        `cannot infer query fields to set, path '${path}' is matched twice`,
      );
    });
  }
  update.apply(doc, true);
  return withIdFirst(doc);
}

/** The document with its `_id` first, made if missing. */
export function withIdFirst(doc: Doc): Doc {
  const id = doc.get('_id') ?? (doc.has('_id') ? null : new ObjectId());
  const ordered: Doc = new Map([['_id', id]]);
  for (const [name, value] of doc) if (name !== '_id') ordered.set(name, value);
  return ordered;
}

/** The one value that a clause lets its path have, if there is one. */
function equality({ path, operator, operand }: Clause): { path: string; value: Value }[] {
  const list = operator === '$eq' ? [operand] : operator === '$in' && Array.isArray(operand) ? operand : [];
  const [value] = list;
  return list.length !== 1 || value === undefined || value instanceof BSONRegExp ? [] : [{ path, value }];
}
