import { BSONRegExp, ObjectId } from 'bson';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { operatorsOf } from '../query/match.ts';
import { type Update } from './compile.ts';
import { getPath, setPath } from './set-path.ts';

/** The document an upsert inserts: the filter's equalities, then the update; `_id` first. */
export function upsertedDocument(filter: Doc, update: Update): Doc {
  const base: Doc = new Map();
  if (update.replacement) {
    const id = equalities(filter).find(([path]) => path === '_id');
    if (id) base.set('_id', id[1]);
  } else {
    for (const [path, value] of equalities(filter)) {
      const segments = path.split('.');
      if (getPath(base, segments) !== undefined) {
        throw new ServerError(
          'NotSingleValueField',
          `cannot infer query fields to set, path '${path}' is matched twice`,
        );
      }
      setPath(base, segments, value);
    }
  }
  update.apply(base, true);
  return withIdFirst(base);
}

/** The document with its `_id` first, made if missing. */
export function withIdFirst(doc: Doc): Doc {
  const id = doc.get('_id') ?? (doc.has('_id') ? null : new ObjectId());
  const ordered: Doc = new Map([['_id', id]]);
  for (const [name, value] of doc) if (name !== '_id') ordered.set(name, value);
  return ordered;
}

/** The paths a filter fixes to one value. */
function equalities(filter: Doc): [string, Value][] {
  return [...filter].flatMap(([name, value]): [string, Value][] => {
    if (name === '$and' && Array.isArray(value)) return value.filter(isDoc).flatMap(equalities);
    if (name === '$or' && Array.isArray(value) && value.length === 1)
      return value.filter(isDoc).flatMap(equalities);
    if (name.startsWith('$')) return [];
    const operators = operatorsOf(value);
    if (!operators) return value instanceof BSONRegExp ? [] : [[name, value]];
    const fixed = operators.get('$eq') ?? single(operators.get('$in'));
    return fixed === undefined || fixed instanceof BSONRegExp ? [] : [[name, fixed]];
  });
}

function single(list: Value | undefined): Value | undefined {
  return Array.isArray(list) && list.length === 1 ? list[0] : undefined;
}
