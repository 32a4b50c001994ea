import { NotFound } from '../../http/errors.ts';
import { canonicalJson, fingerprintOfText } from './fingerprint.ts';
import { type FrozenPart, FrozenPartModel } from './model.ts';

/** What nothing names stays for so long after it was stored, in milliseconds: it may be about to be named, or be read. */
const SETTLED_AFTER = 24 * 60 * 60_000;

/** Keeps a piece of frozen data, once; answers its fingerprint, by which it is read again. */
export async function storePart(data: unknown): Promise<string> {
  const json = canonicalJson(data);
  const hash = fingerprintOfText(json);
  const now = new Date();
  const change = { $set: { storedAt: now }, $setOnInsert: { json } };
  await FrozenPartModel.updateOne({ _id: hash }, change, { upsert: true });
  return hash;
}

/** Reads pieces by their fingerprints, in the same order. Throws NotFound when one is missing, an Error when one was altered. */
export async function readParts(hashes: readonly string[]): Promise<unknown[]> {
  const found = await FrozenPartModel.find({ _id: { $in: [...hashes] } }).lean<FrozenPart[]>();
  const byHash = new Map(found.map((part) => [part._id, part.json]));
  return hashes.map((hash) => {
    const json = byHash.get(hash);
    if (json === undefined)
      throw new NotFound('A part of this version was not found. Tell whoever runs Candour.');
    if (fingerprintOfText(json) !== hash) throw new Error(`The frozen part ${hash} was altered`);
    return JSON.parse(json) as unknown;
  });
}

/** Removes the pieces that are not among `named` and were not stored in the last day. */
export async function removePartsBut(named: readonly string[], now: number): Promise<void> {
  const keep = new Set(named);
  const old = await FrozenPartModel.find({ storedAt: { $lt: new Date(now - SETTLED_AFTER) } })
    .select('_id')
    .lean<{ _id: string }[]>();
  for (const { _id } of old) {
    // Asked again, since it may have been stored again meanwhile.
    const unused = { _id, storedAt: { $lt: new Date(now - SETTLED_AFTER) } };
    if (!keep.has(_id)) await FrozenPartModel.deleteOne(unused);
  }
}
