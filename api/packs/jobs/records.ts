/** The exports as the database keeps them: the queue itself. Claiming is one atomic step, so that no two processes make the same. */
import { Conflict, NotFound } from '../../http/errors.ts';
import { recordId } from '../../http/input.ts';
import { newFileId, removeExportFile } from './file-store.ts';
import { ExportModel, type ExportRecord } from './model.ts';

/** An export as it is asked for. */
export type NewJob = Pick<
  ExportRecord,
  'assessment' | 'form' | 'edition' | 'version' | 'against' | 'requestedBy' | 'filename'
>;

/** An export that a process has taken, with the id its file is to be stored under. */
export type Job = NewJob & { id: string; file: string };

/** What is known once the file is there. */
export type Made = Pick<ExportRecord, 'manifestSha256' | 'inspectionReady' | 'problems' | 'filename'> & {
  bytes: number;
  sha256: string;
};

const unfinished = { $in: ['queued', 'running'] } as const;
const keptPerAssessment = 10;
/** A process that has said nothing for this long, in ms, no longer makes what it had taken. */
const deadAfter = 20_000;
/** It is begun, and begun anew at most twice. */
const mostAttempts = 3;
const stoppedTooOften =
  'Candour was stopped three times while this was being made, so it was given up. Make it again; if it happens again, tell whoever runs Candour.';

/** Puts an export at the end of the queue; answers its id. */
export async function enqueue(job: NewJob): Promise<string> {
  const now = new Date();
  const waiting = { state: 'queued', step: 'Waiting for its turn', requestedAt: now, aliveAt: now } as const;
  const created = await ExportModel.create({ ...job, ...waiting });
  return String(created._id);
}

/** How many exports of a person are not finished. */
export async function countUnfinished(person: string): Promise<number> {
  return ExportModel.countDocuments({ 'requestedBy.id': person, state: unfinished });
}

/** Takes the first export that waits, or that a dead process left, for this process; null when there is none. */
export async function claimNext(worker: string): Promise<Job | null> {
  const dead = { state: 'running', aliveAt: { $lt: new Date(Date.now() - deadAfter) } } as const;
  await ExportModel.updateMany(
    { ...dead, attempts: { $gte: mostAttempts } },
    { $set: { state: 'failed', error: stoppedTooOften } },
  );
  const file = newFileId();
  const before = await ExportModel.findOneAndUpdate(
    { $or: [{ state: 'queued' }, dead] },
    {
      $set: { state: 'running', worker, file, progress: 0, step: 'Beginning', aliveAt: new Date() },
      $inc: { attempts: 1 },
    },
    { sort: { requestedAt: 1 } },
  ).lean<ExportRecord>();
  if (!before) return null;
  if (before.file !== null) await removeExportFile(before.file);
  return { ...before, id: String(before._id), file };
}

/** Notes how far an export is; false when this process no longer makes it (it was cancelled, or taken by another). */
export async function note(
  worker: string,
  id: string,
  change: Partial<Pick<ExportRecord, 'progress' | 'step'>>,
): Promise<boolean> {
  const { matchedCount } = await ExportModel.updateOne(mine(worker, id), {
    $set: { ...change, aliveAt: new Date() },
  });
  return matchedCount === 1;
}

/** Notes that the file is there; false (and the file is of no use) when this process no longer makes it. */
export async function noteDone(worker: string, id: string, made: Made): Promise<boolean> {
  const done = { ...made, state: 'done', progress: 1, step: 'Ready', worker: null } as const;
  const { matchedCount } = await ExportModel.updateOne(mine(worker, id), { $set: done });
  return matchedCount === 1;
}

/** Notes why it could not be made, in words to show. */
export async function noteFailed(worker: string, id: string, error: string): Promise<void> {
  await ExportModel.updateOne(mine(worker, id), { $set: { state: 'failed', error, worker: null } });
}

/** Puts an export back in its place in the queue, as if this process had never taken it. */
export async function giveBack(worker: string, id: string): Promise<void> {
  await ExportModel.updateOne(mine(worker, id), {
    $set: { state: 'queued', step: 'Waiting for its turn', progress: 0, worker: null },
    $inc: { attempts: -1 },
  });
}

/** Cancels an export, whoever makes it. Throws Conflict when it is finished. */
export async function noteCancelled(id: string): Promise<void> {
  const { matchedCount } = await ExportModel.updateOne(
    { _id: id, state: unfinished },
    { $set: { state: 'cancelled', step: 'Cancelled', worker: null } },
  );
  if (matchedCount === 0) throw new Conflict('It was finished before it could be cancelled.');
}

/** An export by id; throws NotFound. */
export async function findExport(id: string): Promise<ExportRecord> {
  const known = recordId.safeParse(id).success;
  const record = known ? await ExportModel.findById(id).lean<ExportRecord>() : null;
  if (record) return record;
  throw new NotFound('This export was not found. It may have been removed; make it again.');
}

/** The exports of an assessment that are kept, the newest first. */
export async function recentExports(assessment: string): Promise<ExportRecord[]> {
  return ExportModel.find({ assessment }).sort({ requestedAt: -1, _id: -1 }).limit(50).lean<ExportRecord[]>();
}

/** Removes the finished exports of an assessment but the last ten, with their files. */
export async function removeOldExports(assessment: string): Promise<void> {
  const old = await ExportModel.find({ assessment, state: { $nin: unfinished.$in } })
    .sort({ requestedAt: -1, _id: -1 })
    .skip(keptPerAssessment)
    .lean<ExportRecord[]>();
  for (const { _id, file } of old) {
    if (file !== null) await removeExportFile(file);
    await ExportModel.deleteOne({ _id });
  }
}

function mine(worker: string, id: string) {
  return { _id: id, state: 'running', worker } as const;
}
