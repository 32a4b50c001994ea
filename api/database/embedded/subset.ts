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

/** The operators on a value in a filter; what `$regex` says is `^` and the text that strings begin with. */
export const QUERY_OPERATORS = [
  '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$regex',
] as const; // prettier-ignore

/** The operators on whole filters. */
export const LOGICAL_OPERATORS = ['$and', '$or'] as const;

/** The operators of an update. */
export const UPDATE_OPERATORS = ['$set', '$setOnInsert', '$inc', '$max', '$push'] as const;

/** The stages of an aggregation: each at most once, in this order, and one of the last three. `$group` counts. */
export const STAGES = ['$match', '$sort', '$skip', '$limit', '$project', '$group', '$count'] as const;

/** What MongoDB has, and its drivers' tests ask for, that is refused by name. */
export const REFUSED = [
  'bulkWrite', 'collMod', '$out', '$merge', '$expr', '$where', '$type', '$all', '$unset', 'collation', 'let', 'arrayFilters', 'viewOn',
  'An update with an aggregation pipeline', 'An aggregation without a collection',
  'Reading a snapshot outside a transaction',
] as const; // prettier-ignore
