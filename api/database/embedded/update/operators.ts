import { Double, Int32, Long } from 'bson';
import { compare } from '../bson/keys.ts';
import {
  type Doc,
  int,
  isDoc,
  isNumeric,
  type Numeric,
  show,
  toNumber,
  typeName,
  type Value,
} from '../bson/value.ts';
import { badValue, failedToParse, notInSubset, typeMismatch } from '../errors.ts';
import { type UPDATE_OPERATORS } from '../subset.ts';
import { type Change } from './change-at.ts';

/** One change at one path. */
export interface Step {
  path: string[];
  change: Change;
  /** Whether it is made only to a document that an upsert inserts. */
  onInsert: boolean;
}

/** Finds an operator, which makes a change of its operand; those outside the subset are refused (9). */
export function changeFor(operator: string): (operand: Value) => Change {
  const make = (OPERATORS as Partial<Record<string, (operand: Value) => Change>>)[operator];
  if (make) return make;
  const unknown = `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`;
  if (!operator.startsWith('$')) throw failedToParse(unknown);
  throw notInSubset('FailedToParse', `${unknown}. The operator ${operator}`);
}

const OPERATORS: Record<(typeof UPDATE_OPERATORS)[number], (operand: Value) => Change> = {
  $set: (operand) => () => operand,
  $setOnInsert: (operand) => () => operand,
  $inc: increment,
  $max: (operand) => (current) =>
    current === undefined || compare(operand, current) > 0 ? operand : current,
  $push: push,
};

function increment(operand: Value): Change {
  if (!isNumeric(operand)) throw typeMismatch('Cannot increment with non-numeric argument');
  // A missing field counts as an int 0, which takes the operand's type.
  return (current = int(0), doc, path) => {
    if (isNumeric(current)) return sum(current, operand);
    throw typeMismatch(
      `Cannot apply $inc to a value of non-numeric type. ${shownId(doc)} has the field '${path.at(-1) ?? ''}' of non-numeric type ${typeName(current)}`,
    );
  };
}

function shownId(doc: Doc): string {
  return `{_id: ${show(doc.get('_id'))}}`;
}

/** The sum in the wider of the two types. */
function sum(a: Numeric, b: Numeric): Numeric {
  const types = [a._bsontype, b._bsontype];
  if (types.includes('Decimal128')) throw notInSubset('TypeMismatch', 'A sum of decimals');
  if (types.includes('Double')) return new Double(toNumber(a) + toNumber(b));
  const exact = BigInt(a.toString()) + BigInt(b.toString());
  if (!types.includes('Long') && BigInt.asIntN(32, exact) === exact) return new Int32(Number(exact));
  if (BigInt.asIntN(64, exact) === exact) return Long.fromBigInt(exact);
  throw badValue('Failed to apply $inc operations to current value');
}

function push(operand: Value): Change {
  if (isDoc(operand) && operand.has('$each')) throw notInSubset('BadValue', 'The clause $each of $push');
  return (current = [], doc, path) => {
    if (Array.isArray(current)) return [...current, operand];
    throw badValue(
      `The field '${path.join('.')}' must be an array but is of type ${typeName(current)} in document ${shownId(doc)}`,
    );
  };
}
