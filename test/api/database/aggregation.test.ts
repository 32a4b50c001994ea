import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Collection, type Document, Int32, Long } from 'mongodb';
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
    [{ $sort: { total: -1 } }, { $skip: 1 }, { $limit: 2 }, { $group: { _id: '$_id' } }, byId],
    [{ _id: 1 }, { _id: 2 }],
  ],
  [
    '$limit before $sort',
    [byId, { $limit: 2 }, { $sort: { total: -1 } }, { $limit: 1 }, { $group: { _id: '$total' } }],
    [{ _id: 20 }],
  ],
  ['$project', [{ $match: { _id: 1 } }, { $project: { _id: 0, 'who.name': 1 } }], [{ who: { name: 'Ann' } }]],
  [
    '$project that leaves out',
    [{ $match: { _id: 4 } }, { $project: { shop: 0 } }],
    [{ _id: 4, day: 3, total: 5.5 }],
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
        },
      },
      byId,
    ],
    [
      { _id: 'a', n: 2, total: 30, top: 20, low: 10 },
      { _id: 'b', n: 2, total: 35.5, top: 30, low: 5.5 },
    ],
  ],
  [
    '$group by several fields',
    [{ $group: { _id: { shop: '$shop', day: '$day' } } }, { $count: 'n' }],
    [{ n: 4 }],
  ],
  [
    '$group of everything, by a literal',
    [{ $group: { _id: { $literal: '$shop' }, days: { $max: '$day' } } }],
    [{ _id: '$shop', days: 3 }],
  ],
  [
    '$group by what some documents miss',
    [{ $group: { _id: '$who.name' } }, byId],
    [{ _id: null }, { _id: 'Ann' }, { _id: 'Bob' }],
  ],
  ['$sum of what is no number', [{ $group: { _id: null, n: { $sum: '$shop' } } }], [{ _id: null, n: 0 }]],
  ['$max of nothing', [{ $group: { _id: null, n: { $max: '$missing' } } }], [{ _id: null, n: null }]],
  [
    '$match after $group',
    [{ $group: { _id: '$shop', n: { $sum: '$day' } } }, { $match: { n: { $gt: 3 } } }],
    [{ _id: 'b', n: 4 }],
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

test('a sum goes on in the wider type', async () => {
  const sums = database.db.collection('sums');
  await sums.insertMany([{ n: new Int32(2147483647) }, { n: new Int32(1) }]);
  const [found] = await sums
    .aggregate([{ $group: { _id: 1, n: { $sum: '$n' } } }], { promoteValues: false })
    .toArray();
  expect(found?.['n']).toEqual(Long.fromString('2147483648'));
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
