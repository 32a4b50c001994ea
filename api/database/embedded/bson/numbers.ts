import { Decimal128, Double, Int32, Long } from 'bson';
import { type Numeric } from './value.ts';

/** Compares two numbers of any type by their exact values; NaN is below all others. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const [x, y] = [approximate(a), approximate(b)];
  const rough = compareDoubles(x, y);
  if (rough !== 0 || !Number.isFinite(x) || (isDouble(a) && isDouble(b))) return rough;
  const [left, right] = [fraction(a), fraction(b)];
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function isDouble(value: Numeric): value is Int32 | Double {
  return value._bsontype === 'Int32' || value._bsontype === 'Double';
}

/** The nearest double. */
export function approximate(value: Numeric): number {
  if (isDouble(value)) return value.value;
  return value._bsontype === 'Long' ? value.toNumber() : Number(value.toString());
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(!Number.isNaN(a)) - Number(!Number.isNaN(b));
}

/** A finite number as an exact fraction. */
export function fraction(value: Numeric): { numerator: bigint; denominator: bigint } {
  if (value._bsontype === 'Decimal128') {
    const { coefficient, exponent } = parseDecimal(value);
    if (exponent >= 0) return { numerator: coefficient * 10n ** BigInt(exponent), denominator: 1n };
    return { numerator: coefficient, denominator: 10n ** BigInt(-exponent) };
  }
  if (value._bsontype === 'Long') return { numerator: value.toBigInt(), denominator: 1n };
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
  if (a._bsontype === 'Decimal128' || b._bsontype === 'Decimal128') return addDecimals(a, b);
  if (a._bsontype === 'Double' || b._bsontype === 'Double')
    return new Double(approximate(a) + approximate(b));
  const sum = BigInt(a.toString()) + BigInt(b.toString());
  if (BigInt.asIntN(64, sum) !== sum) return undefined;
  const both32 = a._bsontype === 'Int32' && b._bsontype === 'Int32';
  return both32 && BigInt.asIntN(32, sum) === sum ? new Int32(Number(sum)) : Long.fromBigInt(sum);
}

function addDecimals(a: Numeric, b: Numeric): Decimal128 {
  const rough = approximate(a) + approximate(b);
  if (!Number.isFinite(rough)) return Decimal128.fromString(String(rough));
  const [x, y] = [parseDecimal(toDecimal(a)), parseDecimal(toDecimal(b))];
  const exponent = Math.min(x.exponent, y.exponent);
  const scaled = (part: typeof x): bigint => part.coefficient * 10n ** BigInt(part.exponent - exponent);
  return Decimal128.fromStringWithRounding(`${scaled(x) + scaled(y)}E${exponent}`);
}

/** A double becomes a decimal with 15 digits, as in MongoDB. */
function toDecimal(value: Numeric): Decimal128 {
  if (value._bsontype === 'Decimal128') return value;
  return Decimal128.fromString(value._bsontype === 'Double' ? value.value.toPrecision(15) : value.toString());
}
