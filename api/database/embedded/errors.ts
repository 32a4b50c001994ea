import { type Encodable } from './bson/value.ts';

/** MongoDB's own error codes, by MongoDB's own names: the only errors this server answers with. */
export const CODES = {
  InternalError: 1,
  BadValue: 2,
  HostUnreachable: 6,
  HostNotFound: 7,
  UnknownError: 8,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  InvalidLength: 16,
  AuthenticationFailed: 18,
  InvalidBSON: 22,
  LockTimeout: 24,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  UnknownReplWriteConcern: 79,
  ShutdownInProgress: 91,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NetworkTimeout: 89,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  PrimarySteppedDown: 189,
  TransactionTooOld: 225,
  SnapshotUnavailable: 246,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  ExceededTimeLimit: 262,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  SocketException: 9001,
  NotWritablePrimary: 10107,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
  Interrupted: 11601,
  InterruptedDueToReplStateChange: 11602,
  NotPrimaryNoSecondaryOk: 13435,
  NotPrimaryOrSecondary: 13436,
  OutOfDiskSpace: 14031,
  CannotBackfillArray: 15891,
  Location15947: 15947,
  Location15952: 15952,
  Location15955: 15955,
  Location15956: 15956,
  Location15958: 15958,
  Location15959: 15959,
  Location15974: 15974,
  Location15975: 15975,
  Location15976: 15976,
  Location15983: 15983,
  Location16020: 16020,
  Location16702: 16702,
  Location17124: 17124,
  Location17276: 17276,
  Location28689: 28689,
  Location28690: 28690,
  Location28818: 28818,
  Location31002: 31002,
  Location31249: 31249,
  Location31252: 31252,
  Location31253: 31253,
  Location31254: 31254,
  Location40081: 40081,
  Location40156: 40156,
  Location40228: 40228,
  Location40234: 40234,
  Location40238: 40238,
  Location40272: 40272,
  Location40323: 40323,
  Location40324: 40324,
  Location40353: 40353,
  Location40414: 40414,
  Location40415: 40415,
  ConflictingTransactionStart: 50911,
  Location51024: 51024,
  Location51272: 51272,
} as const;

/** The name of a code in `CODES`. */
export type CodeName = keyof typeof CODES;

/** A refusal or failure as the client will see it: code, name, sentence, and further fields of the answer. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: number;
  readonly codeName: string;
  readonly extra: Record<string, Encodable>;

  constructor(code: CodeName | number, message: string, extra: Record<string, Encodable> = {}) {
    super(message);
    this.code = typeof code === 'number' ? code : CODES[code];
    this.codeName = nameOf(this.code);
    this.extra = extra;
  }
}

function nameOf(code: number): string {
  const name = Object.entries(CODES).find(([, known]) => known === code)?.[0] ?? '';
  return name === '' || name.startsWith('Location') ? `Location${code}` : name;
}

/** Whether running the write, or the end of the transaction, once more may succeed: MongoDB's retryable codes. */
export function isRetryable(code: number): boolean {
  return RETRYABLE.has(code);
}

const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const TRANSIENT = new Set<number>([CODES.LockTimeout, CODES.WriteConflict, CODES.SnapshotUnavailable]);

/** Whether running the whole transaction again may succeed; `ending` for its commit or abort. */
export function isTransient(code: number, ending: boolean): boolean {
  if (TRANSIENT.has(code) || code === CODES.NoSuchTransaction) return true;
  return !ending && RETRYABLE.has(code);
}

/** A refusal of something MongoDB knows and this server does not; the sentence names it. */
export function notInSubset(codeName: CodeName, what: string): ServerError {
  return new ServerError(
    codeName,
    `${what} is outside the subset of MongoDB that the embedded database offers`,
  );
}
