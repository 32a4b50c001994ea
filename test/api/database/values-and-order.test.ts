import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  Binary,
  type Collection,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { BSONRegExp } from 'bson';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let values: Collection;

beforeAll(async () => {
  database = await openTestDatabase();
  values = database.db.collection('values');
});
afterAll(() => database.close());
beforeEach(async () => {
  await values.deleteMany({});
});

/** Stores one document per value under its place, and gives the places that a filter or sort finds. */
async function store(...list: unknown[]): Promise<void> {
  await values.insertMany(list.map((value, place) => (value === undefined ? { place } : { place, value })));
}

async function places(filter: Document, sort: Document = { place: 1 }): Promise<unknown[]> {
  const found = await values.find(filter).sort(sort).toArray();
  return found.map((doc) => doc['place'] as unknown);
}

describe('stored values', () => {
  const raw = { promoteValues: false, promoteLongs: false, bsonRegExp: true };

  test.each([
    ['int', new Int32(5)],
    ['double that is whole', new Double(5)],
    ['long', Long.fromString('9007199254740993')],
    ['decimal', Decimal128.fromString('1.10')],
    ['object id', new ObjectId()],
    ['binary', new Binary(Buffer.from([0, 1, 255]), 0)],
    ['timestamp', new Timestamp({ t: 1, i: 2 })],
    ['regex', new BSONRegExp('^a', 'i')],
    ['smallest key', new MinKey()],
    ['greatest key', new MaxKey()],
    ['date before 1970', new Date(-1)],
  ])('come back as the %s they were', async (_name, value) => {
    await values.insertOne({ value });
    const [found] = await values.find({}, raw).toArray();
    expect(found?.['value']).toEqual(value);
  });

  test('keep the order of fields, also those like numbers', async () => {
    const fields = new Map<string, unknown>([
      ['b', 1],
      ['2', 1],
      ['a', 1],
      ['1', 1],
    ]);
    await values.insertOne({ value: fields });
    const [found] = await values.find({}, { raw: true }).toArray();
    const bytes = Buffer.from(found as unknown as Uint8Array).toString('latin1');
    const order = ['b', '2', 'a', '1'].map((name) => bytes.indexOf(`\x10${name}\0`));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('put _id first, and make one if there is none', async () => {
    await values.insertOne({ a: 1, _id: 7 } as Document);
    await values.insertOne({ a: 2 }, { forceServerObjectId: true });
    const found = await values.find().sort({ a: 1 }).toArray();
    expect(found.map((doc) => Object.keys(doc)[0])).toEqual(['_id', '_id']);
    expect(found[1]?._id).toBeInstanceOf(ObjectId);
  });

  test('may have a null _id', async () => {
    await database.db.command({ insert: 'values', documents: [{ _id: null, a: 1 }] });
    expect(await values.findOne({ a: 1 })).toEqual({ _id: null, a: 1 });
  });
});

describe('order', () => {
  test('goes by type, then by value', async () => {
    const ascending = [
      new MinKey(),
      null,
      new Double(NaN),
      new Double(-1.5),
      new Int32(0),
      Decimal128.fromString('0.1'),
      new Double(0.5),
      Long.fromNumber(1),
      'A',
      'a',
      { a: 1 },
      { a: 2 },
      { b: 0 },
      new Binary(Buffer.from([1]), 0),
      new ObjectId('0123456789abcdef01234567'),
      false,
      true,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      new BSONRegExp('a'),
      new MaxKey(),
    ];
    await store(...ascending);
    const expected = ascending.map((_value, place) => place);
    expect(await places({}, { value: 1 })).toEqual(expected);
    expect(await places({}, { value: -1 })).toEqual([...expected].reverse());
    await values.createIndex({ value: 1 }, { name: 'order' }, {});
    expect(await places({}, { value: 1 })).toEqual(expected);
    await values.dropIndex('order');
  });

  test('of strings is that of UTF-8, above the surrogates too', async () => {
    await store('\u{1f600}', '\uffee', 'z');
    expect(await places({}, { value: 1 })).toEqual([2, 1, 0]);
  });

  test('of longs is exact beyond 2^53', async () => {
    await store(
      Long.fromString('9007199254740993'),
      new Double(9007199254740992),
      Long.fromString('9007199254740994'),
    );
    expect(await places({}, { value: 1 })).toEqual([1, 0, 2]);
    expect(await places({ value: new Double(9007199254740992) })).toEqual([1]);
  });

  test('of an array is that of its least, or descending its greatest', async () => {
    await store([5, 1], 2, [0, 9]);
    expect(await places({}, { value: 1 })).toEqual([2, 0, 1]);
    expect(await places({}, { value: -1 })).toEqual([2, 0, 1]);
  });

  test('puts an empty array before null', async () => {
    await store(null, []);
    expect(await places({}, { value: 1 })).toEqual([1, 0]);
  });

  test('of several fields takes the first that differs', async () => {
    await values.insertMany([
      { place: 0, a: 1, b: 2 },
      { place: 1, a: 0, b: 1 },
      { place: 2, a: 1, b: 3 },
    ]);
    expect(await places({}, { a: 1, b: -1 })).toEqual([1, 2, 0]);
  });
});

describe('equality', () => {
  test('holds between number types', async () => {
    await store(new Int32(1), new Double(1), Long.fromNumber(1), Decimal128.fromString('1.0'), '1');
    expect(await places({ value: 1 })).toEqual([0, 1, 2, 3]);
  });

  test('of sub-documents depends on the order of fields', async () => {
    await store({ a: 1, b: 2 }, { b: 2, a: 1 });
    expect(await places({ value: { a: 1, b: 2 } })).toEqual([0]);
  });

  test('to null holds for missing fields', async () => {
    await store(null, undefined, 0, []);
    expect(await places({ value: null })).toEqual([0, 1]);
    expect(await places({ value: { $exists: false } })).toEqual([1]);
    expect(await places({ $and: [{ value: null }, { value: { $exists: true } }] })).toEqual([0]);
  });

  test('of binary and object ids is by their bytes', async () => {
    const id = new ObjectId();
    await store(id, new Binary(Buffer.from('ab'), 0), id.toHexString());
    expect(await places({ value: id })).toEqual([0]);
    expect(await places({ value: Buffer.from('ab') })).toEqual([1]);
  });
});
