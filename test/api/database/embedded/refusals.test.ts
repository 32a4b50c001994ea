import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Collection, type Document, type IndexDirection } from 'mongodb';
import { failureOf, openEmbeddedTest, type TestDatabase } from '../../../support/database.ts';

// What MongoDB can and the embedded database cannot: it says so, by name, and never does something near it.

let database: TestDatabase;
let things: Collection;

beforeAll(async () => {
  database = await openEmbeddedTest();
  things = database.db.collection('things');
  await things.insertOne({ a: 1 });
});
afterAll(() => database.close());

test.each<[string, Document, number]>([
  ['$where', { $where: 'true' }, 2],
  ['$expr', { $expr: { $eq: ['$a', 1] } }, 2],
  ['$text', { $text: { $search: 'x' } }, 2],
  ['$jsonSchema', { $jsonSchema: {} }, 2],
  ['$mod', { a: { $mod: [2, 1] } }, 2],
  ['$near', { a: { $near: [0, 0] } }, 2],
  ['$bitsAllSet', { a: { $bitsAllSet: 1 } }, 2],
  ['$all', { a: { $all: [1] } }, 2],
  ['$type', { a: { $type: 2 } }, 2],
  ['$comment', { $comment: 'x' }, 2],
  ['$nor', { $nor: [{ a: 1 }] }, 2],
  ['$not', { a: { $not: { $gt: 1 } } }, 2],
  ['$size', { a: { $size: 1 } }, 2],
  ['$elemMatch', { a: { $elemMatch: { $gt: 1 } } }, 2],
  ['$options', { a: { $regex: '^a', $options: 'i' } }, 2],
  ['a.0', { 'a.0': 1 }, 2],
])('the query operator %s', async (name, filter, code) => {
  const failure = await failureOf(() => things.find(filter).toArray());
  expect(failure).toMatchObject({ code });
  expect(failure['message']).toContain(name);
});

test.each<[string, Document, number]>([
  ['$bit', { $bit: { a: { or: 1 } } }, 9],
  ['$rename', { $rename: { a: 'b' } }, 9],
  ['$unset', { $unset: { a: '' } }, 9],
  ['$min', { $min: { a: 1 } }, 9],
  ['$addToSet', { $addToSet: { a: 1 } }, 9],
  ['$pull', { $pull: { a: 1 } }, 9],
  ['$each', { $push: { a: { $each: [1], $position: 0 } } }, 2],
  ['a.$', { $set: { 'a.$': 1 } }, 2],
  ['a.$[]', { $set: { 'a.$[]': 1 } }, 2],
  ['a.$[x].b', { $set: { 'a.$[x].b': 1 } }, 2],
  ['pipeline', [{ $set: { a: 1 } }], 9],
])('the update %s', async (name, update, code) => {
  const failure = await failureOf(() => things.updateOne({}, update));
  expect(failure).toMatchObject({ code });
  expect(failure['message']).toContain(name);
});

test.each<[string, Document, number]>([
  ['$lookup', { $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }, 40324],
  ['$facet', { $facet: {} }, 40324],
  ['$out', { $out: 'x' }, 40324],
  ['$merge', { $merge: 'x' }, 40324],
  ['$changeStream', { $changeStream: {} }, 40324],
  ['$unwind', { $unwind: '$a' }, 40324],
  ['group operator $max', { $group: { _id: 1, b: { $max: '$a' } } }, 15952],
  ['$sum of anything but 1', { $group: { _id: 1, b: { $sum: '$a' } } }, 15952],
  ['path $a.b', { $group: { _id: '$a.b' } }, 168],
  ['$literal', { $group: { _id: { $literal: 1 } } }, 168],
  ['$map', { $group: { _id: { $map: { input: '$a', in: 1 } } } }, 168],
  ['$function', { $group: { _id: { $function: { body: 'x', args: [], lang: 'js' } } } }, 168],
  ['$accumulator', { $group: { _id: 1, b: { $accumulator: {} } } }, 15952],
  ['$stdDevPop', { $group: { _id: 1, b: { $stdDevPop: '$a' } } }, 15952],
  ['NOW', { $group: { _id: '$$NOW' } }, 17276],
])('in an aggregation %s', async (name, stage, code) => {
  const failure = await failureOf(() => things.aggregate([stage]).toArray());
  expect(failure).toMatchObject({ code });
  expect(failure['message']).toContain(name);
});

test.each<[string, Record<string, IndexDirection>, Document]>([
  ['2dsphere', { p: '2dsphere' }, {}],
  ['text', { p: 'text' }, {}],
  ['hashed', { p: 'hashed' }, {}],
  ['$**', { '$**': 1 }, {}],
])('the index %s', async (name, key, options) => {
  const failure = await failureOf(() => things.createIndex(key, options, {}));
  expect(failure).toMatchObject({ code: 67 });
  expect(failure['message']).toContain(name);
});

test.each(['collation', 'hidden', 'sparse', 'weights'])('the option %s of an index', async (option) => {
  const index = { key: { p: 1 }, name: 'p', [option]: true };
  const failure = await failureOf(() => database.db.command({ createIndexes: 'things', indexes: [index] }));
  expect(failure).toMatchObject({ code: 40415 });
  expect(failure['message']).toContain(option);
});

