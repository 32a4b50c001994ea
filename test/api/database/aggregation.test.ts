import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Collection, type Document } from 'mongodb';
import { failureOf, openTestDatabase, type TestDatabase } from '../../support/database.ts';

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
    [{ $match: { day: 1 } }, byId],
    [
      { _id: 1, shop: 'a', day: 1, total: 10, tags: ['x', 'y'], who: { name: 'Ann' } },
      { _id: 3, shop: 'b', day: 1, total: 30, tags: [] },
    ],
  ],
  [
    '$sort, $skip and $limit',
    [{ $sort: { total: -1 } }, { $skip: 1 }, { $limit: 2 }, { $group: { _id: '$_id' } }],
    [{ _id: 2 }, { _id: 1 }],
  ],
  ['$project', [{ $match: { _id: 1 } }, { $project: { _id: 0, 'who.name': 1 } }], [{ who: { name: 'Ann' } }]],
  ['$count', [{ $match: { shop: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
  ['$count of nothing', [{ $match: { shop: 'z' } }, { $count: 'n' }], []],
  [
    '$group',
    [byId, { $group: { _id: '$shop', n: { $sum: 1 } } }],
    [
      { _id: 'a', n: 2 },
      { _id: 'b', n: 2 },
    ],
  ],
  ['$group of everything', [{ $skip: 1 }, { $group: { _id: null, n: { $sum: 1 } } }], [{ _id: null, n: 3 }]],
  ['$group of nothing', [{ $match: { shop: 'z' } }, { $group: { _id: 1, n: { $sum: 1 } } }], []],
  [
    '$group by what some documents miss',
    [byId, { $group: { _id: '$who', n: { $sum: 1 } } }],
    [
      { _id: { name: 'Ann' }, n: 1 },
      { _id: { name: 'Bob' }, n: 1 },
      { _id: null, n: 2 },
    ],
  ],
  [
    '$sort before $match',
    [{ $sort: { _id: -1 } }, { $match: { day: 1 } }, { $project: { _id: 1 } }],
    [{ _id: 3 }, { _id: 1 }],
  ],
])('%s', async (_name, pipeline, expected) => {
  expect(await sales.aggregate(pipeline).toArray()).toEqual(expected);
});

test.each<[string, Document, number]>([
  ['an unknown stage', { $nonsense: {} }, 40324],
  ['an unknown accumulator', { $group: { _id: 1, n: { $nonsense: 1 } } }, 15952],
  ['an unknown expression', { $group: { _id: { $nonsense: 1 } } }, 168],
  ['a group without _id', { $group: { n: { $sum: 1 } } }, 15955],
  ['a limit of nothing', { $limit: 0 }, 15958],
  ['an empty sort', { $sort: {} }, 15976],
])('%s is an error', async (_name, stage, code) => {
  expect(await failureOf(() => sales.aggregate([stage]).toArray())).toMatchObject({ code });
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
