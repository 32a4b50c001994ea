import type { Request } from 'express';
import { configureAccounts, installationSettings } from './accounts/installation.ts';
import { accountsRoutes } from './accounts/routes.ts';
import { sessionCookie, carriedCookie } from './accounts/sign-in/cookie.ts';
import { authenticate } from './accounts/sign-in/sessions.ts';
import { setPlaceCheck } from './accounts/members.ts';
import { assessmentsRoutes } from './assessments/routes.ts';
import { refuseStrayPlace } from './assessments/service.ts';
import type { Config } from './config.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { frameworksRoutes } from './frameworks/routes.ts';
import type { Route } from './http/route.ts';
import { importsRoutes } from './imports/routes.ts';
import type { Actor } from './policy.ts';
import { setUpRoutes } from './sample/routes.ts';

/** Every declared route of Candour. */
export const routes: readonly Route[] = [
  ...setUpRoutes,
  ...accountsRoutes,
  ...frameworksRoutes,
  ...assessmentsRoutes,
  ...evidenceRoutes,
  ...importsRoutes,
];

/** Gives the features their configuration and makes the ones below hear from the ones above; called once at start. */
export function joinFeatures(config: Config): void {
  configureAccounts({
    secure: config.CANDOUR_URL?.startsWith('https:') ?? false,
    url: config.CANDOUR_URL ?? null,
    uploadLimitBytes: config.CANDOUR_UPLOAD_MB,
  });
  setPlaceCheck(refuseStrayPlace);
}

/** Finds who sends a request; takes away a cookie that means nobody, so that it is not sent again. */
export async function authenticateRequest(req: Request): Promise<Actor | null> {
  const actor = await authenticate(req);
  const { secure } = installationSettings();
  if (!actor && carriedCookie(req, secure) !== null)
    req.res?.append('Set-Cookie', sessionCookie(null, secure));
  return actor;
}
