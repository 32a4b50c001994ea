import { parentPort } from 'node:worker_threads';
import { finishPdf, type PrintModel } from '../finish.ts';

/** One PDF to finish; the answer is its bytes. */
export interface FinishTask {
  drawn: Uint8Array;
  model: PrintModel;
}

parentPort?.on('message', (task: FinishTask) => {
  // What fails ends the thread with its error, which its starter hears.
  void finishPdf(task.drawn, task.model).then((finished) => parentPort?.postMessage(finished));
});
