import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ClientSession, type Collection, type Db, type Document, Long, MongoClient } from 'mongodb';
import { failureOf, openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let accounts: Collection;
let log: Collection;

beforeAll(async () => {
  database = await openTestDatabase();
  accounts = database.db.collection('accounts');
  log = database.db.collection('log');
  await accounts.createIndex({ name: 1 }, { unique: true }, {});
  await log.createIndex({ at: 1 }, {}, {});
});
afterAll(() => database.close());
beforeEach(async () => {
  await accounts.deleteMany({});
  await log.deleteMany({});
  await accounts.insertMany([
    { _id: 1, sum: 100, name: 'a' },
    { _id: 2, sum: 100, name: 'b' },
  ] as Document[]);
});

/** Runs with a session in a transaction that the test ends itself. */
async function inTransaction<T>(run: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = database.client.startSession();
  session.startTransaction();
  try {
    return await run(session);
  } finally {
    await session.endSession();
  }
}

const one = { _id: 1 } as Document;

describe('a transaction', () => {
  test('is seen by itself, and by others once committed', async () => {
    await inTransaction(async (session) => {
      await accounts.updateOne(one, { $inc: { sum: -10 } }, { session });
      await log.insertOne({ at: 1 }, { session });
      expect(await accounts.findOne({ sum: 90 }, { session })).toMatchObject({ _id: 1 });
      expect(
        await log
          .find({ at: { $gte: 0 } }, { session })
          .sort({ at: 1 })
          .toArray(),
      ).toHaveLength(1);
      expect(await log.countDocuments({}, { session })).toBe(1);
      expect(await accounts.findOne(one)).toMatchObject({ sum: 100 });
      expect(await log.countDocuments()).toBe(0);
      await session.commitTransaction();
    });
    expect(await accounts.findOne(one)).toMatchObject({ sum: 90 });
    expect(await log.countDocuments()).toBe(1);
  });

  test('leaves nothing behind when aborted', async () => {
    await inTransaction(async (session) => {
      await accounts.deleteMany({}, { session });
      await database.db.collection('new').insertOne({ a: 1 }, { session });
      await session.abortTransaction();
    });
    expect(await accounts.countDocuments()).toBe(2);
    expect(await database.db.listCollections({ name: 'new' }).toArray()).toEqual([]);
  });

  test('may make a collection', async () => {
    await inTransaction(async (session) => {
      await database.db.collection('made').insertOne({ a: 1 }, { session });
      await session.commitTransaction();
    });
    expect(await database.db.collection('made').countDocuments()).toBe(1);
  });

  test('reads the state of its beginning', async () => {
    await inTransaction(async (session) => {
      await accounts.findOne(one, { session });
      await accounts.updateOne(one, { $set: { sum: 0 } });
      await log.insertOne({ at: 5 });
      expect(await accounts.findOne(one, { session })).toMatchObject({ sum: 100 });
      expect(await log.find({}, { session }).toArray()).toEqual([]);
      await session.commitTransaction();
    });
  });

  test('pages through its own changes in order', async () => {
    await log.insertMany(Array.from({ length: 60 }, (_, n) => ({ at: n * 2 })));
    await inTransaction(async (session) => {
      await log.insertMany(
        Array.from({ length: 60 }, (_, n) => ({ at: n * 2 + 1 })),
        { session },
      );
      await log.deleteMany({ at: { $lt: 10 } }, { session });
      const found = await log
        .find({ at: { $gte: 0 } }, { session, batchSize: 7 })
        .sort({ at: 1 })
        .toArray();
      expect(found.map((doc): unknown => doc['at'])).toEqual(Array.from({ length: 110 }, (_, n) => n + 10));
      const back = await log.find({}, { session, batchSize: 50 }).sort({ at: -1 }).limit(3).toArray();
      expect(back.map((doc): unknown => doc['at'])).toEqual([119, 118, 117]);
      await session.abortTransaction();
    });
  });
});

describe('conflicts', () => {
  test('refuse the second writer of a document, to try again', async () => {
    await inTransaction(async (first) => {
      await accounts.updateOne(one, { $inc: { sum: 1 } }, { session: first });
      await inTransaction(async (second) => {
        const failure = await failureOf(() =>
          accounts.updateOne(one, { $inc: { sum: 1 } }, { session: second }),
        );
        expect(failure).toMatchObject({ code: 112, codeName: 'WriteConflict' });
      });
      await first.commitTransaction();
    });
  });

  test('refuse a write to what changed since the beginning', async () => {
    await inTransaction(async (session) => {
      await accounts.findOne(one, { session });
      await accounts.updateOne(one, { $inc: { sum: 1 } });
      const failure = await failureOf(() => accounts.updateOne(one, { $inc: { sum: 1 } }, { session }));
      expect(failure).toMatchObject({ code: 112 });
    });
  });

  test('over one unique value leave one of the two', async () => {
    await inTransaction(async (first) => {
      await accounts.insertOne({ name: 'new' }, { session: first });
      await inTransaction(async (second) => {
        const failure = await failureOf(() => accounts.insertOne({ name: 'new' }, { session: second }));
        expect(failure).toMatchObject({ code: 112 });
      });
      await first.commitTransaction();
    });
    expect(await accounts.countDocuments({ name: 'new' })).toBe(1);
  });

  test('make a writer outside wait until the transaction ends', async () => {
    const waiting = await inTransaction(async (session) => {
      await accounts.updateOne(one, { $inc: { sum: 1 } }, { session });
      const write = accounts.updateOne(one, { $inc: { sum: 10 } });
      await accounts.findOne(one);
      await session.commitTransaction();
      return write;
    });
    expect(waiting.modifiedCount).toBe(1);
    expect(await accounts.findOne(one)).toMatchObject({ sum: 111 });
  });

  test('never lose or make money', async () => {
    const transfer = async (): Promise<void> => {
      const session = database.client.startSession();
      for (let round = 0; round < 10; round++) {
        await session.withTransaction(async () => {
          await accounts.updateOne(one, { $inc: { sum: -1 } }, { session });
          await accounts.updateOne({ name: 'b' }, { $inc: { sum: 1 } }, { session });
        });
      }
      await session.endSession();
    };
    await Promise.all([transfer(), transfer(), transfer(), transfer()]);
    const sums = (await accounts.find().sort({ _id: 1 }).toArray()).map((doc): unknown => doc['sum']);
    expect(sums).toEqual([60, 140]);
  });
});

describe('errors', () => {
  test('inside abort the transaction', async () => {
    await inTransaction(async (session) => {
      await log.insertOne({ at: 1 }, { session });
      const failure = await failureOf(() => accounts.insertOne({ name: 'a' }, { session }));
      expect(failure).toMatchObject({ code: 11000 });
      expect(await failureOf(() => log.insertOne({ at: 2 }, { session }))).toMatchObject({ code: 251 });
    });
    expect(await log.countDocuments()).toBe(0);
  });

  test('263 for commands that MongoDB keeps out', async () => {
    await inTransaction(async (session) => {
      const failure = await failureOf(() => database.db.command({ count: 'accounts' }, { session }));
      expect(failure).toMatchObject({ code: 263 });
    });
  });

  test('251 for a transaction that never began', async () => {
    const session = database.client.startSession();
    const command = { find: 'accounts', txnNumber: Long.fromNumber(1_000_000), autocommit: false };
    expect(await failureOf(() => database.db.command(command, { session }))).toMatchObject({ code: 251 });
    await session.endSession();
  });
});

describe('a retryable write', () => {
  /** Runs with a session nobody used, so that its numbers are the test's own. */
  async function withNewSession(run: (session: ClientSession, db: Db) => Promise<void>): Promise<void> {
    const client = await new MongoClient(database.uri).connect();
    await client.withSession((session) => run(session, client.db()));
    await client.close();
  }

  test('sent twice is applied once and answered alike', async () => {
    const command = { findAndModify: 'accounts', query: one, update: { $inc: { sum: 5 } }, new: true };
    await withNewSession(async (session, db) => {
      const send = (): Promise<Document> =>
        db.command({ ...command, txnNumber: Long.fromNumber(1) }, { session });
      expect((await send())['value']).toMatchObject({ sum: 105 });
      expect((await send())['value']).toMatchObject({ sum: 105 });
    });
    expect(await accounts.findOne(one)).toMatchObject({ sum: 105 });
  });

  test('with an older number is refused', async () => {
    await withNewSession(async (session, db) => {
      const insert = (number: number): Promise<Document> => {
        const command = { insert: 'log', documents: [{ at: number }], txnNumber: Long.fromNumber(number) };
        return db.command(command, { session });
      };
      await insert(2);
      expect(await failureOf(() => insert(1))).toMatchObject({ code: 225 });
    });
  });
});
