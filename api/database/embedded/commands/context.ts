import { type Doc, type Encodable, isDoc, isTruthy, toNumber, typeName, type Value } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { type Deadline } from '../query/scan.ts';
import { type Catalog } from '../storage/catalog.ts';
import { type View } from '../storage/view.ts';
import { type Request } from '../wire/message.ts';
import { type Cursors } from './cursors.ts';

/** An answer's fields, before `ok` and the times are added. */
export type Reply = { [field: string]: Encodable };

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

/** One command of the subset. */
export interface Command {
  /** The fields it takes beside those that every command takes; a greeting may say anything. */
  fields: readonly string[] | 'any';
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
    throw new ServerError('InvalidNamespace', `collection name has invalid type ${typeName(collection)}`);
  }
  if (collection === '') throw new ServerError('InvalidNamespace', `Invalid namespace specified '${db}.'`);
  return `${db}.${collection}`;
}

/** A field that holds a document; an empty one if missing. */
export function docField(body: Doc, field: string): Doc {
  const value = body.get(field);
  if (value === undefined || value === null) return new Map();
  if (!isDoc(value))
    throw new ServerError(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
    );
  return value;
}

/** A field that holds a whole number; undefined if missing. */
export function numberField(body: Doc, field: string): number | undefined {
  const value = body.get(field);
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (number === undefined)
    throw new ServerError(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    );
  return Math.trunc(number);
}

/** A field that holds a flag, with what it means when missing. */
export function flagField(body: Doc, field: string, missing = false): boolean {
  const value = body.get(field);
  return value === undefined ? missing : isTruthy(value);
}

/** The documents of a statement list, which travel in the command or beside it. */
export function statements(
  { body, request }: Pick<Context, 'body' | 'request'>,
  field: string,
  decodeOne: (raw: Buffer) => Doc,
): Doc[] {
  const beside = request.sequences.get(field);
  if (beside) return beside.map((raw) => decodeOne(raw));
  const value: Value | undefined = body.get(field);
  if (!Array.isArray(value))
    throw new ServerError('Location40414', `BSON field '${field}' is missing but a required field`);
  return value.map((one) => {
    if (!isDoc(one))
      throw new ServerError('TypeMismatch', `BSON field '${field}' holds something other than documents`);
    return one;
  });
}

/** Refuses statements with fields outside the subset. */
export function checkFields(doc: Doc, known: readonly string[], where: string): void {
  for (const field of doc.keys()) {
    if (!known.includes(field))
      throw new ServerError('Location40415', `BSON field '${where}.${field}' is an unknown field.`);
  }
}
