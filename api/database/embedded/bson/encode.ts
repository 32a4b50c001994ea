import { type Binary, type Decimal128, type Long, type ObjectId, type Timestamp } from 'bson';
import { type Doc, type Encodable } from './value.ts';

/** Writes a document as BSON; numbers of JavaScript become int32 where they fit, else double. */
export function encode(doc: Doc | Map<string, Encodable> | { [field: string]: Encodable }): Buffer {
  const writer = new Writer();
  writer.document(doc);
  return writer.finished();
}

class Writer {
  private bytes = Buffer.allocUnsafe(1024);
  private at = 0;

  finished(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  document(doc: Map<string, Encodable> | { [field: string]: Encodable }): void {
    const start = this.open();
    const entries = doc instanceof Map ? doc : Object.entries(doc);
    for (const [name, value] of entries) if (value !== undefined) this.element(name, value);
    this.close(start);
  }

  private array(values: Encodable[]): void {
    const start = this.open();
    values.forEach((value, index) => this.element(String(index), value ?? null));
    this.close(start);
  }

  private open(): number {
    const start = this.at;
    this.room(4);
    this.at += 4;
    return start;
  }

  private close(start: number): void {
    this.byte(0);
    this.bytes.writeInt32LE(this.at - start, start);
  }

  private element(name: string, value: Exclude<Encodable, undefined>): void {
    const typeAt = this.at;
    this.byte(0);
    this.text(name);
    // Written after the value, which may have moved the buffer.
    const type = this.value(value);
    this.bytes[typeAt] = type;
  }

  /** Writes the value and returns its BSON type. */
  private value(value: Exclude<Encodable, undefined>): number {
    if (value === null) return 0x0a;
    if (typeof value === 'string') return this.string(value);
    if (typeof value === 'boolean') return (this.byte(value ? 1 : 0), 0x08);
    if (typeof value === 'number') return this.number(value);
    if (value instanceof Date) return (this.int64(BigInt(value.getTime())), 0x09);
    if (Buffer.isBuffer(value)) return (this.raw(value), 0x03);
    if (Array.isArray(value)) return (this.array(value), 0x04);
    if (value instanceof Map) return (this.document(value), 0x03);
    return '_bsontype' in value ? this.bsonValue(value as BsonValue) : (this.document(value), 0x03);
  }

  private bsonValue(value: BsonValue): number {
    switch (value._bsontype) {
      case 'Int32':
        return (this.int32(value.value), 0x10);
      case 'Double':
        return (this.double(value.value), 0x01);
      case 'Long':
        return (this.halves(value), 0x12);
      case 'Timestamp':
        return (this.halves(value), 0x11);
      case 'ObjectId':
        return (this.raw(value.id), 0x07);
      case 'Decimal128':
        return (this.raw(value.bytes), 0x13);
      case 'Binary':
        return this.binary(value);
      case 'BSONRegExp':
        return (this.text(value.pattern), this.text(value.options), 0x0b);
      case 'MinKey':
        return 0xff;
      case 'MaxKey':
        return 0x7f;
    }
  }

  private binary(value: Binary): number {
    const content = value.buffer.subarray(0, value.position);
    this.int32(content.length);
    this.byte(value.sub_type);
    this.raw(content);
    return 0x05;
  }

  private number(value: number): number {
    if (Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff && !Object.is(value, -0)) {
      return (this.int32(value), 0x10);
    }
    return (this.double(value), 0x01);
  }

  private string(value: string): number {
    const size = Buffer.byteLength(value) + 1;
    this.int32(size);
    this.room(size);
    this.bytes.write(value, this.at);
    this.at += size - 1;
    this.byte(0);
    return 0x02;
  }

  private text(value: string): void {
    const size = Buffer.byteLength(value);
    this.room(size + 1);
    this.bytes.write(value, this.at);
    this.at += size;
    this.byte(0);
  }

  private byte(value: number): void {
    this.room(1);
    this.bytes[this.at++] = value;
  }

  private int32(value: number): void {
    this.room(4);
    this.at = this.bytes.writeInt32LE(value, this.at);
  }

  private int64(value: bigint): void {
    this.room(8);
    this.at = this.bytes.writeBigInt64LE(value, this.at);
  }

  private halves(value: { low: number; high: number }): void {
    this.int32(value.low | 0);
    this.int32(value.high | 0);
  }

  private double(value: number): void {
    this.room(8);
    this.at = this.bytes.writeDoubleLE(value, this.at);
  }

  private raw(content: Uint8Array): void {
    this.room(content.length);
    this.bytes.set(content, this.at);
    this.at += content.length;
  }

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}

type BsonValue =
  | Long
  | Timestamp
  | ObjectId
  | Decimal128
  | Binary
  | { _bsontype: 'Int32' | 'Double'; value: number }
  | { _bsontype: 'BSONRegExp'; pattern: string; options: string }
  | { _bsontype: 'MinKey' | 'MaxKey' };
