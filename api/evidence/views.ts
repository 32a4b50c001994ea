import type { Actor } from '../policy.ts';
import type { EvidenceView, RevisionView } from './contract.ts';
import type { Evidence, Revision } from './model.ts';
import { evidenceNumber, mayChange } from './rules.ts';

/** A record as it is sent; without an actor nothing may be done with it. */
export function evidenceView(record: Evidence, actor: Actor | null): EvidenceView {
  const { withdrawn } = record;
  return {
    id: record._id.toHexString(),
    number: evidenceNumber(record.sequence),
    title: record.title,
    source: record.source,
    type: record.type,
    date: record.date,
    visibility: record.visibility,
    notForQuotation: record.notForQuotation,
    withdrawn: withdrawn && {
      reason: withdrawn.reason,
      by: withdrawn.by.name,
      at: withdrawn.at.toISOString(),
    },
    revisions: record.revisions.map(revisionView),
    addedBy: record.addedBy.name,
    addedAt: record.addedAt.toISOString(),
    rights: { change: actor !== null && mayChange(actor, record.addedBy.id) },
  };
}

function revisionView(revision: Revision): RevisionView {
  const { filename, mediaType, bytes, sha256 } = revision;
  return {
    revision: revision.revision,
    filename,
    mediaType,
    bytes,
    sha256,
    uploadedBy: revision.uploadedBy.name,
    uploadedAt: revision.uploadedAt.toISOString(),
  };
}
