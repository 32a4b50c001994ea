import { type Document, type MongoClient } from 'mongodb';
import { Entities } from './entities.ts';
import { bulkResult, errorDifference, eventsDifferences } from './expectations.ts';
import { type CollectionData, type Operation, type SpecFile, type SpecTest } from './format.ts';
import { difference, snapshot } from './match.ts';
import { runOperation, UnknownOperation } from './operations.ts';
import { Refusals } from './refusals.ts';
import { onTestRunner, type Runner } from './test-runner-operations.ts';

/** What came of one test: how it differed from what is expected, and what the server refused on the way. */
export interface Result {
  differences: string[];
  refusals: string[];
}

/** Runs one test of a file from its initial data to its outcome. */
export async function runTest(
  uri: string,
  internal: MongoClient,
  file: SpecFile,
  test: SpecTest,
): Promise<Result> {
  const refusals = new Refusals();
  const runner: Runner = { entities: new Entities(uri, refusals), internal, failPoints: new Set() };
  try {
    await prepare(internal, file.initialData ?? []);
    await runner.entities.create(file.createEntities ?? []);
    await runOperations(runner, test.operations);
    const differences = await differencesAfter(runner, test);
    return { differences, refusals: refusals.sentences };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { differences: [message], refusals: refusals.sentences };
  } finally {
    for (const name of runner.failPoints)
      await internal.db('admin').command({ configureFailPoint: name, mode: 'off' });
    await runner.entities.close(internal);
  }
}

async function prepare(internal: MongoClient, data: CollectionData[]): Promise<void> {
  for (const { databaseName, collectionName, documents, createOptions } of data) {
    const database = internal.db(databaseName, { writeConcern: { w: 'majority' } });
    await database.dropCollection(collectionName).catch(() => undefined);
    if (createOptions !== undefined || documents.length === 0)
      await database.createCollection(collectionName, createOptions);
    if (documents.length > 0)
      await database.collection(collectionName).insertMany(documents.map((one) => ({ ...one })));
  }
}

async function runOperations(runner: Runner, operations: Operation[]): Promise<void> {
  for (const [at, operation] of operations.entries()) {
    try {
      await runOne(runner, operation);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`operation ${at} (${operation.name}): ${reason}`, { cause: error });
    }
  }
}

async function runOne(runner: Runner, operation: Operation): Promise<void> {
  if (operation.object === 'testRunner') return onTestRunner(runner, operation);
  if (operation.name === 'withTransaction') return withTransaction(runner, operation);
  let result: unknown;
  try {
    result = await runOperation(runner.entities, operation, operation.arguments ?? {});
  } catch (error) {
    checkError(runner, operation, error);
    return;
  }
  if (operation.expectError) throw new Error('expected an error, got none');
  if (operation.saveResultAsEntity !== undefined) runner.entities.save(operation.saveResultAsEntity, result);
  const found =
    'expectResult' in operation
      ? difference(operation.expectResult, snapshot(shaped(operation, result)), runner.entities.lookup)
      : undefined;
  if (found !== undefined) throw new Error(`result: ${found}`);
}

function checkError(
  { entities }: Runner,
  { expectError, ignoreResultAndError }: Operation,
  error: unknown,
): void {
  if (error instanceof UnknownOperation || ignoreResultAndError === true) {
    if (ignoreResultAndError === true) return;
    throw error;
  }
  if (!expectError) throw error;
  const found = errorDifference(expectError, error, entities.lookup);
  if (found !== undefined) throw new Error(found);
}

/** A result as the format describes it, which is the driver's but for two. */
function shaped({ name }: Operation, result: unknown): unknown {
  if (name === 'bulkWrite') return bulkResult(result as object);
  if (name === 'createCollection') return undefined;
  return result;
}

/** Lets errors through as they are: the driver reads their labels. */
async function runCallback(runner: Runner, operations: Operation[]): Promise<void> {
  for (const operation of operations) await runOne(runner, operation);
}

async function withTransaction(
  runner: Runner,
  { object, arguments: args = {}, expectError }: Operation,
): Promise<void> {
  const { callback, ...options } = args as { callback: Operation[] } & Document;
  const session = runner.entities.get('session', object);
  try {
    await session.withTransaction(() => runCallback(runner, callback), options);
  } catch (error) {
    const found = expectError ? errorDifference(expectError, error, runner.entities.lookup) : undefined;
    if (!expectError) throw error;
    if (found !== undefined) throw new Error(found, { cause: error });
    return;
  }
  if (expectError) throw new Error('expected an error, got none');
}

/** Compares the events and the outcome, and gives every difference. */
async function differencesAfter({ entities, internal }: Runner, test: SpecTest): Promise<string[]> {
  const differences = (test.expectEvents ?? []).flatMap((expected) =>
    eventsDifferences(expected, entities.get('client', expected.client), entities.lookup),
  );
  for (const { databaseName, collectionName, documents } of test.outcome ?? []) {
    const collection = internal.db(databaseName).collection(collectionName);
    const stored = await collection.find({}, { sort: { _id: 1 } }).toArray();
    const found = difference(documents, snapshot(stored), entities.lookup, false);
    if (found !== undefined) differences.push(`outcome of ${collectionName}: ${found}`);
  }
  return differences;
}
