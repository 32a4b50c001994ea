import type { Readable } from 'node:stream';
import { type AuditActor, recordChange } from '../../audit/service.ts';
import { noteExported } from '../../versions/service.ts';
import { exportFileWriter } from '../jobs/file-store.ts';
import type { Job, Made } from '../jobs/records.ts';
import { type Order, produce, type ProduceOptions, readingFailure } from './produce.ts';
import { copyCounted, type CopyOptions } from './store.ts';

/** Puts what was made where it belongs; answers its bytes and SHA-256. */
export type Keep = (
  content: Readable | Iterable<Uint8Array>,
  options: CopyOptions,
) => Promise<{ bytes: number; sha256: string }>;

/** Makes an export of the queue and stores its file. Throws what {@link make} throws. */
export function makeExport(job: Job, options: ProduceOptions): Promise<Made> {
  const { id, requestedBy } = job;
  const actor = { id: requestedBy.id === '' ? null : requestedBy.id, name: requestedBy.name };
  const order = { ...job, version: job.version?.id ?? null, against: job.against?.id ?? null };
  const keep: Keep = (content, copying) => copyCounted(content, exportFileWriter(job.file), copying);
  return make({ actor, subject: id, order, keep }, options);
}

/**
 * Makes an export, keeps it where it is told and notes it in the trail. Throws NotFound, and Unavailable when the browser is missing,
 * hangs or dies, or a file of the library is not the one that was stored.
 */
export async function make(
  { actor, subject, order, keep }: { actor: AuditActor; subject: string; order: Order; keep: Keep },
  { signal, report }: ProduceOptions,
): Promise<Made> {
  const { content, size, progress, ...about } = await produce(order, { signal, report });
  const onBytes = (bytes: number): void =>
    report(progress + (1 - progress) * Math.min(1, bytes / size), 'Putting in the evidence files');
  const kept = await keep(content, { signal, onBytes }).catch((error: unknown) => {
    throw readingFailure(error);
  });
  if (order.version !== null) await noteExported(order.version);
  const made = { ...about, ...kept };
  await noteInTrail(actor, subject, order, made);
  return made;
}

async function noteInTrail(actor: AuditActor, subject: string, order: Order, made: Made): Promise<void> {
  const { assessment, form, edition, version } = order;
  const { bytes, sha256, manifestSha256, inspectionReady } = made;
  const details = { form, edition, version, bytes, sha256, manifestSha256, inspectionReady };
  await recordChange(actor, { event: 'export.made', subject, assessment, details });
}
