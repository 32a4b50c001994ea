import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { assessmentScope, route, type Route } from '../http/route.ts';
import { exportInput, newExportInput } from './contract.ts';
import { exportScope, getExport, openExportFile, requestExport } from './service.ts';

/** PDFs of an assessment: ask for one, see how far it is, download it. */
export const packsRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/assessments/:assessment/exports',
    allow: 'assessment.export',
    scope: assessmentScope,
    input: newExportInput,
    handle: (wanted, { actor }) => requestExport(actor, wanted),
  }),
  route({
    method: 'GET',
    path: '/exports/:export',
    allow: 'assessment.export',
    scope: exportScope,
    input: exportInput,
    handle: (input) => getExport(input.export),
  }),
  route({
    method: 'GET',
    path: '/exports/:export/file',
    allow: 'assessment.export',
    scope: exportScope,
    input: exportInput,
    handle: (input, { res }) => sendFile(input.export, res),
  }),
];

async function sendFile(id: string, res: Response): Promise<void> {
  const { filename, bytes, content } = await openExportFile(id);
  res.type('application/pdf').set('Content-Length', String(bytes)).attachment(filename);
  await pipeline(content, res);
}
