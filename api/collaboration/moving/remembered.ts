/** Moves as they are kept in the database, so that a page that comes back after a restart is still understood. */
import { createDecoder, readAny } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeAny } from 'lib0/encoding';
import * as Y from 'yjs';
import type { Twin, Twins } from './twins.ts';

/** So many stretches of one section are kept; the oldest go first. A move of a claim makes some five. */
const MOST = 20_000;

/** Pieces that follow one another, with what became of the first; the others follow it, or went to the same place. */
interface Stretch {
  id: Y.ID;
  length: number;
  twin: Twin;
}

type Id = [client: number, clock: number];

/** A stretch as it is written: its first piece and length, then of its twin parent, exact, left and right. */
type Written = [Id, number, Id, Id | null, Id | null, Id | null];

/** What was noted here (and not in what it was forked from), in a short form; null when nothing was. */
export function rememberMoves(twins: Twins): Uint8Array | null {
  const { pieces, types } = twins.noted;
  if (pieces.length + types.length === 0) return null;
  const stretches = pieces.reduce(joined, []).slice(-MOST);
  const encoder = createEncoder();
  writeAny(encoder, {
    pieces: stretches.map(written),
    types: types.slice(-MOST).map(([old, copy]) => [idOf(old), idOf(copy)]),
  });
  return toUint8Array(encoder);
}

/** Notes again what {@link rememberMoves} gave. */
export function recallMoves(twins: Twins, remembered: Uint8Array): void {
  const { pieces, types } = readAny(createDecoder(remembered)) as { pieces: Written[]; types: [Id, Id][] };
  for (const [id, length, ...twin] of pieces) {
    for (let offset = 0; offset < length; offset += 1) twins.addPiece(read(id, offset), twinAt(twin, offset));
  }
  for (const [old, copy] of types) twins.addType(read(old), read(copy));
}

function joined(stretches: Stretch[], [id, twin]: [Y.ID, Twin]): Stretch[] {
  const last = stretches.at(-1);
  if (last && goesOn(last, id, twin)) last.length += 1;
  else stretches.push({ id, length: 1, twin });
  return stretches;
}

function goesOn({ id, length, twin }: Stretch, next: Y.ID, its: Twin): boolean {
  const follows = isAt(next, id, length) && isAt(its.parent, twin.parent, 0);
  if (!follows || its.exact || twin.exact) return follows && isAt(its.exact, twin.exact, length);
  return isAt(its.left, twin.left, 0) && isAt(its.right, twin.right, 0);
}

function isAt(id: Y.ID | null, from: Y.ID | null, offset: number): boolean {
  if (!id || !from) return id === from;
  return id.client === from.client && id.clock === from.clock + offset;
}

/** What stands beside an exact copy is never asked for. */
function written({ id, length, twin: { parent, exact, left, right } }: Stretch): Written {
  const beside = exact ? [null, null] : [left && idOf(left), right && idOf(right)];
  return [idOf(id), length, idOf(parent), exact && idOf(exact), beside[0] ?? null, beside[1] ?? null];
}

function twinAt([parent, exact, left, right]: [Id, Id | null, Id | null, Id | null], offset: number): Twin {
  return {
    parent: read(parent),
    exact: exact && read(exact, offset),
    left: left && read(left),
    right: right && read(right),
  };
}

function idOf({ client, clock }: Y.ID): Id {
  return [client, clock];
}

function read([client, clock]: Id, offset = 0): Y.ID {
  return Y.createID(client, clock + offset);
}
