import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Collection, type Document, Long, MongoServerError } from 'mongodb';
import { failureOf, openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

let database: TestDatabase;
let things: Collection;

beforeAll(async () => {
  database = await openTestDatabase();
  things = database.db.collection('things');
});
afterAll(() => database.close());
beforeEach(async () => {
  await things.deleteMany({});
});

const numbered = (count: number): Document[] => Array.from({ length: count }, (_, n) => ({ _id: n }));

describe('the handshake', () => {
  test('is that of a replica set, as transactions and retryable writes need it', async () => {
    const hello = await database.db.command({ hello: 1 });
    expect(hello).toMatchObject({ isWritablePrimary: true, setName: expect.any(String), ok: 1 });
    expect(hello['logicalSessionTimeoutMinutes']).toBe(30);
    expect(hello['maxWireVersion']).toBeGreaterThanOrEqual(21);
    expect(hello['hosts']).toContain(hello['me']);
  });

  test('names a version', async () => {
    const { version, maxBsonObjectSize } = await database.client.db('admin').command({ buildInfo: 1 });
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(maxBsonObjectSize).toBe(16 * 1024 * 1024);
  });

  test('every answer carries the time that causal sessions read after', async () => {
    const answer = await database.db.command({ ping: 1 });
    expect(answer).toMatchObject({
      ok: 1,
      operationTime: expect.anything(),
      $clusterTime: expect.anything(),
    });
  });
});

describe('collections', () => {
  test('are there once they are written to or made, and gone once dropped', async () => {
    await database.db.collection('written').insertOne({});
    await database.db.createCollection('made');
    const names = async (): Promise<string[]> =>
      (await database.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(['written', 'made']));
    await database.db.dropCollection('written');
    await database.db.dropCollection('made');
    expect(await names()).not.toContain('written');
    expect(await database.db.command({ drop: 'written' })).toMatchObject({ ok: 1 });
  });

  test('that are not there read as empty, and changes do not make them', async () => {
    const none = database.db.collection('none');
    expect(await none.find().toArray()).toEqual([]);
    expect(await none.updateOne({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: 0 });
    expect(await none.deleteMany({})).toMatchObject({ deletedCount: 0 });
    expect(await database.db.listCollections({ name: 'none' }).toArray()).toEqual([]);
  });

  test.each(['', '.a', 'a$b'])('are not named %j', async (name) => {
    expect(await failureOf(() => database.db.command({ create: name }))).toMatchObject({ code: 73 });
  });
});

/** The id as the server gave it: a small one would come as a number and go back as no long. */
async function openCursor(batchSize: number): Promise<Document> {
  const answer = await database.db.command({ find: 'things', batchSize }, { promoteLongs: false });
  return answer['cursor'] as Document;
}

describe('cursors', () => {
  beforeEach(async () => {
    await things.insertMany(numbered(10));
  });

  test('of a single batch, or with no more to give, are closed', async () => {
    const single = await database.db.command({ find: 'things', batchSize: 2, singleBatch: true });
    expect(single['cursor']).toMatchObject({ id: Long.ZERO.toNumber() });
    const all = await database.db.command({ find: 'things', batchSize: 20 });
    expect(all['cursor']).toMatchObject({ id: 0 });
  });

  test('with an empty first batch give the documents later', async () => {
    const cursor = await openCursor(0);
    expect(cursor['firstBatch']).toEqual([]);
    const more = await database.db.command({ getMore: cursor['id'] as unknown, collection: 'things' });
    expect((more['cursor'] as Document)['nextBatch']).toHaveLength(10);
  });

  test('belong to their collection', async () => {
    const cursor = await openCursor(1);
    const id = cursor['id'] as unknown;
    const failure = await failureOf(() => database.db.command({ getMore: id, collection: 'others' }));
    expect(failure).toMatchObject({ code: 13 });
    const killed = await database.db.command({ killCursors: 'things', cursors: [id, Long.fromNumber(1)] });
    expect(killed['cursorsKilled']).toHaveLength(1);
    expect(killed['cursorsNotFound']).toHaveLength(1);
  });

  test('end with their session', async () => {
    const session = database.client.startSession();
    const cursor = things.find({}, { session, batchSize: 1 });
    await cursor.next();
    const id = cursor.id;
    await database.client.db('admin').command({ endSessions: [session.id] });
    const failure = await failureOf(() => database.db.command({ getMore: id, collection: 'things' }));
    expect(failure).toMatchObject({ code: 43 });
    await session.endSession();
  });
});

describe('writes', () => {
  test('report each error at its place', async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }];
    const answer = await database.db.command({ insert: 'things', documents, ordered: false });
    expect(answer).toMatchObject({
      n: 2,
      writeErrors: [
        { index: 1, code: 11000 },
        { index: 3, code: 11000 },
      ],
    });
  });

  test('that nobody waits for are done all the same', async () => {
    const options = { writeConcern: { w: 0 } };
    await things.insertOne({ _id: 1 } as Document, options);
    await until(async () => (await things.countDocuments()) === 1, 'the document to be there');
    expect(await things.find().toArray()).toEqual([{ _id: 1 }]);
  });

  test('of nothing are an error', async () => {
    const failure = await failureOf(() => database.db.command({ insert: 'things', documents: [] }));
    expect(failure).toMatchObject({ code: 16 });
  });

  test('of a document over 16 MB are refused', async () => {
    const failure = await failureOf(() => things.insertOne({ text: 'x'.repeat(16 * 1024 * 1024) }));
    // MongoDB 7 says 2, MongoDB 8 what an update says too.
    expect([2, 10334]).toContain(failure['code']);
    expect(await things.countDocuments()).toBe(0);
  });

  test('a conflict in a transaction says that it may be tried again', async () => {
    await things.insertOne({ _id: 1, n: 0 } as Document);
    const [first, second] = [database.client.startSession(), database.client.startSession()];
    first.startTransaction();
    second.startTransaction();
    await things.updateOne({ _id: 1 } as Document, { $inc: { n: 1 } }, { session: first });
    const conflict = things.updateOne({ _id: 1 } as Document, { $inc: { n: 1 } }, { session: second });
    const error = await conflict.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MongoServerError);
    expect(error).toMatchObject({ code: 112 });
    expect((error as MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
    await first.commitTransaction();
    await Promise.all([first.endSession(), second.endSession()]);
  });
});
