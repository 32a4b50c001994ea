import { type Encodable } from './bson/value.ts';

/** MongoDB's names of the codes this server answers with; codes that are not here go by their number alone. */
export const CODES = {
  InternalError: 1, BadValue: 2, FailedToParse: 9, Unauthorized: 13, TypeMismatch: 14, InvalidLength: 16,
  AuthenticationFailed: 18, InvalidBSON: 22, NamespaceNotFound: 26, IndexNotFound: 27, PathNotViable: 28,
  ConflictingUpdateOperators: 40, CursorNotFound: 43, MaxTimeMSExpired: 50, DollarPrefixedFieldName: 52,
  InvalidIdField: 53, NotSingleValueField: 54, EmptyFieldName: 56, CommandNotFound: 59, ImmutableField: 66,
  CannotCreateIndex: 67, InvalidOptions: 72, InvalidNamespace: 73, UnknownReplWriteConcern: 79,
  IndexOptionsConflict: 85, IndexKeySpecsConflict: 86, UnsatisfiableWriteConcern: 100, WriteConflict: 112,
  InvalidPipelineOperator: 168, CannotIndexParallelArrays: 171, AmbiguousIndexKeyPattern: 181, TransactionTooOld: 225,
  SnapshotUnavailable: 246, NoSuchTransaction: 251, TransactionCommitted: 256, OperationNotSupportedInTransaction: 263,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292, BSONObjectTooLarge: 10334, DuplicateKey: 11000, OutOfDiskSpace: 14031,
  CannotBackfillArray: 15891, ConflictingTransactionStart: 50911,
} as const; // prettier-ignore

/** The name of a code in `CODES`. */
export type CodeName = keyof typeof CODES;

const NAMES = new Map<number, string>(Object.entries(CODES).map(([name, code]) => [code, name]));

/** A refusal or failure as the client will see it: code, name, sentence, and further fields of the answer. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: number;
  readonly codeName: string;
  readonly extra: Record<string, Encodable>;

  constructor(code: CodeName | number, message: string, extra: Record<string, Encodable> = {}) {
    super(message);
    this.code = typeof code === 'number' ? code : CODES[code];
    this.codeName = NAMES.get(this.code) ?? `Location${this.code}`;
    this.extra = extra;
  }
}

/** Error 2: a value that means nothing here. */
export function badValue(message: string): ServerError {
  return new ServerError('BadValue', message);
}

/** Error 9: something that cannot be read. */
export function failedToParse(message: string): ServerError {
  return new ServerError('FailedToParse', message);
}

/** Error 14: a value of another type than is wanted. */
export function typeMismatch(message: string): ServerError {
  return new ServerError('TypeMismatch', message);
}

/** A refusal of something MongoDB knows and this server does not; the sentence names it. */
export function notInSubset(code: CodeName | number, feature: string): ServerError {
  return new ServerError(
    code,
    `${feature} is outside the subset of MongoDB that the embedded database offers`,
  );
}

/** A refusal of a field of a command or statement, as MongoDB says it. */
export function unknownField(where: string): ServerError {
  return new ServerError(40415, `BSON field '${where}' is an unknown field.`);
}
