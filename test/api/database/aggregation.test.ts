import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Collection, type Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let sales: Collection;

beforeAll(async () => {
  database = await openTestDatabase();
  sales = database.db.collection('sales');
  await sales.createIndex({ shop: 1, day: 1 }, {}, {});
  await sales.insertMany([
    { _id: 1, shop: 'a', day: 1, total: 10, tags: ['x', 'y'], who: { name: 'Ann' } },
    { _id: 2, shop: 'a', day: 2, total: 20, tags: ['x'], who: { name: 'Bob' } },
    { _id: 3, shop: 'b', day: 1, total: 30, tags: [] },
    { _id: 4, shop: 'b', day: 3, total: 5.5 },
  ] as Document[]);
});
afterAll(() => database.close());

const byId = { $sort: { _id: 1 } };

test.each<[string, Document[], Document[]]>([
  [
    '$match',
    [{ $match: { day: 1 } }, { $project: { total: 1 } }, byId],
    [
      { _id: 1, total: 10 },
      { _id: 3, total: 30 },
    ],
  ],
  [
    '$sort, $skip and $limit',
    [{ $sort: { total: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { shop: 1 } }],
    [
      { _id: 2, shop: 'a' },
      { _id: 1, shop: 'a' },
    ],
  ],
  ['$count', [{ $match: { shop: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
  ['$count of nothing', [{ $match: { shop: 'z' } }, { $count: 'n' }], []],
  [
    '$group',
    [
      {
        $group: {
          _id: '$shop',
          n: { $sum: 1 },
          total: { $sum: '$total' },
          top: { $max: '$total' },
          low: { $min: '$total' },
          mean: { $avg: '$total' },
        },
      },
      byId,
    ],
    [
      { _id: 'a', n: 2, total: 30, top: 20, low: 10, mean: 15 },
      { _id: 'b', n: 2, total: 35.5, top: 30, low: 5.5, mean: 17.75 },
    ],
  ],
  [
    '$group of lists',
    [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$shop',
          days: { $push: '$day' },
          first: { $first: '$who.name' },
          last: { $last: '$day' },
        },
      },
      byId,
    ],
    [
      { _id: 'a', days: [1, 2], first: 'Ann', last: 2 },
      { _id: 'b', days: [1, 3], first: null, last: 3 },
    ],
  ],
  [
    '$group by several fields',
    [{ $group: { _id: { shop: '$shop', day: '$day' } } }, { $count: 'n' }],
    [{ n: 4 }],
  ],
  [
    '$group of everything',
    [
      { $group: { _id: null, days: { $addToSet: '$day' }, n: { $count: {} } } },
      { $project: { n: 1, days: { $size: '$days' } } },
    ],
    [{ _id: null, n: 4, days: 3 }],
  ],
  [
    '$unwind',
    [{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, byId],
    [
      { _id: 'x', n: 2 },
      { _id: 'y', n: 1 },
    ],
  ],
  [
    '$unwind that keeps what is empty',
    [{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $count: 'n' }],
    [{ n: 5 }],
  ],
  [
    '$addFields',
    [
      { $match: { _id: 1 } },
      { $addFields: { 'who.age': 3, double: { $multiply: ['$total', 2] } } },
      { $project: { _id: 0, who: 1, double: 1 } },
    ],
    [{ who: { name: 'Ann', age: 3 }, double: 20 }],
  ],
  [
    '$project that computes',
    [
      { $match: { _id: 2 } },
      {
        $project: {
          _id: 0,
          name: '$who.name',
          big: { $gt: ['$total', 15] },
          size: { $size: { $ifNull: ['$tags', []] } },
        },
      },
    ],
    [{ name: 'Bob', big: true, size: 1 }],
  ],
  [
    '$project that leaves out',
    [{ $match: { _id: 4 } }, { $project: { shop: 0 } }],
    [{ _id: 4, day: 3, total: 5.5 }],
  ],
  [
    '$cond and the logic',
    [
      { $sort: { _id: 1 } },
      { $project: { k: { $cond: [{ $and: ['$tags', { $ne: ['$shop', 'b'] }] }, 'yes', 'no'] } } },
      { $group: { _id: '$k', n: { $sum: 1 } } },
      byId,
    ],
    [
      { _id: 'no', n: 2 },
      { _id: 'yes', n: 2 },
    ],
  ],
  ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: '$who' } }], [{ name: 'Ann' }]],
  [
    '$$ROOT',
    [{ $match: { _id: 4 } }, { $group: { _id: 1, all: { $push: '$$ROOT' } } }],
    [{ _id: 1, all: [{ _id: 4, shop: 'b', day: 3, total: 5.5 }] }],
  ],
  [
    'paths through arrays',
    [{ $group: { _id: null, a: { $push: { t: '$who.name' } } } }, { $project: { _id: 0, names: '$a.t' } }],
    [{ names: ['Ann', 'Bob'] }],
  ],
])('%s', async (_name, pipeline, expected) => {
  expect(await sales.aggregate(pipeline).toArray()).toEqual(expected);
});

describe('a pipeline', () => {
  test('on a collection that is not there is empty', async () => {
    expect(
      await database.db
        .collection('none')
        .aggregate([{ $match: {} }])
        .toArray(),
    ).toEqual([]);
  });

  test('comes in batches', async () => {
    expect(await sales.aggregate([], { batchSize: 1 }).toArray()).toHaveLength(4);
  });
});
