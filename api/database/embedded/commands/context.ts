import { type Doc, isDoc, isTruthy, toNumber, typeName, type Value } from '../bson/value.ts';
import { badValue, ServerError, typeMismatch, unknownField } from '../errors.ts';
import { decode } from '../bson/decode.ts';
import { type Reply } from '../bson/encode.ts';
import { type Deadline } from '../query/scan.ts';
import { STATEMENTS } from '../subset.ts';
import { type Catalog } from '../storage/catalog.ts';
import { type View } from '../storage/view.ts';
import { type Request } from '../wire/message.ts';
import { type Cursors } from './cursors.ts';

/** All that a command is given. */
export interface Context {
  db: string;
  name: string;
  body: Doc;
  request: Request;
  view: View;
  catalog: Catalog;
  cursors: Cursors;
  deadline: Deadline;
  /** The session the command belongs to, in hexadecimal. */
  session: string | undefined;
  /** What a cursor opened now belongs to: the transaction, else the session. */
  owner: string | undefined;
}

/** One command of the subset; `subset.ts` has its fields. */
export interface Command {
  /** `write` runs in one LMDB transaction and answers after the flush. */
  kind: 'read' | 'write';
  /** Whether MongoDB lets it run inside a transaction. */
  inTransactions?: boolean;
  run(context: Context): Reply;
}

/** The collection a command names, as `db.collection`. */
export function namespaceOf({ db, name, body }: Context): string {
  const collection = body.get(name);
  if (typeof collection !== 'string') {
    throw badValue(`collection name has invalid type ${typeName(collection)}`);
  }
  if (collection === '') throw new ServerError('InvalidNamespace', `Invalid namespace specified '${db}.'`);
  return `${db}.${collection}`;
}

/** A field that holds a document; an empty one if missing. */
export function docField(body: Doc, field: string): Doc {
  const value = body.get(field);
  if (value === undefined || value === null) return new Map();
  if (!isDoc(value)) throw wrongType(field, value, "type 'object'");
  return value;
}

/** A field that holds a whole number; undefined if missing. */
export function numberField(body: Doc, field: string): number | undefined {
  const value = body.get(field);
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (number === undefined) throw wrongType(field, value, "types '[long, int, decimal, double]'");
  return Math.trunc(number);
}

function wrongType(field: string, value: Value, expected: string): ServerError {
  return typeMismatch(`BSON field '${field}' is the wrong type '${typeName(value)}', expected ${expected}`);
}

/** A field that holds a flag, with what it means when missing. */
export function flagField(body: Doc, field: string, missing = false): boolean {
  const value = body.get(field);
  return value === undefined ? missing : isTruthy(value);
}

/** The documents in a field of a command, which travel in it or beside it. */
export function documentsIn({ body, request, name }: Context, field: string): Doc[] {
  const value = request.sequences.get(field)?.map((raw) => decode(raw)) ?? body.get(field);
  if (!Array.isArray(value)) throw missingField(`${name}.${field}`);
  return value.map((one) => {
    if (!isDoc(one)) throw typeMismatch(`BSON field '${field}' holds something other than documents`);
    return one;
  });
}

/** The statements of a command. Those with fields outside the subset are refused. */
export function statements(context: Context, field: keyof typeof STATEMENTS): Doc[] {
  const list = documentsIn(context, field);
  for (const one of list) checkFields(one, STATEMENTS[field], `${context.name}.${field}`);
  return list;
}

/** Error 40414: a field that must be there is not. */
export function missingField(field: string): ServerError {
  return new ServerError(40414, `BSON field '${field}' is missing but a required field`);
}

/** Refuses a document with fields outside the subset. */
export function checkFields(doc: Doc, known: readonly string[], where: string): void {
  const unknown = [...doc.keys()].find((field) => !known.includes(field));
  if (unknown !== undefined) throw unknownField(`${where}.${unknown}`);
}