test.each<[string, Document]>([
  ['collation', { find: 'things', collation: { locale: 'en' } }],
  ['tailable', { find: 'things', tailable: true }],
  ['let', { find: 'things', let: { a: 1 } }],
  ['returnKey', { find: 'things', returnKey: true }],
  ['explain', { aggregate: 'things', pipeline: [], cursor: {}, explain: true }],
  ['capped', { create: 'ring', capped: true, size: 1000 }],
  ['validator', { create: 'checked', validator: {} }],
  ['timeseries', { create: 'series', timeseries: {} }],
  ['viewOn', { create: 'view', viewOn: 'things' }],
])('the option %s of a command', async (name, command) => {
  const failure = await failureOf(() => database.db.command(command));
  expect(failure).toMatchObject({ code: 40415 });
  expect(failure['message']).toContain(name);
});

test.each([
  'mapReduce',
  'eval',
  'explain',
  'collMod',
  'renameCollection',
  'createUser',
  'serverStatus',
  'bulkWrite',
])('the command %s', async (name) => {
  const failure = await failureOf(() => database.db.command({ [name]: 'things' }));
  expect(failure).toMatchObject({ code: 59 });
  expect(failure['message']).toContain(name);
});

test.each(['collation', 'arrayFilters', 'c', 'sort'])('the option %s of an update', async (option) => {
  const statement = { q: {}, u: { $set: { a: 1 } }, [option]: {} };
  const failure = await failureOf(() => database.db.command({ update: 'things', updates: [statement] }));
  expect(failure).toMatchObject({ code: 40415 });
  expect(failure['message']).toContain(option);
});

test.each<{ stages: string[] }>([
  { stages: ['$limit', '$match'] },
  { stages: ['$match', '$sort', '$match'] },
  { stages: ['$group', '$sort'] },
  { stages: ['$group', '$group'] },
  { stages: ['$project', '$count'] },
])('a pipeline of $stages', async ({ stages }) => {
  const specs: Document = {
    $match: {},
    $limit: 1,
    $sort: { a: 1 },
    $group: { _id: 1 },
    $project: { a: 1 },
    $count: 'n',
  };
  const pipeline = stages.map((stage) => ({ [stage]: specs[stage] as unknown }));
  const failure = await failureOf(() => things.aggregate(pipeline).toArray());
  expect(failure).toMatchObject({ code: 40324 });
  expect(failure['message']).toContain(`The order of stages ${stages.join(' ')}`);
});

test('places in arrays that an update names', async () => {
  await things.insertOne({ list: [1, { b: 1 }] });
  for (const path of ['list.0', 'list.1.b']) {
    const failure = await failureOf(() => things.updateOne({ list: 1 }, { $set: { [path]: 2 } }));
    expect(failure).toMatchObject({ code: 2 });
    expect(failure['message']).toContain('in an array');
  }
});

test('sums of decimals', async () => {
  const { Decimal128 } = await import('mongodb');
  const failure = await failureOf(() => things.updateOne({}, { $inc: { n: Decimal128.fromString('0.1') } }));
  expect(failure).toMatchObject({ code: 14 });
  expect(failure['message']).toContain('decimal');
});

test('projections that leave out fields', async () => {
  for (const projection of [{ b: 0 }, { _id: 0 }, { a: 1, b: 0 }])
    expect(await failureOf(() => things.findOne({}, { projection }))).toMatchObject({ code: 31254 });
});

test('computed and positional projections', async () => {
  for (const projection of [{ b: '$a' }, { b: { $slice: 1 } }, { 'a.$': 1 }]) {
    expect(await failureOf(() => things.findOne({}, { projection }))).toMatchObject({ code: 2 });
    const stage = { $project: projection };
    expect(await failureOf(() => things.aggregate([stage]).toArray())).toMatchObject({ code: 2 });
  }
});

test('fail points', async () => {
  const command = { configureFailPoint: 'failCommand', mode: 'off' };
  expect(await failureOf(() => database.client.db('admin').command(command))).toMatchObject({ code: 59 });
});

test('more than one node to write to', async () => {
  const failure = await failureOf(() => things.insertOne({ a: 2 }, { writeConcern: { w: 2 } }));
  expect(failure).toMatchObject({ code: 100 });
});

test('snapshots outside transactions', async () => {
  const failure = await failureOf(() => things.find({}, { readConcern: { level: 'snapshot' } }).toArray());
  expect(failure).toMatchObject({ code: 246 });
});

test('collections like those MongoDB keeps for itself', async () => {
  expect(await failureOf(() => database.db.command({ create: 'system.x' }))).toMatchObject({ code: 73 });
});

test('stored code', async () => {
  const { Code } = await import('mongodb');
  const failure = await failureOf(() => things.insertOne({ code: new Code('return 1') }));
  expect(failure).toMatchObject({ code: 22 });
});

test.each(['a', '^a|b', '^a.', '^[[:alpha:]]', 'a$', '^a*'])('the regular expression %s', async ($regex) => {
  const failure = await failureOf(() => things.find({ a: { $regex } }).toArray());
  expect(failure).toMatchObject({ code: 2 });
  expect(failure['message']).toContain($regex);
});

test('regular expressions that do not tell cases apart, and those in a list', async () => {
  expect(await failureOf(() => things.find({ a: /^a/i }).toArray())).toMatchObject({ code: 2 });
  expect(await failureOf(() => things.find({ a: { $in: [/^a/] } }).toArray())).toMatchObject({ code: 2 });
});
