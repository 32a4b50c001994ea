/**
 * Exports of an assessment, as it stands or of a version. Each is a record from the moment it is asked for, made in the
 * background by whichever process takes it; a stop of the server only delays it.
 */
import type { Readable } from 'node:stream';
import { assessmentFacts } from '../assessments/service.ts';
import { recordChange } from '../audit/service.ts';
import { Forbidden, InvalidInput, NotFound, TooMany } from '../http/errors.ts';
import { type Actor, can, type Scope } from '../policy.ts';
import type { ExportRequested, ExportsView, ExportView, NewExport, PackSize } from './contract.ts';
import { exportFileReader } from './jobs/file-store.ts';
import { ExportQueue } from './jobs/queue.ts';
import { countUnfinished, enqueue, findExport, recentExports } from './jobs/records.ts';
import { exportView } from './jobs/views.ts';
import { makeExport } from './making/make.ts';
import { revisionSizes } from './making/evidence-files.ts';
import { draw } from './making/drawings.ts';
import { exportFilename } from './making/filename.ts';
import { namedVersion, subjectOf } from './making/subject.ts';
import { stopPrinting } from './printing.ts';
import type { Edition } from './vocabulary.ts';

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

/**
 * Asks for an export. Throws TooMany when the person already has three that are not finished, and InvalidInput for a comparison
 * of a thing with itself.
 */
export async function requestExport(actor: Actor, order: NewExport): Promise<ExportRequested> {
  const { assessment, form, edition } = order;
  const { title } = await assessmentFacts(assessment);
  const named = (id: string | null) => (id === null ? null : namedVersion(assessment, id));
  const [version, against] = [await named(order.version), await named(order.against)];
  if (form === 'comparison' && order.version === order.against) {
    throw new InvalidInput('Choose two different versions to compare.', [
      { field: 'against', message: 'Choose another version, or the text as it stands' },
    ]);
  }
  if ((await countUnfinished(actor.id)) >= mostWaiting) {
    throw new TooMany(
      'You have three exports being made already. Wait until one is ready, or cancel one.',
      10,
    );
  }
  const numbers = { version: version?.number ?? null, against: against?.number ?? null };
  const id = await enqueue({
    assessment,
    form,
    edition,
    version,
    against: form === 'comparison' ? against : null,
    requestedBy: { id: actor.id, name: actor.name },
    filename: exportFilename({ title, ...numbers, day: new Date() }, order),
  });
  const details = { form, edition, ...numbers };
  await recordChange(actor, { event: 'export.requested', subject: id, assessment, details });
  queue?.wake();
  return { id };
}

/** How many evidence files a pack would hold, and their bytes. Throws NotFound. */
export async function packSize(
  assessment: string,
  version: string | null,
  edition: Edition,
): Promise<PackSize> {
  const subject = await subjectOf(assessment, version);
  const sizes = revisionSizes(subject.frozen.evidence);
  const { evidence } = draw(subject, edition, true).input;
  const files = evidence.filter(({ path }) => path !== null);
  const bytes = files.reduce((sum, { id, revision }) => sum + (sizes.get(`${id}/${revision}`) ?? 0), 0);
  return { files: files.length, bytes };
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
