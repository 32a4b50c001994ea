import type { EvidenceView, RevisionView } from '../../../api/evidence/contract.ts';
import { dateWords, sizeWords } from '../../client/words.ts';

/** The address of a revision's file; `inline` shows it instead of saving it. */
export function fileAddress(evidence: string, revision: number, inline = false): string {
  return `/api/evidence/${evidence}/revisions/${revision}/file${inline ? '?inline=true' : ''}`;
}

/** The stored files of a record, newest first, each with how to open it and what proves it unchanged. */
export function Revisions({ record }: { record: EvidenceView }) {
  return (
    <section aria-labelledby="revisions">
      <h2 className="govuk-heading-m" id="revisions">
        {record.revisions.length > 1 ? 'Revisions' : 'File'}
      </h2>
      {record.revisions.length === 0 ? (
        <p className="govuk-body">
          There is no file yet. The record was made from a source named in a document; claims can cite it
          already.
        </p>
      ) : (
        <ol className="plain-list rows rows--tight" reversed>
          {[...record.revisions]
            .sort((a, b) => b.revision - a.revision)
            .map((revision) => (
              <Revision key={revision.revision} record={record} revision={revision} />
            ))}
        </ol>
      )}
    </section>
  );
}

function Revision({ record, revision }: { record: EvidenceView; revision: RevisionView }) {
  const { filename, bytes, sha256, uploadedAt, uploadedBy } = revision;
  return (
    <li className="row">
      <span className="row__code">Revision {revision.revision}</span>
      <div className="row__main">
        <a
          className="govuk-link break-words"
          href={fileAddress(record.id, revision.revision)}
          download={filename}
        >
          Download {filename}
        </a>
        <p className="row__under">
          {sizeWords(bytes)}, added {dateWords(uploadedAt)} by {uploadedBy}
        </p>
        <details className="govuk-details small fingerprint">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">Fingerprint</span>
          </summary>
          <p className="small">
            The SHA-256 of the file. If it changes by one letter, this number changes.{' '}
            <code className="code">{sha256}</code>
          </p>
        </details>
      </div>
      <div className="row__side">
        {isShown(revision) && (
          <a
            className="govuk-link"
            href={fileAddress(record.id, revision.revision, true)}
            target="_blank"
            rel="noreferrer"
          >
            Open in a new tab
            <span className="govuk-visually-hidden">: {filename}</span>
          </a>
        )}
      </div>
    </li>
  );
}

/** Kinds of file that a browser shows safely by itself. */
function isShown({ mediaType }: RevisionView): boolean {
  return /^(application\/pdf|image\/(png|jpeg|gif|webp))$/.test(mediaType);
}
