import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Collection, Decimal128, type Document, Long } from 'mongodb';
import { failureOf, openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let things: Collection;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  things = database.db.collection('things');
});
afterEach(async () => {
  await things.drop();
});

async function names(): Promise<unknown[]> {
  return (await things.indexes()).map(({ name }) => name);
}

describe('making and dropping', () => {
  test('lists indexes as they were asked for', async () => {
    await things.createIndexes([
      { key: { a: 1, b: -1 }, unique: true },
      { key: { c: 1 }, name: 'seen', partialFilterExpression: { d: { $exists: true } } },
      { key: { at: 1 }, expireAfterSeconds: 60 },
    ]);
    expect(await things.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { c: 1 }, name: 'seen', partialFilterExpression: { d: { $exists: true } } },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
    ]);
  });

  test('the same again changes nothing', async () => {
    await things.createIndex({ a: 1 }, { unique: true }, {});
    await things.createIndex({ a: 1 }, { unique: true }, {});
    expect(await names()).toEqual(['_id_', 'a_1']);
  });

  test('other options or another key under the name are refused', async () => {
    await things.createIndex({ a: 1 }, {}, {});
    expect(await failureOf(() => things.createIndex({ a: 1 }, { unique: true }, {}))).toMatchObject({
      code: 86,
    });
    expect(await failureOf(() => things.createIndex({ b: 1 }, { name: 'a_1' }, {}))).toMatchObject({
      code: 86,
    });
    expect(await failureOf(() => things.createIndex({ a: 1 }, { name: 'other' }, {}))).toMatchObject({
      code: 85,
    });
    expect(await failureOf(() => things.createIndex({ a: 1 }, { expireAfterSeconds: 5 }, {}))).toMatchObject({
      code: 85,
    });
  });

  test('the same key again is another index if it holds other documents or is unique', async () => {
    await things.createIndex({ a: 1 }, {}, {});
    await things.createIndex({ a: 1 }, { name: 'only', unique: true }, {});
    await things.createIndex({ a: 1 }, { name: 'some', partialFilterExpression: { b: 1 } }, {});
    expect(await names()).toEqual(['_id_', 'a_1', 'only', 'some']);
    await things.insertMany([{ a: 1 }, { a: 2, b: 1 }]);
    expect(await failureOf(() => things.insertOne({ a: 1 }))).toMatchObject({ code: 11000 });
    expect(await things.find({ a: 2, b: 1 }, { hint: 'some' }).toArray()).toHaveLength(1);
    expect(await failureOf(() => things.find({}, { hint: { a: 1 } }).toArray())).toMatchObject({ code: 27 });
    const drop = { dropIndexes: 'things', index: { a: 1 } };
    expect(await failureOf(() => database.db.command(drop))).toMatchObject({ code: 181 });
  });

  test('drops by name and all at once, but never _id', async () => {
    await things.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }]);
    await things.dropIndex('a_1');
    expect(await names()).toEqual(['_id_', 'b_1']);
    expect(await failureOf(() => things.dropIndex('a_1'))).toMatchObject({ code: 27 });
    expect(await failureOf(() => things.dropIndex('_id_'))).toMatchObject({ code: 72 });
    await things.dropIndexes();
    expect(await names()).toEqual(['_id_']);
  });
});

