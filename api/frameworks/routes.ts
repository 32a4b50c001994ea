import { z } from 'zod';
import { route, type Route } from '../http/route.ts';
import { copyFrameworkInput, editFrameworkInput, frameworkIdInput } from './contract.ts';
import { copyFramework, editFramework, getFramework, listFrameworks } from './service.ts';

/** Frameworks: everyone signed in reads them; coordinators copy one and edit their copy. */
export const frameworksRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/frameworks',
    allow: 'signed-in',
    input: z.strictObject({}),
    handle: () => listFrameworks(),
  }),
  route({
    method: 'GET',
    path: '/frameworks/:framework',
    allow: 'signed-in',
    input: frameworkIdInput,
    handle: ({ framework }) => getFramework(framework),
  }),
  route({
    method: 'POST',
    path: '/frameworks/:framework/copies',
    allow: 'frameworks.edit',
    input: copyFrameworkInput,
    handle: (input, { actor }) => copyFramework(actor, input),
  }),
  route({
    method: 'PATCH',
    path: '/frameworks/:framework',
    allow: 'frameworks.edit',
    input: editFrameworkInput,
    handle: (input, { actor }) => editFramework(actor, input),
  }),
];
