/**
 * A block that moves is copied to its new place and deleted in the old one. A page that has not heard of it yet goes
 * on typing into the old one, where it would vanish. What such an update does to the old block is done to the copy
 * as well: the same pieces, under new ids, at the twins of their places.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Twins } from './twins.ts';

/** What carrying needs to know of the document before the update is applied to it. */
export interface Carrier {
  twins: Twins;
  /** The client id under which carried pieces are written, and its next clock. */
  client: number;
  clock: number;
  /** How much of a client's pieces the document already has. */
  known: (client: number) => number;
  /** Whether deletions are meant for the old place: true for what was just typed, false for a whole state. */
  deletions: boolean;
}

/** No block is as long as this; a deleted stretch that claims to be is not looked at piece by piece. */
const LONGEST = 200_000;

/** The part of an update that belongs to moved blocks, as an update for their copies; null when there is none. */
export function carryOver(update: Uint8Array, carrier: Carrier): Uint8Array | null {
  if (carrier.twins.isEmpty) return null;
  const { structs, ds } = Y.decodeUpdate(update);
  const items = carryItems(structs, carrier);
  const deleted = carrier.deletions ? carryDeletions(ds.clients, carrier.twins) : [];
  return items.length + deleted.length === 0 ? null : encode(items, deleted);
}

/** Goes over the pieces until none is left that stands in a moved block: one may lean on another that comes later. */
function carryItems(structs: readonly unknown[], carrier: Carrier): Y.Item[] {
  let waiting = structs.flatMap((struct) => newPart(struct, carrier.known));
  const carried: Y.Item[] = [];
  let clock = carrier.clock;
  for (let found = true; found;) {
    found = false;
    waiting = waiting.filter((item) => {
      const copy = copyOf(item, Y.createID(carrier.client, clock), carrier.twins);
      if (!copy) return true;
      noteCarried(carrier.twins, item, copy);
      carried.push(copy.item);
      clock += item.length;
      found = true;
      return false;
    });
  }
  return carried;
}

/** The part of a piece that the document does not have yet. */
function newPart(struct: unknown, known: Carrier['known']): Y.Item[] {
  if (!(struct instanceof Y.Item)) return [];
  const { id, length } = struct;
  if (length > LONGEST) return [];
  const offset = known(id.client) - id.clock;
  if (offset <= 0) return [struct];
  if (offset >= length) return [];
  const origin = Y.createID(id.client, id.clock + offset - 1);
  const rest = struct.content.splice(offset);
  const at = Y.createID(id.client, id.clock + offset);
  return [new Y.Item(at, null, origin, null, struct.rightOrigin, null, struct.parentSub, rest)];
}

interface Copy {
  item: Y.Item;
  parent: Y.ID;
}

function copyOf(item: Y.Item, id: Y.ID, twins: Twins): Copy | null {
  const left = item.origin && twins.twinOf(item.origin);
  const right = item.rightOrigin && twins.twinOf(item.rightOrigin);
  const within = item.parent instanceof Y.ID ? twins.typeOf(item.parent) : null;
  const parent = left?.parent ?? right?.parent ?? within;
  if (!parent) return null;
  const origin = left ? (left.exact ?? left.left) : null;
  const rightOrigin = right ? (right.exact ?? right.right) : null;
  const holder = (origin ?? rightOrigin) ? null : parent;
  const { parentSub, content } = item;
  return { item: new Y.Item(id, null, origin, null, rightOrigin, holder, parentSub, content.copy()), parent };
}

/** What is typed next leans on what was carried now. */
function noteCarried(twins: Twins, { id, length, content }: Y.Item, { item, parent }: Copy): void {
  for (let offset = 0; offset < length; offset += 1) {
    const exact = Y.createID(item.id.client, item.id.clock + offset);
    twins.addPiece(Y.createID(id.client, id.clock + offset), { parent, exact, left: null, right: null });
  }
  if (content instanceof Y.ContentType) twins.addType(id, item.id);
}

interface Range {
  client: number;
  clock: number;
}

function carryDeletions(clients: Map<number, { clock: number; len: number }[]>, twins: Twins): Range[] {
  return [...clients].flatMap(([client, ranges]) =>
    ranges.flatMap(({ clock, len }) =>
      Array.from({ length: len > LONGEST ? 0 : len }, (_, offset) =>
        Y.createID(client, clock + offset),
      ).flatMap((id) => twins.twinOf(id)?.exact ?? twins.typeOf(id) ?? []),
    ),
  );
}

/** Writes pieces of one client and single deletions as an update (version 1 of the format). */
function encode(items: readonly Y.Item[], deleted: readonly Range[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const [first] = items;
  encoding.writeVarUint(encoder.restEncoder, first ? 1 : 0);
  if (first) {
    encoding.writeVarUint(encoder.restEncoder, items.length);
    encoder.writeClient(first.id.client);
    encoding.writeVarUint(encoder.restEncoder, first.id.clock);
    for (const item of items) item.write(encoder, 0);
  }
  const clients = [...new Set(deleted.map((one) => one.client))];
  encoding.writeVarUint(encoder.restEncoder, clients.length);
  for (const client of clients) {
    const clocks = deleted.filter((one) => one.client === client).map((one) => one.clock);
    encoding.writeVarUint(encoder.restEncoder, client);
    encoding.writeVarUint(encoder.restEncoder, clocks.length);
    for (const clock of clocks) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(1);
    }
  }
  return encoder.toUint8Array();
}
