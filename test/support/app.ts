import { readConfig } from '../../api/config.ts';
import { startServer } from '../../api/serve.ts';
import { newOwnData } from './own-data.ts';

/** A real server of its own, on data of its own. */
export interface TestApp {
  url: string;
  port: number;
  /** The token of the first start. */
  setUpToken: string;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

/** Starts the whole of Candour on a free port. One at a time in a test file. `environment` adds settings. */
export async function startTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const data = await newOwnData();
  const config = readConfig({ PORT: '0', CANDOUR_LOG: 'error', ...data.settings, ...environment });
  const server = await startServer(config);
  return {
    url: server.url,
    port: server.port,
    setUpToken: server.setUpLink?.split('token=')[1] ?? '',
    close: async () => {
      await server.close();
      await data.remove();
    },
  };
}
