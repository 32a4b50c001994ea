/**
 * Exports of an assessment, as it stands or of a version. Each is a record from the moment it is asked for, made in the
 * background by whichever process takes it; a stop of the server only delays it.
 */
import type { Readable } from 'node:stream';
import { inspectionDocument } from '../../exports/inspection.ts';
import { assessmentFacts } from '../assessments/service.ts';
import { type AuditActor, recordChange } from '../audit/service.ts';
import { Forbidden, InvalidInput, NotFound, TooMany } from '../http/errors.ts';
import { type Actor, can, type Scope } from '../policy.ts';
import type { ExportRequested, ExportsView, ExportView, NewExport } from './contract.ts';
import { gatherInspectionEdition } from './gather.ts';
import { exportFileReader } from './jobs/file-store.ts';
import { ExportQueue } from './jobs/queue.ts';
import { countUnfinished, enqueue, findExport, recentExports } from './jobs/records.ts';
import { exportView } from './jobs/views.ts';
import { makeExport } from './making/make.ts';
import { printPdf, stopPrinting } from './printing.ts';
import { exportFilename } from './rules.ts';

const mostWaiting = 3;

let queue: ExportQueue | undefined;

/** Begins to make what was asked for, also before Candour last stopped; called once at start. */
export function startExports(): void {
  queue = new ExportQueue(makeExport);
}

/** Stops; what is being made goes back into the queue, and the browser ends. Called before the database closes. */
export async function stopExports(): Promise<void> {
  await queue?.close();
  queue = undefined;
  await stopPrinting();
}

/** Asks for an export. Throws TooMany when the person already has three that are not finished. */
export async function requestExport(
  actor: Actor,
  { assessment, version, edition, form }: NewExport,
): Promise<ExportRequested> {
  const { title } = await assessmentFacts(assessment);
  if (version !== null || edition !== 'inspection' || form !== 'pdf') {
    throw new InvalidInput('Only a PDF of the text as it stands can be made now.');
  }
  if ((await countUnfinished(actor.id)) >= mostWaiting) {
    throw new TooMany(
      'You have three exports being made already. Wait until one is ready, or cancel one.',
      10,
    );
  }
  const { id: person, name } = actor;
  const id = await enqueue({
    assessment,
    form,
    edition,
    version: null,
    against: null,
    requestedBy: { id: person, name },
    filename: exportFilename(title, new Date()),
  });
  await recordChange(actor, {
    event: 'export.requested',
    subject: id,
    assessment,
    details: { form, edition },
  });
  queue?.wake();
  return { id };
}

/** Cancels an export: its own person, or who manages the assessment. Throws Forbidden, and Conflict when it is finished. */
export async function cancelExport(actor: Actor, id: string): Promise<ExportView> {
  const { assessment, requestedBy } = await findExport(id);
  if (requestedBy.id !== actor.id && !can(actor, 'assessment.manage', { assessment })) {
    throw new Forbidden('Only the person who asked for this export, or the coordinator, can cancel it.');
  }
  await queue?.cancel(id);
  await recordChange(actor, { event: 'export.cancelled', subject: id, assessment });
  return getExport(id);
}

/** Prints an assessment at once, for a command. Throws Unavailable when the browser is missing, hangs or dies. */
export async function printAssessment(actor: AuditActor, assessment: string): Promise<Uint8Array> {
  const edition = await gatherInspectionEdition(assessment, new Date());
  const { bytes } = await printPdf(inspectionDocument(edition), {});
  await recordChange(actor, { event: 'export.printed', subject: assessment, assessment });
  return bytes;
}

/** How far an export is; throws NotFound. */
export async function getExport(id: string): Promise<ExportView> {
  return exportView(await findExport(id));
}

/** The exports of an assessment that are kept, the newest first. */
export async function listExports(assessment: string): Promise<ExportsView> {
  await assessmentFacts(assessment);
  return { exports: (await recentExports(assessment)).map(exportView) };
}

/** The finished file of an export; throws NotFound while there is none. */
export async function openExportFile(
  id: string,
): Promise<{ filename: string; bytes: number; content: Readable }> {
  const { state, file, bytes, filename } = await findExport(id);
  if (state !== 'done' || file === null || bytes === null) {
    throw new NotFound('This export is not ready, or its file has been removed. Make it again.');
  }
  return { filename, bytes, content: exportFileReader(file) };
}

/** A route's scope for paths that carry `:export`. */
export async function exportScope(params: Readonly<Record<string, string>>): Promise<Scope> {
  const { assessment } = await findExport(params['export'] ?? '');
  return { assessment };
}
