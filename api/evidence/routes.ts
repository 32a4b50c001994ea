import { route, type Route } from '../http/route.ts';
import {
  evidenceChange,
  evidenceFields,
  evidenceIdInput,
  evidenceQuery,
  revisionInput,
  withdrawInput,
} from './contract.ts';
import { sendRevision } from './download.ts';
import { noFile } from './files/refusals.ts';
import { receivedFile, receiveUpload } from './files/upload.ts';
import {
  addRevision,
  changeEvidence,
  createEvidence,
  getEvidence,
  listEvidence,
  openRevision,
  withdrawEvidence,
} from './service.ts';

/** The library: who may change a record beyond `library.add` is decided record by record. */
export const evidenceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/evidence',
    allow: 'library.read',
    input: evidenceQuery,
    handle: (query, { actor }) => listEvidence(actor, query),
  }),
  route({
    method: 'POST',
    path: '/evidence',
    allow: 'library.add',
    receive: receiveUpload,
    input: evidenceFields,
    handle: (fields, { actor, req }) => createEvidence(actor, fields, receivedFile(req)),
  }),
  route({
    method: 'GET',
    path: '/evidence/:evidence',
    allow: 'library.read',
    input: evidenceIdInput,
    handle: ({ evidence }, { actor }) => getEvidence(actor, evidence),
  }),
  route({
    method: 'PATCH',
    path: '/evidence/:evidence',
    allow: 'library.add',
    input: evidenceChange,
    handle: (change, { actor }) => changeEvidence(actor, change),
  }),
  route({
    method: 'POST',
    path: '/evidence/:evidence/revisions',
    allow: 'library.add',
    receive: receiveUpload,
    input: evidenceIdInput,
    handle: ({ evidence }, { actor, req }) => {
      const file = receivedFile(req);
      if (!file) throw noFile();
      return addRevision(actor, evidence, file);
    },
  }),
  route({
    method: 'GET',
    path: '/evidence/:evidence/revisions/:revision/file',
    allow: 'library.read',
    input: revisionInput,
    handle: async ({ evidence, revision }, { actor, req, res }) => {
      await sendRevision({ req, res }, await openRevision(actor, evidence, revision));
    },
  }),
  route({
    method: 'POST',
    path: '/evidence/:evidence/withdraw',
    allow: 'library.add',
    input: withdrawInput,
    handle: ({ evidence, reason }, { actor }) => withdrawEvidence(actor, evidence, reason),
  }),
];
