import { route, type Route } from '../http/route.ts';
import { correctionsInput, importIdInput, newImportInput } from './contract.ts';
import { acceptImport, discardImport, getImport, previewImport, startImport } from './service.ts';
import { importedFile, receiveImport } from './upload.ts';

/** Imports: whoever may create assessments uploads a file, reviews what was found, and accepts it. */
export const importsRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/imports',
    allow: 'assessments.create',
    input: newImportInput,
    receive: receiveImport,
    handle: ({ framework }, { actor, req }) => startImport(actor, { ...importedFile(req), framework }),
  }),
  route({
    method: 'GET',
    path: '/imports/:import',
    allow: 'assessments.create',
    input: importIdInput,
    handle: (input, { actor }) => getImport(actor, input.import),
  }),
  route({
    method: 'POST',
    path: '/imports/:import/preview',
    allow: 'assessments.create',
    input: correctionsInput,
    handle: (input, { actor }) => previewImport(actor, input),
  }),
  route({
    method: 'POST',
    path: '/imports/:import/accept',
    allow: 'assessments.create',
    input: correctionsInput,
    handle: (input, { actor }) => acceptImport(actor, input),
  }),
  route({
    method: 'DELETE',
    path: '/imports/:import',
    allow: 'assessments.create',
    input: importIdInput,
    handle: (input, { actor }) => discardImport(actor, input.import),
  }),
];
