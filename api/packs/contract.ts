import { z } from 'zod';
import { recordId } from '../http/input.ts';

/** Asks for a PDF of an assessment as it stands now. */
export const newExportInput = z.strictObject({ assessment: recordId });

/** Names an export. */
export const exportInput = z.strictObject({ export: recordId });

/** How far an export is. `interrupted`: the server stopped while it was being made. */
export type ExportState = 'queued' | 'running' | 'done' | 'failed' | 'interrupted';

/** POST /api/assessments/:assessment/exports. */
export interface ExportRequested {
  id: string;
}

/**
 * GET /api/exports/:export. `progress` goes from 0 to 1, `step` says what is being done, `error` what went wrong and what
 * to do, in words to show. `bytes` is null until the file is there.
 */
export interface ExportView {
  id: string;
  assessment: string;
  state: ExportState;
  progress: number;
  step: string;
  error: string | null;
  filename: string;
  bytes: number | null;
  requestedAt: string;
}