describe('unique indexes', () => {
  test('refuse a second, with the key', async () => {
    await things.createIndex({ email: 1, site: -1 }, { unique: true }, {});
    await things.insertOne({ email: 'a', site: 1 });
    const failure = await failureOf(() => things.insertOne({ email: 'a', site: 1 }));
    expect(failure).toMatchObject({
      code: 11000,
      keyPattern: { email: 1, site: -1 },
      keyValue: { email: 'a', site: 1 },
    });
    expect(failure['message']).toContain('index: email_1_site_-1 dup key: { email: "a", site: 1 }');
    await things.insertOne({ email: 'a', site: 2 });
  });

  test('count missing as null, and 1 and 1.0 as one', async () => {
    await things.createIndex({ n: 1 }, { unique: true }, {});
    await things.insertMany([{}, { n: 1 }]);
    expect(await failureOf(() => things.insertOne({ n: null }))).toMatchObject({ code: 11000 });
    expect(await failureOf(() => things.insertOne({ n: Long.fromNumber(1) }))).toMatchObject({ code: 11000 });
  });

  test('hold for each element of an array', async () => {
    await things.createIndex({ t: 1 }, { unique: true }, {});
    await things.insertOne({ t: ['a', 'a', 'b'] });
    expect(await failureOf(() => things.insertOne({ t: 'b' }))).toMatchObject({ code: 11000 });
  });

  test('refuse an update and leave the document as it was', async () => {
    await things.createIndex({ n: 1 }, { unique: true }, {});
    await things.insertMany([{ n: 1 }, { n: 2 }]);
    expect(await failureOf(() => things.updateOne({ n: 2 }, { $set: { n: 1, x: 1 } }))).toMatchObject({
      code: 11000,
    });
    expect(await things.countDocuments({ n: 2, x: { $exists: false } })).toBe(1);
  });

  test('let go of a value when its document does', async () => {
    await things.createIndex({ n: 1 }, { unique: true }, {});
    await things.insertMany([{ n: 1 }, { n: 2 }]);
    await things.updateOne({ n: 1 }, { $set: { n: 3 } });
    await things.deleteOne({ n: 2 });
    await things.insertMany([{ n: 1 }, { n: 2 }]);
    expect(await things.countDocuments()).toBe(3);
  });

  test('cannot be made over what breaks them', async () => {
    await things.insertMany([{ n: 1 }, { n: 1 }]);
    expect(await failureOf(() => things.createIndex({ n: 1 }, { unique: true }, {}))).toMatchObject({
      code: 11000,
    });
    expect(await names()).toEqual(['_id_']);
  });

  test('compare long values whole', async () => {
    const long = 'x'.repeat(3000);
    await things.createIndex({ s: 1 }, { unique: true }, {});
    await things.insertMany([{ s: `${long}a` }, { s: `${long}b` }]);
    expect(await failureOf(() => things.insertOne({ s: `${long}a` }))).toMatchObject({ code: 11000 });
    expect(await things.countDocuments({ s: `${long}b` })).toBe(1);
    const sorted = await things.find().sort({ s: -1 }).toArray();
    expect(sorted.map((doc) => String(doc['s']).at(-1))).toEqual(['b', 'a']);
  });
});

test('a unique index holds between a long and a decimal of the same value', async () => {
  await things.createIndex({ n: 1 }, { unique: true }, {});
  await things.insertOne({ n: Long.fromString('9007199254740993') });
  const failure = await failureOf(() => things.insertOne({ n: Decimal128.fromString('9007199254740993') }));
  expect(failure).toMatchObject({ code: 11000 });
  expect(await things.countDocuments({ n: Decimal128.fromString('9007199254740993') })).toBe(1);
});

describe('partial indexes', () => {
  test('are unique only among the documents they hold', async () => {
    await things.createIndex({ n: 1 }, { unique: true, partialFilterExpression: { open: true } }, {});
    await things.insertMany([
      { n: 1, open: false },
      { n: 1, open: false },
      { n: 1, open: true },
    ]);
    expect(await failureOf(() => things.insertOne({ n: 1, open: true }))).toMatchObject({ code: 11000 });
    expect(await failureOf(() => things.updateMany({}, { $set: { open: true } }))).toMatchObject({
      code: 11000,
    });
  });

  test('leave no document out of an answer', async () => {
    await things.createIndex({ n: 1 }, { partialFilterExpression: { open: true } }, {});
    await things.insertMany([{ n: 1, open: true }, { n: 1, open: false }, { n: 1 }]);
    expect(await things.countDocuments({ n: 1 })).toBe(3);
    expect(await things.countDocuments({ n: 1, open: true })).toBe(1);
    expect(await things.find().sort({ n: 1 }).toArray()).toHaveLength(3);
  });
});

