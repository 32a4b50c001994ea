import { describe, expect, test } from '@jest/globals';
import {
  Binary,
  BSONRegExp,
  Decimal128,
  deserialize,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { decode } from '../../../../api/database/embedded/bson/decode.ts';
import { encode } from '../../../../api/database/embedded/bson/encode.ts';
import { inverted, keyOf } from '../../../../api/database/embedded/bson/keys.ts';
import { type Value } from '../../../../api/database/embedded/bson/value.ts';
import { referenceOrder } from './reference-order.ts';

/** Close to each other, so that equal values and near misses come up often. */
const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => new Int32(n)),
  fc
    .constantFrom(0.5, -0.5, 0.1, -0.1, 1, -0, NaN, Infinity, -Infinity, 2 ** 53, 1e300)
    .map((n) => new Double(n)),
  fc.double().map((n) => new Double(n)),
  fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 2n }).map((n) => Long.fromBigInt(n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc
    .constantFrom(
      ...['1', '1.0', '0.5', '0.1', '0.10000000000000000555', '0.1000000000000000056', '-0.1', '-0.11', '-3'],
      ...[
        '9007199254740993',
        '9007199254740993.5',
        '9007199254740993.50',
        'NaN',
        'Infinity',
        '1E+3',
        '1E+6000',
      ],
      ...['2E+6000', '-1E+6000', '1E-6000', '-1E-6000', '0E+3'],
    )
    .map((text) => Decimal128.fromString(text)),
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u{ff}', '\ud83d\ude00', '\uffee'), maxLength: 4 }),
  fc.constantFrom<Value>(null, true, false, new MinKey(), new MaxKey(), new BSONRegExp('a', 'i')),
  fc.integer({ min: -2, max: 2 }).map((n) => new Date(n)),
  fc.integer({ min: 0, max: 2 }).map((n) => new ObjectId(Buffer.alloc(12, n))),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, 0)),
  fc.integer({ min: 0, max: 3 }).map((n) => new Timestamp({ t: n, i: n % 2 })),
);

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '1', ''), tie('value')), { maxLength: 3 })
      .map((pairs) => new Map(pairs)),
  ),
})).value;

describe('keys', () => {
  test('sort as the values do, and are equal when the values are', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Buffer.compare(keyOf(a).bytes, keyOf(b).bytes)).toBe(referenceOrder(a, b));
      }),
      { numRuns: 5000 },
    );
  });

  test('sort in pairs, descending too', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, scalar, (a, b, c, d) => {
        const left = Buffer.concat([inverted(keyOf(a).bytes), keyOf(b).bytes]);
        const right = Buffer.concat([inverted(keyOf(c).bytes), keyOf(d).bytes]);
        expect(Buffer.compare(left, right)).toBe(referenceOrder(c, a) || referenceOrder(b, d));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('documents', () => {
  test('are read and written as the official library does', () => {
    const options = { promoteValues: false, promoteLongs: false, bsonRegExp: true };
    fc.assert(
      fc.property(value, (inner) => {
        const doc = new Map([['field', inner]]);
        const bytes = encode(doc);
        expect(bytes.equals(serialize(doc))).toBe(true);
        expect(encode(decode(bytes)).equals(bytes)).toBe(true);
        expect(deserialize(bytes, options)).toHaveProperty('field');
      }),
      { numRuns: 2000 },
    );
  });
});
