import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { type Config, readConfig } from '../../api/config.ts';
import { startServer } from '../../api/serve.ts';

/** A real server of its own, on data of its own. */
export interface TestApp {
  url: string;
  port: number;
  /** The token of the first start. */
  setUpToken: string;
  config: Config;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

/**
 * Starts the whole of Candour on a free port: on the embedded database in a new folder, or on a new database of
 * TEST_MONGO_URI. One at a time in a test file. `environment` adds settings.
 */
export async function startTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'candour-test-'));
  const config = readConfig({
    PORT: '0',
    CANDOUR_DATA: folder,
    CANDOUR_LOG: 'error',
    ...testDatabase(),
    ...environment,
  });
  const server = await startServer(config);
  return {
    url: server.url,
    port: server.port,
    setUpToken: server.setUpLink?.split('token=')[1] ?? '',
    config,
    close: async () => {
      if (config.MONGO_URI !== undefined) await mongoose.connection.dropDatabase();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The environment that puts a process on a new database of TEST_MONGO_URI, or on the embedded one. */
function testDatabase(): Record<string, string> {
  const given = process.env['TEST_MONGO_URI'];
  if (given === undefined || given === '') return {};
  const uri = new URL(given);
  uri.pathname = `/candour-test-${randomUUID().slice(0, 8)}`;
  return { MONGO_URI: uri.href };
}
