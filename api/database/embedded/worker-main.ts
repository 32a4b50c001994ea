import { parentPort, workerData } from 'node:worker_threads';
import { type FromWorker, type StartWorker } from './open.ts';
import { startServer } from './server.ts';

const { folder, tcp } = workerData as StartWorker;

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

try {
  const server = await startServer(folder, tcp);
  if ('inUse' in server) {
    tell({ inUse: server.inUse });
  } else {
    parentPort?.once('message', () => void server.close().then(() => parentPort?.close()));
    tell({ uri: server.uri });
  }
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) });
}
