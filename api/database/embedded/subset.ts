/** The fields of each command, beside those that every command takes. The README lists the same. */
export const COMMANDS = {
  hello: 'any', ismaster: 'any', ping: [], buildInfo: [],
  find: ['filter', 'sort', 'projection', 'hint', 'skip', 'limit', 'batchSize', 'singleBatch', 'allowDiskUse'],
  getMore: ['collection', 'batchSize'], killCursors: ['cursors'], count: ['query', 'limit', 'skip', 'hint'],
  distinct: ['key', 'query', 'hint'], aggregate: ['pipeline', 'cursor', 'hint', 'allowDiskUse'],
  insert: ['documents', 'ordered', 'bypassDocumentValidation'],
  update: ['updates', 'ordered', 'bypassDocumentValidation'], delete: ['deletes', 'ordered'],
  findAndModify: ['query', 'sort', 'remove', 'update', 'new', 'upsert', 'fields', 'hint', 'bypassDocumentValidation'],
  create: [], drop: [], dropDatabase: [], listCollections: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  createIndexes: ['indexes'], listIndexes: ['cursor'], dropIndexes: ['index'],
  endSessions: [],
  commitTransaction: ['recoveryToken'], abortTransaction: ['recoveryToken'],
} as const satisfies Record<string, readonly string[] | 'any'>; // prettier-ignore

/** The fields that every command takes. */
export const EVERY_COMMAND = [
  '$db', 'lsid', 'txnNumber', 'autocommit', 'startTransaction', 'readConcern', 'writeConcern', '$readPreference',
  '$clusterTime', 'comment', 'maxTimeMS',
] as const; // prettier-ignore

/** The fields of the statements inside a command. */
export const STATEMENTS = {
  updates: ['q', 'u', 'multi', 'upsert', 'hint'],
  deletes: ['q', 'limit', 'hint'],
  indexes: ['v', 'key', 'name', 'unique', 'expireAfterSeconds', 'partialFilterExpression'],
} as const; // prettier-ignore

/** The operators on a value in a filter. */
export const QUERY_OPERATORS = [
  '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$regex', '$options', '$not', '$size',
  '$elemMatch',
] as const; // prettier-ignore

/** The operators on whole filters. */
export const LOGICAL_OPERATORS = ['$and', '$or', '$nor'] as const;

/** The operators of an update, and those inside `$push` and `$addToSet`. */
export const UPDATE_OPERATORS = [
  '$set', '$unset', '$setOnInsert', '$inc', '$min', '$max', '$push', '$addToSet', '$pull',
] as const; // prettier-ignore

/** The stages of an aggregation. */
export const STAGES = ['$match', '$sort', '$skip', '$limit', '$project', '$group', '$count'] as const;

/** The accumulators of `$group`. Its expressions are paths, `$literal` and documents of these. */
export const ACCUMULATORS = ['$sum', '$min', '$max'] as const;

/** What MongoDB has, and its drivers' tests ask for, that is refused by name. */
export const REFUSED = [
  'bulkWrite', 'collMod', '$out', '$merge', '$expr', '$where', '$type', '$all', 'collation', 'let', 'arrayFilters', 'viewOn',
  'An update with an aggregation pipeline', 'An aggregation without a collection',
  'Reading a snapshot outside a transaction',
] as const; // prettier-ignore
