import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Collection, type Document, Double, Int32, Long } from 'mongodb';
import { failureOf, openTestDatabase, type TestDatabase } from '../../support/database.ts';

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

function withoutId(doc: Document | null): Document {
  return Object.fromEntries(Object.entries(doc ?? {}).filter(([name]) => name !== '_id'));
}

/** What a document becomes (without its _id). */
async function updated(doc: Document, update: Document, filter: Document = {}): Promise<unknown> {
  await things.insertOne({ ...doc });
  await things.updateOne(filter, update);
  return withoutId(await things.findOne());
}

describe('operators', () => {
  test.each<[Document, Document, Document]>([
    [{ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
    [{ a: { 1: 2 } }, { $set: { 'a.1': 9, 'a.10': 4, 'a.2': 3 } }, { a: { 1: 9, 2: 3, 10: 4 } }],
    [{ a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
    [{ a: 5 }, { $max: { a: 7, b: 1 } }, { a: 7, b: 1 }],
    [{ a: 5 }, { $max: { a: 3 } }, { a: 5 }],
    [{ a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
    [{ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
    [{ a: 1 }, { $setOnInsert: { b: 1 }, $set: { c: 1 } }, { a: 1, c: 1 }],
  ])('%j after %j', async (doc, update, expected) => {
    expect(await updated(doc, update)).toEqual(expected);
  });

  test('add new fields in the order of their names', async () => {
    const result = await updated({ x: 1 }, { $set: { c: 1, a: 1 }, $inc: { b: 1 } });
    expect(Object.keys(result as object)).toEqual(['x', 'a', 'b', 'c']);
  });

  test('keep number types apart and exact', async () => {
    const long = Long.fromString('9007199254740993');
    await things.insertOne({
      int: new Int32(1),
      long,
      top: new Int32(2147483647),
    });
    const one = { int: new Double(0.5), long: 1, top: 1 };
    await things.updateOne({}, { $inc: one });
    expect(withoutId(await things.findOne({}, { promoteValues: false }))).toEqual({
      int: new Double(1.5),
      long: Long.fromString('9007199254740994'),
      top: Long.fromString('2147483648'),
    });
  });
});

describe('results', () => {
  test('tell what matched from what changed', async () => {
    await things.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    const result = await things.updateMany({}, { $set: { a: 1 } });
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 1 });
  });

  test('of a replacement keep only the _id', async () => {
    await things.insertOne({ _id: 1, a: 1, b: 2 } as Document);
    await things.replaceOne({ a: 1 }, { c: 3 });
    expect(await things.findOne()).toEqual({ _id: 1, c: 3 });
  });

  test('of deletes count the documents', async () => {
    await things.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    expect(await things.deleteOne({ a: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await things.deleteMany({})).toMatchObject({ deletedCount: 2 });
  });
});

describe('upserts', () => {
  test('start from the equalities of the filter', async () => {
    const filter = { a: 1, 'b.c': 2, d: { $gt: 5 }, $and: [{ e: { $eq: 3 } }], f: { $in: [4] } };
    await things.updateOne(filter, { $set: { g: 5 }, $setOnInsert: { h: 6 } }, { upsert: true });
    expect(withoutId(await things.findOne())).toEqual({
      a: 1,
      b: { c: 2 },
      e: 3,
      f: 4,
      g: 5,
      h: 6,
    });
  });

  test('say the _id they made, and take it from the filter', async () => {
    const result = await things.updateOne({ _id: 7 } as Document, { $set: { a: 1 } }, { upsert: true });
    expect(result).toMatchObject({ upsertedId: 7, upsertedCount: 1, matchedCount: 0 });
    expect(await things.replaceOne({ _id: 8 } as Document, { a: 2 }, { upsert: true })).toMatchObject({
      upsertedId: 8,
    });
  });

  test('that race make one document', async () => {
    await things.createIndex({ key: 1 }, { unique: true, name: 'key' }, {});
    const bump = (): Promise<unknown> => things.updateOne({ key: 'x' }, { $inc: { n: 1 } }, { upsert: true });
    await Promise.all(Array.from({ length: 20 }, bump));
    expect((await things.find().toArray()).map(withoutId)).toEqual([{ key: 'x', n: 20 }]);
    await things.dropIndex('key');
  });
});

describe('find and change', () => {
  beforeEach(async () => {
    await things.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 5 },
    ] as Document[]);
  });

  test('gives the document before or after', async () => {
    const update = { $inc: { n: 1 } };
    expect(await things.findOneAndUpdate({ n: 1 }, update)).toEqual({ _id: 1, n: 1 });
    expect(await things.findOneAndUpdate({ n: 2 }, update, { returnDocument: 'after' })).toEqual({
      _id: 1,
      n: 3,
    });
  });

  test('takes the first in the order asked for', async () => {
    const options = { sort: { n: -1 as const }, projection: { n: 1, _id: 0 } };
    expect(await things.findOneAndDelete({}, options)).toEqual({ n: 5 });
    expect(await things.countDocuments()).toBe(1);
  });

  test('gives null where nothing is found, unless it inserts', async () => {
    expect(await things.findOneAndUpdate({ n: 9 }, { $set: { n: 0 } })).toBeNull();
    const options = { upsert: true, returnDocument: 'after' as const };
    expect(await things.findOneAndReplace({ _id: 3 } as Document, { n: 0 }, options)).toEqual({
      _id: 3,
      n: 0,
    });
  });

  test('adds up when many do it at once', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () => things.findOneAndUpdate({ _id: 1 } as Document, { $inc: { n: 1 } })),
    );
    expect(await things.findOne({ _id: 1 } as Document)).toEqual({ _id: 1, n: 51 });
  });
});

describe('bulk writes', () => {
  const operations = [
    { insertOne: { document: { _id: 1 } as Document } },
    { insertOne: { document: { _id: 1 } as Document } },
    { updateOne: { filter: { _id: 1 } as Document, update: { $set: { a: 1 } } } },
    { insertOne: { document: { _id: 2 } as Document } },
  ];

  test('in order stop at the first error and keep what went before', async () => {
    const failure = await failureOf(() => things.bulkWrite(operations, { ordered: true }));
    expect(failure).toMatchObject({ code: 11000 });
    expect(await things.find().toArray()).toEqual([{ _id: 1 }]);
  });

  test('out of order do all that can be done', async () => {
    const failure = await failureOf(() => things.bulkWrite(operations, { ordered: false }));
    expect(failure).toMatchObject({ code: 11000 });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, a: 1 }, { _id: 2 }]);
  });
});
