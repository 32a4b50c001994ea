import express, { type Express, Router } from 'express';
import helmet from 'helmet';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from './config.ts';
import { NotFound } from './http/errors.ts';
import { errorHandler } from './http/error-handler.ts';
import { type Authenticate, mountRoutes } from './http/mount.ts';
import { sameOrigin } from './http/same-origin.ts';
import type { Route } from './http/route.ts';

/** The folder of the built workspace. */
export const workspaceFolder = resolve(import.meta.dirname, '../editor/dist');

/**
 * Builds the HTTP application: declared routes under /api, the workspace for every other address. Throws an Error
 * that says what to do when the workspace is not built.
 */
export function createApp(config: Config, routes: readonly Route[], authenticate: Authenticate): Express {
  const app = express();
  app.disable('x-powered-by');
  if (config.CANDOUR_TRUST_PROXY !== undefined) app.set('trust proxy', config.CANDOUR_TRUST_PROXY);
  app.use(securityHeaders(config));
  app.get('/health', (_req, res) => void res.json({ status: 'ok' }));
  app.use('/api', apiRouter(routes, authenticate));
  serveWorkspace(app);
  app.use(errorHandler);
  return app;
}

function apiRouter(routes: readonly Route[], authenticate: Authenticate): Router {
  const router = Router();
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.use(sameOrigin, express.json({ limit: '2mb' }));
  mountRoutes(router, routes, authenticate);
  router.use(() => {
    throw new NotFound();
  });
  return router;
}

function serveWorkspace(app: Express): void {
  if (!existsSync(resolve(workspaceFolder, 'index.html'))) {
    throw new Error('The pages are not built yet. Run `npm run build`, or start with `npm start`.');
  }
  app.use(
    '/assets',
    express.static(resolve(workspaceFolder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  app.use(express.static(workspaceFolder, { index: false }));
  app.get('/{*path}', (_req, res) => {
    res.set('Cache-Control', 'no-cache').sendFile(resolve(workspaceFolder, 'index.html'));
  });
}

function securityHeaders(config: Config) {
  const https = config.CANDOUR_URL?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  });
}
