import { inspectionDocument } from '../../../exports/inspection.ts';
import { gatherInspectionEdition } from '../gather.ts';
import type { Job, Made } from '../jobs/records.ts';
import type { MakeOptions } from '../jobs/queue.ts';
import { printPdf } from '../printing.ts';
import { storeFile } from './store.ts';

/** Makes an export and stores its file. Throws Unavailable when the browser is missing, hangs or dies. */
export async function makeExport(job: Job, { signal, report }: MakeOptions): Promise<Made> {
  report(0, 'Gathering the text and the evidence');
  const input = await gatherInspectionEdition(job.assessment, new Date());
  const { bytes, inspectionReady, problems } = await printPdf(inspectionDocument(input), {
    signal,
    onProgress: ({ fraction, step }) => report(fraction, step),
  });
  const stored = await storeFile(job.file, [bytes], signal);
  return {
    ...stored,
    manifestSha256: null,
    inspectionReady,
    problems,
    filename: job.filename,
  };
}