describe('answers by index', () => {
  /** The same questions, asked before and after there are indexes, have the same answers. */
  test('are those of a scan', async () => {
    const docs = Array.from({ length: 300 }, (_, i) => ({
      _id: i,
      a: i % 7 === 0 ? null : i % 5,
      b: [`s${i % 11}`, `t${i % 3}`],
      c: { d: i % 2 ? i / 3 : String(i) },
      ...(i % 4 ? { e: new Date(i * 1000) } : {}),
    }));
    await things.insertMany(docs as unknown as Document[]);
    const before = await askAll();
    await things.createIndexes([
      { key: { a: 1, e: -1 } },
      { key: { b: 1 } },
      { key: { 'c.d': -1 } },
      { key: { e: 1 } },
      { key: { a: -1, 'c.d': 1 } },
    ]);
    expect(await askAll()).toEqual(before);
  });

  const questions: [Document, Document?][] = [
    [{ a: 1 }],
    [{ a: null }],
    [{ a: { $in: [0, 4, null] } }],
    [{ a: 2, e: { $gt: new Date(50_000), $lte: new Date(200_000) } }],
    [{ a: 2 }, { e: 1 }],
    [{ a: 2 }, { e: -1 }],
    [{ b: 's3' }],
    [{ b: { $gte: 's9', $lt: 't' } }],
    [{ $and: [{ b: 's1' }, { b: 't1' }] }],
    [{ b: { $in: ['s3', 't1', 's3'] } }],
    [{ b: /^s1/ }],
    [{ 'c.d': { $lt: 20 } }],
    [{ 'c.d': { $gte: '2' } }, { 'c.d': -1 }],
    [{ 'c.d': { $in: ['2', 1, 3] } }],
    [{ e: null }],
    [{ e: { $exists: false } }],
    [{ e: { $ne: new Date(1000) } }, { e: 1 }],
    [{}, { a: 1, e: -1 }],
    [{}, { a: -1, e: 1 }],
    [{}, { b: 1 }],
    [{ _id: { $gt: 100, $lt: 200 } }, { _id: -1 }],
    [{ $or: [{ a: 1 }, { b: 's2' }] }],
    [{ $and: [{ a: { $gte: 1 } }, { a: { $lt: 3 } }] }],
  ];

  async function askAll(): Promise<unknown[]> {
    return Promise.all(
      questions.map(async ([filter, sort]) => {
        const found = await things
          .find(filter)
          .sort({ ...sort, ...(sort?.['_id'] === -1 ? {} : { _id: 1 }) })
          .toArray();
        return found.map((doc): unknown => doc._id);
      }),
    );
  }

  test('can be asked for by hint', async () => {
    await things.createIndex({ a: 1 }, {}, {});
    await things.insertMany([{ a: 2 }, { a: 1 }]);
    const found = await things.find({}, { hint: 'a_1' }).toArray();
    expect(found.map((doc): unknown => doc['a'])).toEqual([1, 2]);
    expect(await failureOf(() => things.find({}, { hint: 'none' }).toArray())).toMatchObject({ code: 2 });
    const count = { count: 'things', query: {}, hint: 'none' };
    expect(await failureOf(() => database.db.command(count))).toMatchObject({ code: 2 });
  });

  test('two arrays in one index are refused', async () => {
    await things.createIndex({ a: 1, b: 1 }, {}, {});
    expect(await failureOf(() => things.insertOne({ a: [1], b: [2] }))).toMatchObject({ code: 171 });
    await things.insertOne({ a: [1, 2], b: 1 });
    expect(await things.countDocuments({ a: 2, b: 1 })).toBe(1);
  });
});
