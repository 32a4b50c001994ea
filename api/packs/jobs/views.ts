import type { ExportView } from '../contract.ts';
import type { ExportRecord } from './model.ts';

/** An export as it is sent. */
export function exportView(record: ExportRecord): ExportView {
  const { state } = record;
  const isDone = state === 'done';
  return {
    id: String(record._id),
    assessment: record.assessment,
    form: record.form,
    edition: record.edition,
    version: record.version,
    against: record.against,
    state,
    progress: record.progress,
    step: record.step,
    error: state === 'failed' ? record.error : null,
    inspectionReady: record.inspectionReady,
    problems: record.problems,
    filename: record.filename,
    bytes: isDone ? record.bytes : null,
    sha256: isDone ? record.sha256 : null,
    manifestSha256: record.manifestSha256,
    requestedAt: record.requestedAt.toISOString(),
    requestedBy: record.requestedBy.name,
  };
}
