import { z } from 'zod';
import { sectionScope } from '../assessments/service.ts';
import { recordId } from '../http/input.ts';
import { type Route, route } from '../http/route.ts';
import { moveClaimInput } from './contract.ts';
import { citingClaims, listClaims, moveClaim } from './service.ts';

/** The routes of claims. */
export const claimsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/sections/:section/claims',
    allow: 'section.read-draft',
    scope: sectionScope,
    input: z.strictObject({ section: recordId }),
    handle: ({ section }) => listClaims(section),
  }),
  route({
    method: 'POST',
    path: '/sections/:section/claims/:claim/move',
    allow: 'section.edit',
    scope: sectionScope,
    input: moveClaimInput,
    handle: ({ section, ...move }, { actor }) => moveClaim(actor, section, move),
  }),
  route({
    method: 'GET',
    path: '/evidence/:evidence/citations',
    allow: 'library.read',
    input: z.strictObject({ evidence: recordId }),
    handle: async ({ evidence }, { actor }) => ({ claims: await citingClaims(actor, evidence) }),
  }),
];
