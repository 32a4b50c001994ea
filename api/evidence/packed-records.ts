/** Records that come with an evidence pack: they keep their ids, numbers and revisions. */
import { Conflict } from '../http/errors.ts';
import type { AuditActor } from '../audit/service.ts';
import type { EvidenceView, RevisionView } from './contract.ts';
import { claimFile, discardFile, keepFile } from './files/file-store.ts';
import type { ReceivedFile } from './files/receive.ts';
import { type By, EvidenceCounterModel, EvidenceModel, type Evidence } from './model.ts';
import { evidenceNumber, searchWords, sequenceOf } from './rules.ts';

/** A record as a pack carries it. A name or reason of '' is one the pack's readers were not to see. */
export type PackedRecord = Omit<EvidenceView, 'rights'>;

/** A record that is to be added, with its files by revision. */
export interface RecordToAdd {
  record: PackedRecord;
  files: ReadonlyMap<number, ReceivedFile>;
}

/**
 * Those of the records that the library does not hold yet. One that it holds with the same id, number and files is the same
 * record and stays as it is. Throws Conflict, naming them, when an id or number belongs to another record.
 */
export async function missingRecords(records: readonly PackedRecord[]): Promise<PackedRecord[]> {
  const sequences = records.map(({ number }) => sequenceOf(number));
  const held = [
    ...(await EvidenceModel.find({ _id: { $in: records.map(({ id }) => id) } }).lean<Evidence[]>()),
    ...(await EvidenceModel.find({ sequence: { $in: sequences } }).lean<Evidence[]>()),
  ];
  const holders = ({ id, number }: PackedRecord): Evidence[] =>
    held.filter((one) => one._id.toHexString() === id || evidenceNumber(one.sequence) === number);
  const others = records.filter((record) => holders(record).some((one) => !isSame(one, record)));
  if (others.length > 0) throw taken(others);
  return records.filter((record) => holders(record).length === 0);
}

/**
 * Adds records, each as it is. Their numbers are never given again. When it fails, {@link removeAddedRecords} takes back
 * what was added.
 */
export async function addRecords(actor: AuditActor, added: readonly RecordToAdd[]): Promise<void> {
  const last = Math.max(0, ...added.map(({ record }) => sequenceOf(record.number)));
  await EvidenceCounterModel.updateOne({ _id: 'evidence' }, { $max: { last } }, { upsert: true });
  const files = added.flatMap((one) => [...one.files.values()]);
  for (const { file } of files) await claimFile(file);
  for (const one of added) await EvidenceModel.create(stored(actor, one));
  for (const { file } of files) await keepFile(file);
}

/** Takes back records that were to be added, with their files, however far that went. */
export async function removeAddedRecords(added: readonly RecordToAdd[]): Promise<void> {
  await EvidenceModel.deleteMany({ _id: { $in: added.map(({ record }) => record.id) } });
  for (const { files } of added) for (const { file } of files.values()) await discardFile(file);
}

function isSame(held: Evidence, { id, number, revisions }: PackedRecord): boolean {
  const holdsFile = ({ revision, sha256 }: RevisionView): boolean =>
    held.revisions.some((one) => one.revision === revision && one.sha256 === sha256);
  const isNamedSo = held._id.toHexString() === id && evidenceNumber(held.sequence) === number;
  return isNamedSo && revisions.every(holdsFile);
}

function taken(records: readonly PackedRecord[]): Conflict {
  const numbers = new Intl.ListFormat('en-GB').format(records.map(({ number }) => number));
  const [are, these] =
    records.length === 1 ? ['is another record', 'this number'] : ['are other records', 'these numbers'];
  return new Conflict(
    `${numbers} ${are} in the library here, so nothing was imported. Import the pack into a Candour whose library does not use ${these}.`,
  );
}

function stored(actor: AuditActor, { record, files }: RecordToAdd): Omit<Evidence, '_id'> & { _id: string } {
  const { id, number, revisions, withdrawn, addedBy, addedAt, ...said } = record;
  const by = (name: string): By =>
    name === '' ? { id: actor.id ?? '', name: actor.name } : { id: '', name };
  return {
    ...said,
    _id: id,
    sequence: sequenceOf(number),
    words: searchWords(number, said.title, said.source),
    withdrawn: withdrawn && {
      reason: withdrawn.reason || 'The evidence pack does not say why.',
      by: by(withdrawn.by),
      at: new Date(withdrawn.at),
    },
    revisions: revisions.flatMap(({ revision, uploadedBy, uploadedAt }) => {
      const file = files.get(revision);
      return file
        ? [{ ...file, revision, uploadedBy: by(uploadedBy), uploadedAt: new Date(uploadedAt) }]
        : [];
    }),
    revisionCount: Math.max(0, ...revisions.map(({ revision }) => revision)),
    addedBy: by(addedBy),
    addedAt: new Date(addedAt),
  };
}
