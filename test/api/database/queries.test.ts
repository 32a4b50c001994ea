import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Collection, type Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

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

/** The _ids, in order, of the documents (numbered from 1) that the filter finds. */
async function matching(documents: Document[], filter: Document): Promise<unknown[]> {
  const numbered: Document[] = documents.map((doc, place) => ({ _id: place + 1, ...doc }));
  await things.insertMany(numbered);
  const found = await things.find(filter).sort({ _id: 1 }).toArray();
  return found.map((doc): unknown => doc._id);
}

describe('comparisons', () => {
  const numbers = [{ n: 1 }, { n: 5 }, { n: 9 }, { n: '5' }, {}];

  test.each([
    [{ n: { $gt: 5 } }, [3]],
    [{ n: { $gte: 5 } }, [2, 3]],
    [{ n: { $lt: 5 } }, [1]],
    [{ n: { $lte: 5 } }, [1, 2]],
    [{ n: { $gt: 1, $lt: 9 } }, [2]],
    [{ n: { $ne: 5 } }, [1, 3, 4, 5]],
    [{ n: { $in: [1, '5'] } }, [1, 4]],
    [{ n: { $in: [] } }, []],
    [{ n: { $nin: [1, 9] } }, [2, 4, 5]],
    [{ n: { $exists: true } }, [1, 2, 3, 4]],
  ])('%j', async (filter, expected) => {
    expect(await matching(numbers, filter)).toEqual(expected);
  });

  test('$gte null finds null and missing', async () => {
    expect(await matching([{ n: null }, {}, { n: 0 }], { n: { $gte: null } })).toEqual([1, 2]);
  });

  test('NaN is equal to itself and less than nothing', async () => {
    const documents = [{ n: NaN }, { n: 1 }];
    expect(await matching(documents, { n: NaN })).toEqual([1]);
    expect(await things.countDocuments({ n: { $lt: 5 } })).toBe(1);
  });
});

describe('combinations', () => {
  const pairs = [
    { a: 1, b: 1 },
    { a: 1, b: 2 },
    { a: 2, b: 2 },
  ];

  test.each([
    [{ a: 1, b: 2 }, [2]],
    [{ $and: [{ a: 1 }, { b: 1 }] }, [1]],
    [{ $or: [{ a: 2 }, { b: 1 }] }, [1, 3]],
    [{ $or: [{ a: 2 }], b: 2 }, [3]],
  ])('%j', async (filter, expected) => {
    expect(await matching(pairs, filter)).toEqual(expected);
  });
});

describe('arrays', () => {
  test('match by an element and as a whole', async () => {
    const documents = [{ t: ['a', 'b'] }, { t: 'a' }, { t: [['a']] }, { t: ['b', 'a'] }];
    expect(await matching(documents, { t: 'a' })).toEqual([1, 2, 4]);
    const ids = async (filter: Document): Promise<unknown[]> =>
      (await things.find(filter).toArray()).map((doc) => doc._id);
    expect(await ids({ t: ['a', 'b'] })).toEqual([1]);
    expect(await ids({ t: ['a'] })).toEqual([3]);
  });

  test('match two bounds by different elements', async () => {
    const documents = [{ n: [1, 9] }, { n: [5] }];
    expect(await matching(documents, { n: { $gt: 4, $lt: 6 } })).toEqual([1, 2]);
  });

  test.each([
    [{ n: { $ne: 2 } }, [2, 3]],
    [{ n: { $nin: [3, 9] } }, [1]],
  ])('%j', async (filter, expected) => {
    expect(await matching([{ n: [1, 2] }, { n: [3, 4] }, { n: 9 }], filter)).toEqual(expected);
  });
});

describe('dotted paths', () => {
  const nested = [
    { a: { b: 1 } },
    { a: [{ b: 1 }, { b: 2 }] },
    { a: [{ c: 1 }, { b: 3 }] },
    { a: [] },
    { a: 5 },
    {},
  ];

  test.each([
    [{ 'a.b': 1 }, [1, 2]],
    [{ 'a.b': { $gt: 2 } }, [3]],
    [{ 'a.b': null }, [3, 5, 6]],
    [{ 'a.b': { $exists: true } }, [1, 2, 3]],
    [{ a: { b: 1 } }, [1, 2]],
  ])('%j', async (filter, expected) => {
    expect(await matching(nested, filter)).toEqual(expected);
  });
});

