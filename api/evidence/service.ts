import { recordChange } from '../audit/service.ts';
import { Conflict, Forbidden, Locked } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { EvidenceChange, EvidenceFields, EvidenceStored, EvidenceView } from './contract.ts';
import { claimFile, discardFile, forgottenFiles, keepFile } from './files/file-store.ts';
import type { ReceivedFile } from './files/receive.ts';
import { visibleEvidence } from './library.ts';
import { type By, EvidenceCounterModel, EvidenceModel, type Evidence, type Revision } from './model.ts';
import { evidenceNumber, mayChange, searchWords, visibilitiesFor } from './rules.ts';
import { evidenceView } from './views.ts';

// Reading the library stands in its own file; both are what others use of evidence.
export { evidenceByIds, getEvidence, listEvidence, openRevision, storedFiles } from './library.ts';
export { receiveFile, type ReceivedFile } from './files/receive.ts';

/** Adds a record to the library, with its first file or without. The number it gets is never given again. */
export async function createEvidence(
  actor: Actor,
  fields: EvidenceFields,
  file: ReceivedFile | null = null,
): Promise<EvidenceStored> {
  const duplicateOf = file && (await otherHolder(actor, file));
  const record = await holding(file, () => insert(actor, fields, file));
  const { title, visibility } = fields;
  await inTrail(actor, 'evidence.added', record, { title, visibility, sha256: file?.sha256 ?? null });
  return { ...evidenceView(record, actor), duplicateOf };
}

/** Adds a file as the next revision. Earlier ones stay as they are. Refuses (Conflict) the file it already holds last. */
export async function addRevision(actor: Actor, id: string, file: ReceivedFile): Promise<EvidenceStored> {
  const before = await changeableEvidence(actor, id);
  const last = before.revisions.at(-1);
  if (last?.sha256 === file.sha256) {
    throw new Conflict(`This is the very file that ${evidenceNumber(before.sequence)} already holds.`);
  }
  const duplicateOf = await otherHolder(actor, file, id);
  const record = await holding(file, () => append(actor, before, file));
  const { revisionCount: revision } = record;
  await inTrail(actor, 'evidence.revised', record, { revision, sha256: file.sha256 });
  return { ...evidenceView(record, actor), duplicateOf };
}

/** Changes what is said of a record; fields that are left out stay. */
export async function changeEvidence(actor: Actor, change: EvidenceChange): Promise<EvidenceView> {
  const { evidence: id, ...fields } = change;
  const before = await changeableEvidence(actor, id);
  const { title = before.title, source = before.source } = fields;
  const words = wordsOf(before.sequence, { title, source });
  const after = await EvidenceModel.findOneAndUpdate(
    { _id: id, withdrawn: null },
    { $set: { ...fields, words } },
    { returnDocument: 'after' },
  ).lean<Evidence>();
  if (!after) throw withdrawnAlready();
  await inTrail(actor, 'evidence.changed', after, { changes: differences(before, fields) });
  return evidenceView(after, actor);
}

/** Withdraws a record with a reason: it is kept, with its files, wherever it is cited. */
export async function withdrawEvidence(actor: Actor, id: string, reason: string): Promise<EvidenceView> {
  await changeableEvidence(actor, id);
  const after = await EvidenceModel.findOneAndUpdate(
    { _id: id, withdrawn: null },
    { $set: { withdrawn: { reason, by: byOf(actor), at: new Date() } } },
    { returnDocument: 'after' },
  ).lean<Evidence>();
  if (!after) throw withdrawnAlready();
  await inTrail(actor, 'evidence.withdrawn', after, { reason });
  return evidenceView(after, actor);
}

/** Removes files that were received a day ago or earlier and that no record holds; answers how many. */
export async function sweepUploads(now = Date.now()): Promise<number> {
  let removed = 0;
  for (const file of await forgottenFiles(now)) {
    const held = await EvidenceModel.findOne({ 'revisions.file': file }).select('_id').lean();
    if (held) await keepFile(file);
    else {
      await discardFile(file);
      removed += 1;
    }
  }
  return removed;
}

