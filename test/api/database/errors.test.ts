import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Collection, type Document } from 'mongodb';
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
  await things.insertOne({ _id: 1, n: 1, s: 'x', list: [1], nothing: null } as Document);
});

test.each<[string, Document, number]>([
  ['$inc of a string', { $inc: { s: 1 } }, 14],
  ['$inc by a string', { $inc: { n: 'a' } }, 14],
  ['$push to what is no array', { $push: { s: 1 } }, 2],
  ['$set below a scalar', { $set: { 's.t': 1 } }, 28],
  ['$set below null', { $set: { 'nothing.t': 1 } }, 28],
  ['$set of a name in an array', { $set: { 'list.x': 1 } }, 28],
  ['a change of _id', { $set: { _id: 2 } }, 66],
  ['two changes to one path', { $set: { n: 1 }, $inc: { n: 1 } }, 40],
  ['a change below a changed path', { $set: { a: 1, 'a.b': 1 } }, 40],
  ['an empty field name', { $set: { 'a..b': 1 } }, 56],
  ['an unknown operator', { $nonsense: { a: 1 } }, 9],
  ['$ where the filter found no array', { $set: { 'list.$': 1 } }, 2],
])('%s', async (_name, update, code) => {
  expect(await failureOf(() => things.updateOne({ _id: 1 } as Document, update))).toMatchObject({ code });
  expect(await things.findOne()).toEqual({ _id: 1, n: 1, s: 'x', list: [1], nothing: null });
});

test.each<[string, Document, number]>([
  ['an unknown operator', { n: { $nonsense: 1 } }, 2],
  ['an unknown operator at the top', { $nonsense: 1 }, 2],
  ['$in without an array', { n: { $in: 1 } }, 2],
  ['$or of nothing', { $or: [] }, 2],
  ['$ne of a regular expression', { n: { $ne: /x/ } }, 2],
])('%s in a filter', async (_name, filter, code) => {
  expect(await failureOf(() => things.find(filter).toArray())).toMatchObject({ code });
});

test('a second document with the _id', async () => {
  const failure = await failureOf(() => things.insertOne({ _id: 1 } as Document));
  expect(failure).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
});

test('an _id that is an array', async () => {
  expect(await failureOf(() => things.insertOne({ _id: [1] } as unknown as Document))).toMatchObject({
    code: 53,
  });
});

test('a replacement with another _id', async () => {
  const failure = await failureOf(() => things.replaceOne({ n: 1 }, { _id: 2 }));
  expect(failure).toMatchObject({ code: 66 });
});

test('a document that grows over 16 MB', async () => {
  const half = 'x'.repeat(9_000_000);
  await things.updateOne({ _id: 1 } as Document, { $set: { half } });
  const failure = await failureOf(() => things.updateOne({ _id: 1 } as Document, { $set: { other: half } }));
  expect(failure['code']).toBe(10334);
});

test('an upsert whose filter says a field twice', async () => {
  const filter = { $and: [{ a: 1 }, { a: 2 }] };
  const failure = await failureOf(() => things.updateOne(filter, { $set: { b: 1 } }, { upsert: true }));
  expect(failure).toMatchObject({ code: 54 });
});

test.each<[string, Document, number]>([
  ['an unknown command', { nonsense: 1 }, 59],
  ['an unknown field of a command', { find: 'things', nonsense: 1 }, 40415],
  ['an empty collection name', { find: '' }, 73],
  ['a cursor that is not there', { getMore: 1n, collection: 'things' }, 43],
  ['indexes of a collection that is not there', { listIndexes: 'none' }, 26],
])('%s', async (_name, command, code) => {
  expect(await failureOf(() => database.db.command(command))).toMatchObject({ code });
});

test('a collection name that is no string', async () => {
  // Which code it is differs between versions of MongoDB.
  const failure = await failureOf(() => database.db.command({ find: 1 }));
  expect(failure['code']).toEqual(expect.any(Number));
});