describe('beginnings of texts', () => {
  const texts = [{ s: 'Alpha' }, { s: 'beta' }, { s: 'a.b' }, { s: ['x', 'alphabet'] }, { s: 3 }];

  test.each([
    [{ s: /^Al/ }, [1]],
    [{ s: { $regex: '^alp' } }, [4]],
    [{ s: /^/ }, [1, 2, 3, 4]],
    [{ s: /^a\.b/ }, [3]],
  ])('%p', async (filter, expected) => {
    expect(await matching(texts, filter)).toEqual(expected);
  });
});

describe('answers', () => {
  beforeEach(async () => {
    const many: Document[] = Array.from({ length: 250 }, (_, n) => ({ _id: n, even: n % 2 === 0 }));
    await things.insertMany(many);
  });

  test('skip and limit after sorting', async () => {
    const found = await things.find().sort({ _id: -1 }).skip(2).limit(3).toArray();
    expect(found.map((doc): unknown => doc._id)).toEqual([247, 246, 245]);
  });

  test('come in batches of 101, then of the size asked for', async () => {
    const command = { find: 'things', filter: {}, projection: { _id: 1 } };
    const first = await database.db.command(command, { promoteLongs: false });
    const cursor = first['cursor'] as { firstBatch: unknown[]; id: unknown };
    expect(cursor.firstBatch).toHaveLength(101);
    const next = await database.db.command({ getMore: cursor.id, collection: 'things', batchSize: 100 });
    expect((next['cursor'] as { nextBatch: unknown[] }).nextBatch).toHaveLength(100);
  });

  test('are complete through a cursor, in small batches too', async () => {
    expect(await things.find().batchSize(7).toArray()).toHaveLength(250);
  });

  test('end when their cursor is killed', async () => {
    const cursor = things.find().batchSize(2);
    await cursor.next();
    const id = cursor.id;
    await cursor.close();
    const more = database.db.command({ getMore: id, collection: 'things' });
    await expect(more).rejects.toMatchObject({ code: 43 });
  });

  test('count, with and without a filter', async () => {
    expect(await things.countDocuments()).toBe(250);
    expect(await things.countDocuments({ even: true }, { skip: 5, limit: 10 })).toBe(10);
    expect(await things.estimatedDocumentCount()).toBe(250);
  });

  test('list each distinct value once, of arrays each element', async () => {
    await things.insertMany([{ t: ['a', 'b'] }, { t: 'a' }, { t: null }]);
    expect((await things.distinct('t')).sort()).toEqual(['a', 'b', null]);
    expect((await things.distinct('even', { _id: { $lt: 3 } } as Document)).sort()).toEqual([false, true]);
  });
});

describe('projections', () => {
  beforeEach(async () => {
    await things.insertOne({ _id: 1, a: 1, b: { c: 2, d: 3 }, e: [{ f: 4, g: 5 }, 6] } as Document);
  });

  test.each([
    [{ a: 1 }, { _id: 1, a: 1 }],
    [{ _id: 0, 'b.c': 1 }, { b: { c: 2 } }],
    [{ 'e.f': 1, _id: 0 }, { e: [{ f: 4 }] }],
    [
      { 'b.c': 1, 'b.d': true },
      { _id: 1, b: { c: 2, d: 3 } },
    ],
    [{ missing: 1 }, { _id: 1 }],
  ])('%j', async (projection, expected) => {
    expect(await things.findOne({}, { projection })).toEqual(expected);
  });

  test('do not mix fields to keep and to leave out, nor a field and a part of it', async () => {
    await expect(things.findOne({}, { projection: { a: 1, b: 0 } })).rejects.toMatchObject({ code: 31254 });
    await expect(things.findOne({}, { projection: { b: 1, 'b.c': 1 } })).rejects.toMatchObject({
      code: 31249,
    });
  });
});
