import { assessmentScope, type Route, route } from '../http/route.ts';
import { comparisonInput } from './comparing/contract.ts';
import { compareVersions } from './comparing/service.ts';
import { assessmentVersionsInput, newVersionInput, restoreInput, versionInput } from './contract.ts';
import { describeVersion, getVersion, listVersions, versionScope } from './reading.ts';
import { restoreVersion } from './restoring/service.ts';
import { takeVersion } from './taking.ts';

/** Versions: take one, list them, read, compare and bring them back. */
export const versionsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/assessments/:assessment/versions',
    allow: 'assessment.read',
    scope: assessmentScope,
    input: assessmentVersionsInput,
    handle: ({ assessment }, { actor }) => listVersions(actor, assessment),
  }),
  route({
    method: 'POST',
    path: '/assessments/:assessment/versions',
    allow: 'version.take',
    scope: assessmentScope,
    input: newVersionInput,
    handle: async (input, { actor }) => describeVersion(await takeVersion(actor, input)),
  }),
  route({
    method: 'GET',
    path: '/versions/:version',
    allow: 'version.read',
    scope: versionScope,
    input: versionInput,
    handle: ({ version }, { actor }) => getVersion(actor, version),
  }),
  route({
    method: 'GET',
    path: '/versions/:version/comparison',
    allow: 'version.read',
    scope: versionScope,
    input: comparisonInput,
    handle: ({ version, with: other }, { actor }) => compareVersions(version, other ?? null, actor),
  }),
  route({
    method: 'POST',
    path: '/versions/:version/restore',
    allow: 'version.restore',
    scope: versionScope,
    input: restoreInput,
    handle: (input, { actor }) => restoreVersion(actor, input),
  }),
];
