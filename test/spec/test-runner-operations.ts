import { type Document, type MongoClient } from 'mongodb';
import { type Entities } from './entities.ts';
import { type EntitySpec, type Operation } from './format.ts';
import { show, snapshot } from './match.ts';

/** What the operations of the runner itself need. */
export interface Runner {
  entities: Entities;
  /** A client apart from those of the test. */
  internal: MongoClient;
  /** The fail points that were set, to be taken away again. */
  failPoints: Set<string>;
}

type RunnerOperation = (runner: Runner, args: Document) => Promise<void> | void;

/** Runs an operation on `testRunner`; throws when what it asserts is not so. */
export async function onTestRunner(runner: Runner, { name, arguments: args = {} }: Operation): Promise<void> {
  const run = OPERATIONS[name];
  if (!run) throw new Error(`The runner does not know the operation ${name}`);
  await run(runner, args);
}

const OPERATIONS: Record<string, RunnerOperation> = {
  failPoint: async (runner, { client, failPoint }) => {
    await setFailPoint(runner, runner.entities.get('client', client).client, failPoint as Document);
  },
  targetedFailPoint: async (runner, { session, failPoint }) => {
    await setFailPoint(
      runner,
      (runner.entities.get('session', session) as unknown as { client: MongoClient }).client,
      failPoint as Document,
    );
  },
  createEntities: ({ entities }, { entities: specs }) =>
    entities.create(specs as Record<string, EntitySpec>[]),
  assertCollectionExists: (runner, args) => assertCollection(runner, args, true),
  assertCollectionNotExists: (runner, args) => assertCollection(runner, args, false),
  assertIndexExists: (runner, args) => assertIndex(runner, args, true),
  assertIndexNotExists: (runner, args) => assertIndex(runner, args, false),
  assertSessionPinned: ({ entities }, { session }) =>
    assertEqual(entities.get('session', session).isPinned, true),
  assertSessionUnpinned: ({ entities }, { session }) =>
    assertEqual(entities.get('session', session).isPinned, false),
  assertSessionDirty: ({ entities }, { session }) => assertEqual(isDirty(entities, session), true),
  assertSessionNotDirty: ({ entities }, { session }) => assertEqual(isDirty(entities, session), false),
  assertSessionTransactionState: ({ entities }, { session, state }) =>
    assertEqual(stateOf(entities, session), state),
  assertSameLsidOnLastTwoCommands: ({ entities }, { client }) =>
    assertEqual(lastLsidsAgree(entities, client), true),
  assertDifferentLsidOnLastTwoCommands: ({ entities }, { client }) =>
    assertEqual(lastLsidsAgree(entities, client), false),
};

async function setFailPoint({ failPoints }: Runner, client: MongoClient, failPoint: Document): Promise<void> {
  failPoints.add(String(failPoint['configureFailPoint']));
  await client.db('admin').command(failPoint);
}

async function assertCollection({ internal }: Runner, args: Document, expected: boolean): Promise<void> {
  const found = await internal
    .db(String(args['databaseName']))
    .listCollections({ name: String(args['collectionName']) })
    .toArray();
  assertEqual(found.length > 0, expected);
}

async function assertIndex({ internal }: Runner, args: Document, expected: boolean): Promise<void> {
  const collection = internal.db(String(args['databaseName'])).collection(String(args['collectionName']));
  const indexes = await collection
    .listIndexes()
    .toArray()
    .catch(() => []);
  assertEqual(
    indexes.some(({ name }) => name === args['indexName']),
    expected,
  );
}

function assertEqual(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}

/** What the driver keeps of a session and tells only its own tests. */
interface Inside {
  serverSession: { isDirty: boolean };
  transaction: { state: string };
}

function isDirty(entities: Entities, session: unknown): boolean {
  return (entities.get('session', session) as unknown as Inside).serverSession.isDirty;
}

const STATES: Record<string, string> = {
  NO_TRANSACTION: 'none',
  STARTING_TRANSACTION: 'starting',
  TRANSACTION_IN_PROGRESS: 'in_progress',
  TRANSACTION_COMMITTED: 'committed',
  TRANSACTION_COMMITTED_EMPTY: 'committed',
  TRANSACTION_ABORTED: 'aborted',
};

function stateOf(entities: Entities, session: unknown): string {
  const { state } = (entities.get('session', session) as unknown as Inside).transaction;
  return STATES[state] ?? state;
}

function lastLsidsAgree(entities: Entities, client: unknown): boolean {
  const started = entities.get('client', client).events.filter(({ kind }) => kind === 'commandStartedEvent');
  const [before, last] = started
    .slice(-2)
    .map(({ content }) => (content['command'] as Document)['lsid'] as unknown);
  return show(snapshot(before)) === show(snapshot(last));
}
