import { decode } from '../../../../api/database/embedded/bson/decode.ts';
import { isDoc, type Value } from '../../../../api/database/embedded/bson/value.ts';
import { type Request } from '../../../../api/database/embedded/wire/message.ts';

/** A command as its fields and the operators in them, without values: `find filter($in) sort`. */
export function shapeOf({ body, sequences }: Request): string {
  const [[name = ''] = [], ...fields] = body;
  const statements = [...sequences].filter(([field]) => field !== 'documents');
  const beside = statements.flatMap(([field, list]) =>
    list.map((raw): [string, Value] => [field, decode(raw)]),
  );
  const parts = [...fields, ...beside].flatMap(([field, value]) => partsOf(field, value));
  return [name, ...new Set(parts)].join(' ');
}

function partsOf(field: string, value: Value): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (!STATEMENTS.has(field)) return [field + shown(list)];
  return list
    .filter(isDoc)
    .flatMap((doc) => [...doc].map(([name, inner]) => `${field}.${name}${shown([inner])}`));
}

const STATEMENTS = new Set(['updates', 'deletes', 'indexes']);

function shown(values: Value[]): string {
  const operators = [...new Set(values.flatMap(operatorsIn))].sort();
  return operators.length > 0 ? `(${operators.join(' ')})` : '';
}

/** Every name with a dollar in the value, and whether a path in it has a place such as `$[]`. */
function operatorsIn(value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap(operatorsIn);
  if (!isDoc(value)) return typeof value === 'string' && value.startsWith('$$') ? [value] : [];
  return [...value].flatMap(([name, inner]) => [
    ...(name.match(/\$(\[.*?\]|\w+)?/g) ?? []),
    ...operatorsIn(inner),
  ]);
}
