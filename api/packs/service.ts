/**
 * Exports: PDFs of an assessment as it stands. An export is a document from the moment it is asked for, so that a stop of the
 * server shows as one; the PDF holds only what inspectors may see, and never a post-it.
 */
import type { Readable } from 'node:stream';
import { inspectionDocument } from '../../exports/inspection.ts';
import { assessmentFacts } from '../assessments/service.ts';
import { type AuditActor, recordChange } from '../audit/service.ts';
import { ExpectedError, InvalidInput, NotFound, TooMany } from '../http/errors.ts';
import { recordId } from '../http/input.ts';
import { log } from '../http/log.ts';
import type { Actor, Scope } from '../policy.ts';
import type { ExportRequested, ExportView, NewExport } from './contract.ts';
import { readExportFile, removeExportFile, storeExportFile } from './file-store.ts';
import { gatherInspectionEdition } from './gather.ts';
import { ExportModel, type ExportRecord } from './model.ts';
import { printPdf, stopPrinting } from './printing.ts';
import { exportFilename } from './rules.ts';

const unfinished: ExportRecord['state'][] = ['queued', 'running'];
const aliveEvery = 5_000;
const deadAfter = 20_000;
const mostWaiting = 3;
const keptPerAssessment = 10;
const interrupted = 'Candour was stopped while this PDF was being made. Make it again.';

const running = new Map<string, AbortController>();
let turn: Promise<unknown> = Promise.resolve();

/** Asks for a PDF; it is made in the background, one at a time. Throws TooMany when the person already has three waiting. */
export async function requestExport(
  actor: Actor,
  { assessment, version, edition, form }: NewExport,
): Promise<ExportRequested> {
  if (version !== null || edition !== 'inspection' || form !== 'pdf') {
    throw new InvalidInput('Only a PDF of the text as it stands can be made now.');
  }
  const { title } = await assessmentFacts(assessment);
  const waiting = await ExportModel.countDocuments({
    requestedBy: actor.id,
    state: { $in: unfinished },
    aliveAt: { $gt: new Date(Date.now() - deadAfter) },
  });
  if (waiting >= mostWaiting) {
    throw new TooMany('You have three PDFs being made already. Wait until one is ready.', 10);
  }
  const now = new Date();
  const record = await ExportModel.create({
    assessment,
    requestedBy: actor.id,
    requestedAt: now,
    state: 'queued',
    progress: 0,
    step: 'Waiting for its turn',
    filename: exportFilename(title, now),
    aliveAt: now,
  });
  const id = String(record._id);
  await recordChange(actor, { event: 'export.requested', subject: id, assessment });
  const stop = new AbortController();
  running.set(id, stop);
  turn = turn.then(() => makeExport(id, assessment, stop.signal)).finally(() => running.delete(id));
  return { id };
}

/** Prints an assessment at once, for a command. Throws Unavailable when the browser is missing, hangs or dies. */
export async function printAssessment(actor: AuditActor, assessment: string): Promise<Uint8Array> {
  const edition = await gatherInspectionEdition(assessment, new Date());
  const pdf = await printPdf(inspectionDocument(edition), {});
  await recordChange(actor, { event: 'export.printed', subject: assessment, assessment });
  return pdf;
}

/** How far an export is; throws NotFound. */
export async function getExport(id: string): Promise<ExportView> {
  return present(await findExport(id));
}

/** The finished file of an export; throws NotFound while there is none. */
export async function openExportFile(
  id: string,
): Promise<{ filename: string; bytes: number; content: Readable }> {
  const record = await findExport(id);
  if (record.state !== 'done' || record.bytes === null) {
    throw new NotFound('This PDF is not ready, or it has been removed. Make it again.');
  }
  return { filename: record.filename, bytes: record.bytes, content: readExportFile(id) };
}

/** A route's scope for paths that carry `:export`. */
export async function exportScope(params: Readonly<Record<string, string>>): Promise<Scope> {
  const { assessment } = await findExport(params['export'] ?? '');
  return { assessment };
}

/** Stops what is being made, marks it as interrupted and ends the browser; called before the database closes. */
export async function stopExports(): Promise<void> {
  for (const stop of running.values()) stop.abort(new Error(interrupted));
  await turn;
  await stopPrinting();
}

/** Makes one export from beginning to end. Never rejects: what goes wrong is kept on the export. */
async function makeExport(id: string, assessment: string, signal: AbortSignal): Promise<void> {
  const alive = setInterval(() => void keep(id, {}), aliveEvery);
  try {
    signal.throwIfAborted();
    await keep(id, { state: 'running', step: 'Gathering the text and the evidence' });
    const input = await gatherInspectionEdition(assessment, new Date());
    const onProgress = ({ fraction, step }: { fraction: number; step: string }): void =>
      void keep(id, { progress: fraction, step });
    const pdf = await printPdf(inspectionDocument(input), { signal, onProgress });
    await storeExportFile(id, pdf);
    await keep(id, { state: 'done', progress: 1, step: 'Ready', bytes: pdf.length });
    await removeOldExports(assessment);
  } catch (error) {
    if (signal.aborted) await keep(id, { state: 'interrupted', error: interrupted });
    else await keep(id, { state: 'failed', error: sentenceFor(error) });
    if (!signal.aborted) log.error({ err: error, export: id }, 'A PDF could not be made');
  } finally {
    clearInterval(alive);
  }
}

/** Failing to note progress must not fail the export: the next note, or the reader's own check, makes it good. */
async function keep(id: string, change: Partial<ExportRecord>): Promise<void> {
  const filter = { _id: id, state: { $in: unfinished } };
  await ExportModel.updateOne(filter, { $set: { ...change, aliveAt: new Date() } }).catch((error: unknown) =>
    log.warn({ err: error, export: id }, 'The progress of a PDF could not be noted'),
  );
}

function sentenceFor(error: unknown): string {
  if (error instanceof ExpectedError) return error.message;
  return 'The PDF could not be made, because something went wrong in Candour. Try again; if it happens again, tell whoever runs Candour.';
}

/** An unfinished export whose process has said nothing for a while was interrupted, and is marked so. */
async function findExport(id: string): Promise<ExportRecord> {
  const known = recordId.safeParse(id).success;
  const record = known ? await ExportModel.findById(id).lean<ExportRecord>() : null;
  if (!record) throw new NotFound('This PDF was not found. It may have been removed; make it again.');
  if (!unfinished.includes(record.state) || record.aliveAt.getTime() > Date.now() - deadAfter) return record;
  await ExportModel.updateOne(
    { _id: id, aliveAt: record.aliveAt },
    { $set: { state: 'interrupted', error: interrupted } },
  );
  return { ...record, state: 'interrupted', error: interrupted };
}

async function removeOldExports(assessment: string): Promise<void> {
  const old = await ExportModel.find({ assessment })
    .sort({ requestedAt: -1 })
    .skip(keptPerAssessment)
    .lean<ExportRecord[]>();
  for (const { _id } of old) {
    await removeExportFile(String(_id));
    await ExportModel.deleteOne({ _id });
  }
}

function present(record: ExportRecord): ExportView {
  const { assessment, state, progress, step, error, filename, bytes, requestedAt } = record;
  return {
    id: String(record._id),
    assessment,
    form: 'pdf',
    edition: 'inspection',
    version: null,
    against: null,
    state: state === 'interrupted' ? 'failed' : state,
    progress,
    step,
    error,
    inspectionReady: null,
    problems: [],
    filename,
    bytes,
    sha256: null,
    manifestSha256: null,
    requestedAt: requestedAt.toISOString(),
    requestedBy: '',
  };
}
