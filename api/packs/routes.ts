import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import { assessmentScope, route, type Route } from '../http/route.ts';
import { exportInput, exportsInput, newExportInput, packSizeInput } from './contract.ts';
import { importPack } from './importing/import-pack.ts';
import { receivedPack, receivePack } from './importing/upload.ts';
import {
  cancelExport,
  exportScope,
  getExport,
  listExports,
  openExportFile,
  packSize,
  requestExport,
} from './service.ts';

/** Exports of an assessment: ask for one, see how far it is, cancel it, download it; and a pack back into an assessment. */
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
    path: '/assessments/:assessment/exports',
    allow: 'assessment.export',
    scope: assessmentScope,
    input: exportsInput,
    handle: ({ assessment }) => listExports(assessment),
  }),
  route({
    method: 'GET',
    path: '/assessments/:assessment/pack-size',
    allow: 'assessment.export',
    scope: assessmentScope,
    input: packSizeInput,
    handle: ({ assessment, version, edition }) => packSize(assessment, version ?? null, edition),
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
    method: 'DELETE',
    path: '/exports/:export',
    allow: 'assessment.export',
    scope: exportScope,
    input: exportInput,
    handle: (input, { actor }) => cancelExport(actor, input.export),
  }),
  route({
    method: 'GET',
    path: '/exports/:export/file',
    allow: 'assessment.export',
    scope: exportScope,
    input: exportInput,
    handle: (input, { res }) => sendFile(input.export, res),
  }),
  route({
    method: 'POST',
    path: '/packs',
    allow: 'assessments.create',
    input: z.strictObject({}),
    receive: receivePack,
    handle: (_input, { actor, req }) => importPack(actor, receivedPack(req)),
  }),
];

const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  zip: 'application/zip',
};

/** An attachment that no browser runs: a web page among exports is for the reader's own disk. */
async function sendFile(id: string, res: Response): Promise<void> {
  const { filename, bytes, content } = await openExportFile(id);
  const type = mediaTypes[filename.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  res.attachment(filename).set({
    'Content-Type': type,
    'Content-Length': String(bytes),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  await pipeline(content, res);
}
