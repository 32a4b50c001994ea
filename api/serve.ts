import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { offerSetUp } from './accounts/installation.ts';
import { authenticate, endExpiredSessions } from './accounts/sign-in/sessions.ts';
import { createApp } from './app.ts';
import { type Collaboration, createCollaboration } from './collaboration/server.ts';
import type { Config } from './config.ts';
import { connectDatabase, type Database } from './database/connect.ts';
import { authenticateRequest, findSection, joinFeatures, routes } from './features.ts';
import { log } from './http/log.ts';
import { startExports, stopExports } from './packs/service.ts';
import { takeQuietVersions, thinVersions } from './versions/service.ts';

/** How often sign-ins whose time is over are looked for, and assessments that have become quiet, in milliseconds. */
const SWEEP_EVERY = 60_000;

/** How often old automatic versions are thinned out, in milliseconds. */
const THIN_EVERY = 6 * 60 * 60_000;

/** How long one request may take to arrive, in milliseconds: a large file on a slow line. */
const REQUEST_TIMEOUT = 30 * 60_000;

/** A running Candour. `setUpLink` is where the first person sets it up, or null once somebody has an account. */
export interface RunningServer {
  url: string;
  port: number;
  setUpLink: string | null;
  /** Stops taking requests, stores what is open, lets the database go. Throws an Error naming the sections not stored. */
  close(): Promise<void>;
}

/**
 * Starts everything on one port: pages, interface and websocket. Throws an Error with one clear line when the data is
 * in use by another server or the port is taken.
 */
export async function startServer(config: Config): Promise<RunningServer> {
  log.level = config.CANDOUR_LOG;
  const database = await connectDatabase(config, { join: false });
  try {
    joinFeatures(config);
    const server = createServer(createApp(config, routes, authenticateRequest));
    server.requestTimeout = REQUEST_TIMEOUT;
    const collaboration = createCollaboration({ authenticate, findSection });
    await collaboration.attach(server);
    const port = await listen(server, config);
    const url = config.CANDOUR_URL ?? `http://${hostInLinks(config.HOST)}:${port}`;
    const token = await offerSetUp();
    startExports();
    const sweeps = [
      setInterval(sweepSessions, SWEEP_EVERY).unref(),
      setInterval(sweepQuiet, SWEEP_EVERY).unref(),
      setInterval(sweepOld, THIN_EVERY).unref(),
    ];
    return {
      url,
      port,
      setUpLink: token === null ? null : `${url}/set-up?token=${token}`,
      close: () => {
        for (const sweep of sweeps) clearInterval(sweep);
        return stop(server, collaboration, database);
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function sweepSessions(): void {
  endExpiredSessions().catch((error: unknown) => {
    log.error({ err: error }, 'sessions that are over could not be ended');
  });
}

function sweepQuiet(): void {
  takeQuietVersions().catch((error: unknown) => {
    log.error({ err: error }, 'automatic versions could not be taken');
  });
}

function sweepOld(): void {
  thinVersions().catch((error: unknown) => {
    log.error({ err: error }, 'old automatic versions could not be thinned out');
  });
}

async function listen(server: Server, { HOST, PORT }: Config): Promise<number> {
  server.listen(PORT, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    throw new Error(`Port ${PORT} is in use by another program. Set PORT to another number.`, {
      cause: error,
    });
  }
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server, collaboration: Collaboration, database: Database): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const unsaved = await collaboration.close();
  await stopExports();
  server.closeAllConnections();
  await closed;
  await database.close();
  // What was acknowledged is in the log; this is only the state beside it.
  if (unsaved.length > 0) throw new Error(`Not stored when stopping: ${unsaved.join(', ')}`);
}

function hostInLinks(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
