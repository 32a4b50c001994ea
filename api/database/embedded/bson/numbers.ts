import { Decimal128, Double, Int32, Long } from 'bson';
import { type Numeric } from './value.ts';

/** Compares two numbers of any type by their exact values; NaN is below all others. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (
    (a._bsontype === 'Int32' || a._bsontype === 'Double') &&
    (b._bsontype === 'Int32' || b._bsontype === 'Double')
  ) {
    return compareDoubles(a.value, b.value);
  }
  if (a._bsontype === 'Long' && b._bsontype === 'Long') return a.compare(b);
  const x = approximate(a);
  const y = approximate(b);
  const rough = compareDoubles(x, y);
  if (rough !== 0 || !Number.isFinite(x)) return rough;
  return compareExactly(a, b);
}

/** The nearest double. */
export function approximate(value: Numeric): number {
  if (value._bsontype === 'Int32' || value._bsontype === 'Double') return value.value;
  return value._bsontype === 'Long' ? value.toNumber() : Number(value.toString());
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

function compareExactly(a: Numeric, b: Numeric): number {
  const [x, y] = [fraction(a), fraction(b)];
  const left = x.numerator * y.denominator;
  const right = y.numerator * x.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A finite number as an exact fraction. */
export function fraction(value: Numeric): { numerator: bigint; denominator: bigint } {
  if (value._bsontype === 'Long') return { numerator: value.toBigInt(), denominator: 1n };
  if (value._bsontype === 'Decimal128') {
    const { coefficient, exponent } = parseDecimal(value);
    if (exponent >= 0) return { numerator: coefficient * 10n ** BigInt(exponent), denominator: 1n };
    return { numerator: coefficient, denominator: 10n ** BigInt(-exponent) };
  }
  let scaled = value.value;
  let denominator = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(scaled), denominator };
}

function parseDecimal(value: Decimal128): { coefficient: bigint; exponent: number } {
  const [digits = '0', power = '0'] = value.toString().split('E');
  const [whole = '0', part = ''] = digits.split('.');
  return { coefficient: BigInt(whole + part), exponent: Number(power) - part.length };
}

/** The sum in the wider of the two types; undefined if two integers leave 64 bits. */
export function addNumbers(a: Numeric, b: Numeric): Numeric | undefined {
  return combine(a, b, { doubles: (x, y) => x + y, integers: (x, y) => x + y, decimals: addDecimals });
}

/** The product in the wider of the two types; undefined if two integers leave 64 bits. */
export function multiplyNumbers(a: Numeric, b: Numeric): Numeric | undefined {
  return combine(a, b, { doubles: (x, y) => x * y, integers: (x, y) => x * y, decimals: multiplyDecimals });
}

interface Arithmetic {
  doubles: (x: number, y: number) => number;
  integers: (x: bigint, y: bigint) => bigint;
  decimals: (x: Decimal128, y: Decimal128) => Decimal128;
}

function combine(a: Numeric, b: Numeric, by: Arithmetic): Numeric | undefined {
  if (a._bsontype === 'Decimal128' || b._bsontype === 'Decimal128')
    return by.decimals(toDecimal(a), toDecimal(b));
  if (a._bsontype === 'Double' || b._bsontype === 'Double')
    return new Double(by.doubles(approximate(a), approximate(b)));
  const result = by.integers(toBigInt(a), toBigInt(b));
  if (BigInt.asIntN(64, result) !== result) return undefined;
  const both32 = a._bsontype === 'Int32' && b._bsontype === 'Int32';
  return both32 && BigInt.asIntN(32, result) === result ? new Int32(Number(result)) : Long.fromBigInt(result);
}

function toBigInt(value: Int32 | Long): bigint {
  return value._bsontype === 'Long' ? value.toBigInt() : BigInt(value.value);
}

function toDecimal(value: Numeric): Decimal128 {
  if (value._bsontype === 'Decimal128') return value;
  if (value._bsontype !== 'Double') return Decimal128.fromString(value.toString());
  return Decimal128.fromString(
    Number.isFinite(value.value) ? value.value.toPrecision(15) : String(value.value),
  );
}

function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  if (!isFinite(approximate(a)) || !isFinite(approximate(b))) {
    return Decimal128.fromString(String(approximate(a) + approximate(b)));
  }
  const [x, y] = [parseDecimal(a), parseDecimal(b)];
  const exponent = Math.min(x.exponent, y.exponent);
  const scaled = (part: typeof x): bigint => part.coefficient * 10n ** BigInt(part.exponent - exponent);
  return Decimal128.fromStringWithRounding(`${String(scaled(x) + scaled(y))}E${exponent}`);
}

function multiplyDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  if (!isFinite(approximate(a)) || !isFinite(approximate(b))) {
    return Decimal128.fromString(String(approximate(a) * approximate(b)));
  }
  const [x, y] = [parseDecimal(a), parseDecimal(b)];
  return Decimal128.fromStringWithRounding(
    `${String(x.coefficient * y.coefficient)}E${x.exponent + y.exponent}`,
  );
}
