import { parentPort } from 'node:worker_threads';
import type { AssessmentExport } from '../../input.ts';
import { finishPdf } from '../finish.ts';

/** One PDF to finish; the answer is its bytes. */
export interface FinishTask {
  drawn: Uint8Array;
  input: AssessmentExport;
}

parentPort?.on('message', (task: FinishTask) => {
  // What fails ends the thread with its error, which its starter hears.
  void finishPdf(task.drawn, task.input).then((finished) => parentPort?.postMessage(finished));
});
