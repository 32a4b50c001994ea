import { type FinishTask, finishPdf } from '../finish.ts';

process.on('message', (task: FinishTask) => {
  // What fails ends the process with its error on standard error, and its starter hears that it ended.
  void finishPdf(task).then((finished) => process.send?.(finished));
});
