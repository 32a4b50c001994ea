import { z } from 'zod';
import { recordId } from '../http/input.ts';
import type { Edition, ExportForm } from './vocabulary.ts';

const edition = z.enum(['inspection', 'internal'] satisfies Edition[], { error: 'Choose an edition' });
const form = z.enum(['pdf', 'html', 'pack', 'comparison'] satisfies ExportForm[], { error: 'Choose a form' });
const version = recordId.nullable().default(null);

/**
 * Asks for an export of a version, or (`version` null) of the text as it stands when its turn comes. `against` is for a
 * comparison only: what `version` is compared with, null for the text as it stands; which of the two is older makes no difference.
 */
export const newExportInput = z.strictObject({
  assessment: recordId,
  version,
  edition: edition.default('inspection'),
  form: form.default('pdf'),
  against: version,
});

/** What is to be exported. */
export type NewExport = z.output<typeof newExportInput>;

/** Names an export. */
export const exportInput = z.strictObject({ export: recordId });

/** Asks for the recent exports of an assessment. */
export const exportsInput = z.strictObject({ assessment: recordId });

/** Asks how large a pack would be; in an address `version` is left out for the text as it stands. */
export const packSizeInput = z.strictObject({
  assessment: recordId,
  version: recordId.optional(),
  edition: edition.default('inspection'),
});

/**
 * How far an export is. A queued or running one survives a stop of the server: it is begun anew, at most twice. `failed`
 * and `cancelled` are final.
 */
export type ExportState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A version as an export names it. */
export interface ExportedVersion {
  id: string;
  number: number;
  title: string;
}

/** POST /api/assessments/:assessment/exports. */
export interface ExportRequested {
  id: string;
}

/**
 * GET and DELETE /api/exports/:export. `progress` goes from 0 to 1, `step` says what is being done, `error` what went wrong and what
 * to do, in words to show. `filename`, `bytes` and `sha256` are of the file, which is at GET /api/exports/:export/file once
 * `state` is `done`; null until then, but for the name.
 */
export interface ExportView {
  id: string;
  assessment: string;
  form: ExportForm;
  edition: Edition;
  /** Null for the text as it stood when it was made. */
  version: ExportedVersion | null;
  /** What a comparison compares with; null for the text as it stood, and for other forms. */
  against: ExportedVersion | null;
  state: ExportState;
  progress: number;
  step: string;
  error: string | null;
  /** Whether the PDF passed every check. Null until it was made, and where nothing is printed (a web page). */
  inspectionReady: boolean | null;
  /** What keeps it from being inspection-ready, each a plain sentence. */
  problems: string[];
  filename: string;
  bytes: number | null;
  sha256: string | null;
  /** The SHA-256 of a pack's manifest.json: who has it can tell whether a pack, list and all, is the one that was made. */
  manifestSha256: string | null;
  requestedAt: string;
  requestedBy: string;
}

/** GET /api/assessments/:assessment/exports: the last ones asked for, the newest first. */
export interface ExportsView {
  exports: ExportView[];
}

/** GET /api/assessments/:assessment/pack-size: the evidence files a pack would hold, and their bytes. */
export interface PackSize {
  files: number;
  bytes: number;
}

/** POST /api/packs, multipart: the pack as `file`. What was made of it; `reused` records were in the library already. */
export interface PackImported {
  assessment: string;
  title: string;
  evidence: { added: number; reused: number };
}
