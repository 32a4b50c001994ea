import { readFileSync } from 'node:fs';
import { EJSON } from 'bson';
import { type Document } from 'mongodb';

/** The parts of MongoDB's unified test format that this runner knows. */
export interface SpecFile {
  description: string;
  runOnRequirements?: Requirement[];
  createEntities?: Record<string, EntitySpec>[];
  initialData?: CollectionData[];
  tests: SpecTest[];
}

export interface SpecTest {
  description: string;
  skipReason?: string;
  runOnRequirements?: Requirement[];
  operations: Operation[];
  expectEvents?: ExpectedEvents[];
  outcome?: CollectionData[];
}

/** What a server must be for a test to apply to it. */
export interface Requirement {
  minServerVersion?: string;
  maxServerVersion?: string;
  topologies?: string[];
  serverParameters?: Document;
  serverless?: string;
  auth?: boolean;
  csfle?: unknown;
}

export interface EntitySpec extends Document {
  id: string;
}

export interface CollectionData {
  databaseName: string;
  collectionName: string;
  documents: Document[];
  createOptions?: Document;
}

export interface Operation {
  object: string;
  name: string;
  arguments?: Document;
  expectResult?: unknown;
  expectError?: ExpectedError;
  saveResultAsEntity?: string;
  ignoreResultAndError?: boolean;
}

export interface ExpectedError {
  isError?: boolean;
  isClientError?: boolean;
  errorContains?: string;
  errorCode?: number;
  errorCodeName?: string;
  errorLabelsContain?: string[];
  errorLabelsOmit?: string[];
  errorResponse?: unknown;
  expectResult?: unknown;
  writeErrors?: Document;
  writeConcernErrors?: Document[];
}

export interface ExpectedEvents {
  client: string;
  eventType?: string;
  ignoreExtraEvents?: boolean;
  events: Record<string, Document>[];
}

/** Reads a file of tests; numbers become plain ones, other extended types the driver's own. */
export function readSpecFile(path: string): SpecFile {
  return EJSON.parse(readFileSync(path, 'utf8'), { relaxed: true }) as SpecFile;
}
