/** Cases that fail whatever the server does. */
interface ListedCases {
  reason: string;
  /** What every difference looks like that they fail with; with any other they count as wrong. */
  difference: RegExp;
  /** By the descriptions of the file and of the test. */
  cases: [file: string, test: string][];
}

const LISTED: ListedCases[] = [
  {
    reason: 'The driver leaves out bypassDocumentValidation when it is false.',
    difference: /command: bypassDocumentValidation: expected false, got nothing$/,
    cases: [
      ['bypassDocumentValidation', 'BulkWrite passes bypassDocumentValidation: false'],
      ['bypassDocumentValidation', 'FindOneAndReplace passes bypassDocumentValidation: false'],
      ['bypassDocumentValidation', 'FindOneAndUpdate passes bypassDocumentValidation: false'],
      ['bypassDocumentValidation', 'InsertMany passes bypassDocumentValidation: false'],
    ],
  },
  {
    reason: 'The driver puts an ObjectId in the place of an _id that is null, before it sends the document.',
    difference: /^operation 1 \(countDocuments\): result: expected 1, got 0$/,
    cases: [
      ['create-null-ids', 'inserting _id with type null via insertOne'],
      ['create-null-ids', 'inserting _id with type null via insertMany'],
      ['create-null-ids', 'inserting _id with type null via bulkWrite'],
    ],
  },
  {
    reason:
      'On a network error the driver gives the ids of inserts of which it does not know whether they were applied.',
    difference: /insertedIds: unexpected field 0$/,
    cases: [['bulkWrite', 'First insertOne is never committed']],
  },
  {
    reason: 'The driver adds a wtimeout of 10 seconds to every commit and abort with a write concern.',
    difference: /command: writeConcern: unexpected field wtimeout$/,
    cases: [
      ['delete', 'collection writeConcern ignored for delete'],
      [
        'error-labels-errorLabels',
        'add RetryableWriteError and UnknownTransactionCommitResult labels to writeConcernError ShutdownInProgress',
      ],
      ['error-labels', 'add UnknownTransactionCommitResult label to writeConcernError WriteConcernTimeout'],
      [
        'error-labels',
        'add UnknownTransactionCommitResult label to writeConcernError WriteConcernTimeout with wtimeout',
      ],
      [
        'error-labels',
        'omit UnknownTransactionCommitResult label from writeConcernError UnsatisfiableWriteConcern',
      ],
      [
        'error-labels',
        'omit UnknownTransactionCommitResult label from writeConcernError UnknownReplWriteConcern',
      ],
      ['error-labels', 'add UnknownTransactionCommitResult label to MaxTimeMSExpired'],
      ['error-labels', 'add UnknownTransactionCommitResult label to writeConcernError MaxTimeMSExpired'],
      ['findOneAndDelete', 'collection writeConcern ignored for findOneAndDelete'],
      ['findOneAndReplace', 'collection writeConcern ignored for findOneAndReplace'],
      ['findOneAndUpdate', 'collection writeConcern ignored for findOneAndUpdate'],
      ['insert', 'collection writeConcern ignored for insert'],
      [
        'retryable-abort-errorLabels',
        'abortTransaction succeeds after WriteConcernError InterruptedAtShutdown',
      ],
      [
        'retryable-abort-errorLabels',
        'abortTransaction succeeds after WriteConcernError InterruptedDueToReplStateChange',
      ],
      ['retryable-abort-errorLabels', 'abortTransaction succeeds after WriteConcernError PrimarySteppedDown'],
      ['retryable-abort-errorLabels', 'abortTransaction succeeds after WriteConcernError ShutdownInProgress'],
      ['retryable-abort', 'abortTransaction does not retry after WriteConcernError Interrupted'],
      [
        'retryable-commit-errorLabels',
        'commitTransaction succeeds after WriteConcernError InterruptedAtShutdown',
      ],
      [
        'retryable-commit-errorLabels',
        'commitTransaction succeeds after WriteConcernError InterruptedDueToReplStateChange',
      ],
      [
        'retryable-commit-errorLabels',
        'commitTransaction succeeds after WriteConcernError PrimarySteppedDown',
      ],
      [
        'retryable-commit-errorLabels',
        'commitTransaction succeeds after WriteConcernError ShutdownInProgress',
      ],
      ['retryable-commit', 'commitTransaction is not retried after UnsatisfiableWriteConcern error'],
      ['transaction-options', 'transaction options inherited from client'],
      ['transaction-options', 'transaction options inherited from defaultTransactionOptions'],
      ['transaction-options', 'startTransaction options override defaults'],
      ['transaction-options', 'defaultTransactionOptions override client options'],
      ['transaction-options', 'readConcern local in defaultTransactionOptions'],
      ['transaction-options', 'client writeConcern ignored for bulk'],
      ['update', 'collections writeConcern ignored for update'],
      ['write-concern', 'commit with majority'],
      ['write-concern', 'abort with majority'],
    ],
  },
  {
    reason: 'The driver has no such operation on a bucket.',
    difference: /The runner does not know (deleteByName|renameByName)/,
    cases: [
      ['gridfs-deleteByName', 'delete when multiple revisions of the file exist'],
      ['gridfs-deleteByName', 'delete when file name does not exist'],
      ['gridfs-renameByName', 'rename when multiple revisions of the file exist'],
      ['gridfs-renameByName', 'rename when file name does not exist'],
    ],
  },
  {
    reason: 'The driver takes the end of the chunks for the end of the file.',
    difference: /^operation 1 \(download\): expected an error, got none$/,
    cases: [['gridfs-download', 'download when final chunk is missing']],
  },
];

/** Why a case is excused that failed with these differences; undefined if it is not. */
export function listedReason(file: string, test: string, differences: string[]): string | undefined {
  const listed = LISTED.find(({ cases }) =>
    cases.some(([ofFile, ofTest]) => ofFile === file && ofTest === test),
  );
  return listed && differences.every((one) => listed.difference.test(one)) ? listed.reason : undefined;
}
