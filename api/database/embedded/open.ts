import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What the worker is told. */
export interface StartWorker {
  folder: string;
  tcp: boolean;
}

/** What the worker says once, when it has started or could not. */
export type FromWorker = { uri: string } | { inUse: string } | { failed: string };

/** Another process holds the data folder. */
export class DataInUse extends Error {
  override readonly name = 'DataInUse';

  constructor(folder: string) {
    super(`The data in ${folder} is in use by another process. Stop that process first.`);
  }
}

/** The running database: where drivers connect, and how to stop it. */
export interface Embedded {
  uri: string;
  /** True if another process runs it: closing then changes nothing. */
  joined: boolean;
  close(): Promise<void>;
}

/**
 * Starts the embedded database on a folder, or joins the process that already holds it. `tcp` has it listen on a port of
 * this machine and ask for a password, as it must on Windows, where drivers know no Unix sockets.
 */
export async function openEmbedded({
  folder,
  join = false,
  tcp = process.platform === 'win32',
}: {
  folder: string;
  join?: boolean;
  tcp?: boolean;
}): Promise<Embedded> {
  const workerData: StartWorker = { folder, tcp };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
  const exited = once(worker, 'exit');
  const [message] = (await Promise.race([
    once(worker, 'message'),
    exited.then(() => [{ failed: 'its thread ended' }]),
  ])) as [FromWorker];
  if ('uri' in message) {
    const close = async (): Promise<void> => {
      worker.postMessage('close');
      await exited;
    };
    return { uri: message.uri, joined: false, close };
  }
  await worker.terminate();
  if ('failed' in message)
    throw new Error(`The database in ${folder} could not be opened: ${message.failed}`);
  if (join) return { uri: message.inUse, joined: true, close: () => Promise.resolve() };
  throw new DataInUse(folder);
}
