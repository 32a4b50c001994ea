import { describe, expect, test } from '@jest/globals';
import { Binary, Decimal128, Double, Int32, Long, ObjectId, serialize, Timestamp } from 'bson';
import { decode } from '../../../../api/database/embedded/bson/decode.ts';
import { CursorBatch, encode, encodeReply } from '../../../../api/database/embedded/bson/encode.ts';
import { type Value } from '../../../../api/database/embedded/bson/value.ts';

describe('a document read and written again', () => {
  test.each<[string, unknown]>([
    [
      'numbers of each type',
      [new Int32(5), new Double(5), Long.fromString('9007199254740993'), Decimal128.fromString('1.10')],
    ],
    ['minus zero', new Double(-0)],
    ['old binary data', new Binary(Buffer.from('abc'), 2)],
    ['nested documents', { a: { b: [{ c: null }] } }],
    ['times', [new Date(-1), new Timestamp({ t: 1, i: 2 }), new ObjectId()]],
    ['text beyond the plane', 'a\u0000😀'],
  ])('keeps %s to the byte', (_name, value) => {
    const raw = Buffer.from(serialize({ value }));
    expect(encode(decode(raw))).toEqual(raw);
  });

  test('keeps the order of names like numbers, and names like those of objects', () => {
    const doc = new Map<string, Value>([
      ['2', 'b'],
      ['1', 'a'],
      ['__proto__', 'c'],
    ]);
    expect([...decode(encode(doc))]).toEqual([...doc]);
  });

  test('keeps an array whose elements have other names than their places', () => {
    const odd = Buffer.from(serialize({ list: { a: 1, b: 2 } }));
    odd[4] = 0x04;
    expect(decode(odd).get('list')).toEqual([new Int32(1), new Int32(2)]);
  });
});

test('reading only some fields steps over the others', () => {
  const raw = Buffer.from(serialize({ a: 1, b: { c: 2 }, d: 'x' }));
  expect([...decode(raw, new Set(['d']))]).toEqual([['d', 'x']]);
});

test.each<[string, Buffer]>([
  ['cut short', Buffer.from(serialize({ a: 'text' })).subarray(0, 9)],
  ['with a wrong length', Buffer.from([200, 0, 0, 0, 0])],
  ['with a type nobody writes', Buffer.from([8, 0, 0, 0, 0x06, 0x61, 0, 0])],
  ['with a date beyond JavaScript', encodeDate(9_000_000_000_000_000n)],
])('bytes %s are refused', (_name, bytes) => {
  expect(() => decode(bytes)).toThrow(expect.objectContaining({ code: 22 }));
});

function encodeDate(milliseconds: bigint): Buffer {
  const bytes = Buffer.from(serialize({ a: new Date(0) }));
  bytes.writeBigInt64LE(milliseconds, 7);
  return bytes;
}

test('the documents of a cursor are put into its answer as they are', () => {
  const documents = [1, 2].map((n) => Buffer.from(serialize({ n })));
  const reply = encodeReply({
    cursor: new CursorBatch('firstBatch', documents, { id: Long.ZERO, ns: 'a.b' }),
    ok: 1,
  });
  expect(reply).toEqual(
    Buffer.from(serialize({ cursor: { firstBatch: [{ n: 1 }, { n: 2 }], id: Long.ZERO, ns: 'a.b' }, ok: 1 })),
  );
});
