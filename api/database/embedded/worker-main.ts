import { parentPort, workerData } from 'node:worker_threads';
import { type FromWorker } from './open.ts';
import { startServer } from './server.ts';

const { folder, testCommands } = workerData as { folder: string; testCommands: boolean };

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

try {
  const server = await startServer(folder, { testCommands });
  if ('inUse' in server) {
    tell({ inUse: server.inUse });
  } else {
    parentPort?.once('message', () => void server.close().then(() => parentPort?.close()));
    tell({ uri: server.uri });
  }
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) });
}
