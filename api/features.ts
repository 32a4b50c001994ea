import type { Request } from 'express';
import { configureAccounts, installationSettings } from './accounts/installation.ts';
import { onAccessChanged, onSessionEnded } from './accounts/listeners.ts';
import { setPlaceCheck } from './accounts/members.ts';
import { accountsRoutes } from './accounts/routes.ts';
import { carriedCookie, sessionCookie } from './accounts/sign-in/cookie.ts';
import { authenticate } from './accounts/sign-in/sessions.ts';
import type { SectionCounts } from './assessments/contract.ts';
import {
  onSectionChanged,
  setLiveTextReader,
  setProgressReader,
  setSafeguard,
  setSectionCounter,
  setSectionSeeder,
} from './assessments/ports.ts';
import { assessmentsRoutes } from './assessments/routes.ts';
import {
  assessmentOf,
  markChanged,
  refuseStrayPlace,
  sectionsWithAgreedText,
} from './assessments/service.ts';
import { claimsRoutes } from './claims/routes.ts';
import { countClaims, keepRegister } from './claims/service.ts';
import {
  closeConnectionsOf,
  notifySection,
  onSectionStored,
  readSection,
  refreshRightsOf,
  seedSection,
} from './collaboration/service.ts';
import type { Config } from './config.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { frameworksRoutes } from './frameworks/routes.ts';
import type { Route } from './http/route.ts';
import { importsRoutes } from './imports/routes.ts';
import { configurePrinting } from './packs/printing.ts';
import { packsRoutes } from './packs/routes.ts';
import type { Actor } from './policy.ts';
import { postItsRoutes } from './post-its/routes.ts';
import { setTextReader } from './post-its/ports.ts';
import { countOpenPostIts } from './post-its/service.ts';
import { setUpRoutes } from './sample/routes.ts';
import { textFor } from './versions/review/agreed.ts';
import { followSection, readProgress } from './versions/review/progress.ts';
import { reviewRoutes } from './versions/review/routes.ts';
import { signingRoutes } from './versions/signing/routes.ts';
import { takeAutomaticVersion } from './versions/service.ts';
import { versionsRoutes } from './versions/routes.ts';

/** Every declared route of Candour. */
export const routes: readonly Route[] = [
  ...setUpRoutes,
  ...accountsRoutes,
  ...frameworksRoutes,
  ...assessmentsRoutes,
  ...claimsRoutes,
  ...evidenceRoutes,
  ...postItsRoutes,
  ...versionsRoutes,
  ...reviewRoutes,
  ...signingRoutes,
  ...importsRoutes,
  ...packsRoutes,
];

/** Gives the features their configuration and makes the ones below hear from the ones above; called at start. */
export function joinFeatures(config: Config): void {
  configureAccounts({
    secure: config.CANDOUR_URL?.startsWith('https:') ?? false,
    url: config.CANDOUR_URL ?? null,
    uploadLimitBytes: config.CANDOUR_UPLOAD_MB,
  });
  configurePrinting(config.CANDOUR_BROWSER);
  setPlaceCheck(refuseStrayPlace);
  setSectionSeeder(seedSection);
  setLiveTextReader(readSection);
  setSectionCounter(countBySection);
  setProgressReader(readProgress);
  setSafeguard(takeAutomaticVersion);
  setTextReader(textFor);
  onSectionChanged(tellReaders);
  onSectionChanged(followSection);
  keepRegister();
  // After the register: what a section is frozen with has the numbers of its claims.
  onSectionStored(followSection);
  onSectionStored(noteChange);
  onAccessChanged(refreshRightsOf);
  onSessionEnded(closeSockets);
}

/** Finds who sends a request; takes away a cookie that means nobody, so that it is not sent again. */
export async function authenticateRequest(req: Request): Promise<Actor | null> {
  const actor = await authenticate(req);
  const { secure } = installationSettings();
  if (!actor && carriedCookie(req, secure) !== null) {
    req.res?.append('Set-Cookie', sessionCookie(null, secure));
  }
  return actor;
}

/** Where a section belongs, and whether a text of it was agreed; throws NotFound. */
export async function findSection(section: string): Promise<{ assessment: string; agreed: boolean }> {
  const { assessment } = await assessmentOf(section);
  const agreed = (await sectionsWithAgreedText([section])).has(section);
  return { assessment: assessment.id, agreed };
}

async function countBySection(sections: readonly string[]): Promise<Record<string, SectionCounts>> {
  const [claims, openPostIts] = await Promise.all([countClaims(sections), countOpenPostIts(sections)]);
  const counts = (section: string): SectionCounts => ({
    claims: 0,
    claimsWithoutEvidence: 0,
    ...claims[section],
    openPostIts: openPostIts[section] ?? 0,
  });
  return Object.fromEntries(sections.map((section) => [section, counts(section)]));
}

function tellReaders(section: string): void {
  notifySection(section, { type: 'section' });
}

async function noteChange(section: string): Promise<void> {
  const { assessment } = await assessmentOf(section, { removed: true });
  await markChanged(assessment.id);
}

function closeSockets({ session, user }: { session: string; user: string }): void {
  closeConnectionsOf(user, session);
}
