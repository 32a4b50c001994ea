import type { Readable } from 'node:stream';
import { EVIDENCE_ID } from '../../editor/schema/attributes.ts';
import { NotFound } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { EvidenceQuery, EvidenceView, RevisionView } from './contract.ts';
import { fileReader, type Range } from './files/file-store.ts';
import { EvidenceModel, type Evidence } from './model.ts';
import { searchWords, visibilitiesFor } from './rules.ts';
import { evidenceView } from './views.ts';

const mostFound = 2000;

/** Records that the person may see, newest first; with a query those where each of its words begins a word of the record. */
export async function listEvidence(actor: Actor, { query, type }: EvidenceQuery): Promise<EvidenceView[]> {
  const words = searchWords(query);
  if (words.length === 0 && query.trim() !== '') return [];
  const filter = {
    visibility: { $in: visibilitiesFor(actor) },
    ...(type === undefined ? {} : { type }),
    // The words hold letters and digits only, so nothing in them means anything to a regular expression.
    ...(words.length === 0 ? {} : { $and: words.map((word) => ({ words: { $regex: `^${word}` } })) }),
  };
  const records = await EvidenceModel.find(filter).sort({ sequence: -1 }).limit(mostFound).lean<Evidence[]>();
  return records.sort((a, b) => rank(a, words) - rank(b, words)).map((record) => evidenceView(record, actor));
}

/** One record. Throws NotFound, also when the person may not know of it. */
export async function getEvidence(actor: Actor, id: string): Promise<EvidenceView> {
  return evidenceView(await visibleEvidence(actor, id), actor);
}

/** Records by id, whoever asks: for the server's own use. Those that do not exist are left out. */
export async function evidenceByIds(ids: readonly string[]): Promise<EvidenceView[]> {
  const real = ids.filter((id) => EVIDENCE_ID.test(id));
  const records = await EvidenceModel.find({ _id: { $in: real } })
    .sort({ sequence: 1 })
    .lean<Evidence[]>();
  return records.map((record) => evidenceView(record, null));
}

/** How to read the stored files of records, by `id/revision`, whoever asks: for the server's own use. */
export async function storedFiles(ids: readonly string[]): Promise<Map<string, () => Readable>> {
  const records = await EvidenceModel.find({ _id: { $in: ids.filter((id) => EVIDENCE_ID.test(id)) } }).lean<
    Evidence[]
  >();
  return new Map(
    records.flatMap(({ _id, revisions }) =>
      revisions.map(({ revision, file }) => [
        `${_id.toHexString()}/${revision}`,
        (): Readable => fileReader(file),
      ]),
    ),
  );
}

/** One revision of a record with its bytes, whole or a stretch. Throws NotFound like {@link getEvidence}. */
export async function openRevision(
  actor: Actor,
  id: string,
  number: number,
): Promise<{ revision: RevisionView; read: (range?: Range) => Readable }> {
  const record = await visibleEvidence(actor, id);
  const stored = record.revisions.find((one) => one.revision === number);
  const revision = evidenceView(record, actor).revisions.find((one) => one.revision === number);
  if (!stored || !revision) throw new NotFound('This record has no such file. It may be a newer one.');
  return { revision, read: (range) => fileReader(stored.file, range) };
}

/** A record as it is stored. Throws NotFound, also when the person may not know of it. */
export async function visibleEvidence(actor: Actor, id: string): Promise<Evidence> {
  const record = await EvidenceModel.findOne({
    _id: id,
    visibility: { $in: visibilitiesFor(actor) },
  }).lean<Evidence>();
  if (!record) throw new NotFound('This evidence record was not found. It may not be open to you.');
  return record;
}

/** Records whose title holds what was typed stand before those found by their source only. */
function rank(record: Evidence, words: readonly string[]): number {
  const inTitle = searchWords(record.title);
  return words.every((word) => inTitle.some((one) => one.startsWith(word))) ? 0 : 1;
}
