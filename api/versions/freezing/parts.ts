import { NotFound } from '../../http/errors.ts';
import { canonicalJson, fingerprintOfText } from './fingerprint.ts';
import { type FrozenPart, FrozenPartModel } from './model.ts';

/** What nothing names may be removed only so long after it was stored, in milliseconds: it may be about to be named. */
const SETTLED_AFTER = 60 * 60_000;

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

/** Removes those of the pieces that nothing names any more and that were not stored just now. */
export async function removeParts(hashes: readonly string[], now: number): Promise<void> {
  const before = new Date(now - SETTLED_AFTER);
  await FrozenPartModel.deleteMany({ _id: { $in: [...hashes] }, storedAt: { $lt: before } });
}