async function changeableEvidence(actor: Actor, id: string): Promise<Evidence> {
  const record = await visibleEvidence(actor, id);
  if (!mayChange(actor, record.addedBy.id)) {
    throw new Forbidden(
      'Only the person who added this record, a lead or a coordinator can change it. Ask one of them.',
    );
  }
  if (record.withdrawn) throw withdrawnAlready();
  return record;
}

function withdrawnAlready(): Locked {
  return new Locked('This record was withdrawn and can no longer be changed. Add a new record instead.');
}

/** Runs `work` so that the file is either held by a record afterwards, or gone; what older uploads left goes too. */
async function holding(file: ReceivedFile | null, work: () => Promise<Evidence>): Promise<Evidence> {
  if (!file) return work();
  await claimFile(file.file);
  try {
    const record = await work();
    await keepFile(file.file);
    await sweepUploads();
    return record;
  } catch (error) {
    const held = await EvidenceModel.findOne({ 'revisions.file': file.file }).select('_id').lean();
    if (!held) await discardFile(file.file);
    throw error;
  }
}

async function insert(actor: Actor, fields: EvidenceFields, file: ReceivedFile | null): Promise<Evidence> {
  const sequence = await nextSequence();
  const record = await EvidenceModel.create({
    ...fields,
    sequence,
    words: wordsOf(sequence, fields),
    withdrawn: null,
    revisions: file ? [revisionOf(actor, 1, file)] : [],
    revisionCount: file ? 1 : 0,
    addedBy: byOf(actor),
    addedAt: new Date(),
  });
  return record.toObject<Evidence>();
}

async function append(actor: Actor, record: Evidence, file: ReceivedFile): Promise<Evidence> {
  const { _id, revisionCount } = record;
  const after = await EvidenceModel.findOneAndUpdate(
    { _id, revisionCount, withdrawn: null },
    { $push: { revisions: revisionOf(actor, revisionCount + 1, file) }, $inc: { revisionCount: 1 } },
    { returnDocument: 'after' },
  ).lean<Evidence>();
  if (after) return after;
  throw new Conflict('Someone else changed this record at the same moment. Look at it and upload again.');
}

async function nextSequence(): Promise<number> {
  const counter = await EvidenceCounterModel.findOneAndUpdate(
    { _id: 'evidence' },
    { $inc: { last: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean<{ last: number }>();
  return counter.last;
}

/** Another record, among those the person may see, that holds the very same file. */
async function otherHolder(
  actor: Actor,
  { sha256 }: ReceivedFile,
  except?: string,
): Promise<EvidenceStored['duplicateOf']> {
  const record = await EvidenceModel.findOne({
    'revisions.sha256': sha256,
    visibility: { $in: visibilitiesFor(actor) },
    ...(except === undefined ? {} : { _id: { $ne: except } }),
  })
    .sort({ sequence: 1 })
    .lean<Evidence>();
  if (!record) return null;
  return { id: record._id.toHexString(), number: evidenceNumber(record.sequence), title: record.title };
}

function revisionOf(actor: Actor, revision: number, received: ReceivedFile): Revision {
  return { ...received, revision, uploadedBy: byOf(actor), uploadedAt: new Date() };
}

function wordsOf(sequence: number, { title, source }: { title: string; source: string }): string[] {
  return searchWords(evidenceNumber(sequence), title, source);
}

function byOf({ id, name }: Actor): By {
  return { id, name };
}

function differences(before: Evidence, fields: Omit<EvidenceChange, 'evidence'>): Record<string, unknown> {
  const names = Object.keys(fields) as (keyof typeof fields)[];
  const changed = names.filter((name) => before[name] !== fields[name]);
  return Object.fromEntries(changed.map((name) => [name, [before[name], fields[name]]]));
}

function inTrail(
  actor: Actor,
  event: `evidence.${string}`,
  record: Evidence,
  details: Record<string, unknown>,
): Promise<void> {
  const number = evidenceNumber(record.sequence);
  return recordChange(actor, { event, subject: record._id.toHexString(), details: { number, ...details } });
}
