import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Forbidden } from './errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True when a browser says the request came from Candour's own pages, or when no browser sent it. */
export function isSameOrigin(req: IncomingMessage): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.headers.origin;
  return origin === undefined || hostOf(origin) === req.headers.host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Refuses changes that another site's page sends with the visitor's cookie (cross-site request forgery). */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  if (safeMethods.has(req.method) || isSameOrigin(req)) next();
  else next(new Forbidden('This request came from another site and was refused.'));
};
