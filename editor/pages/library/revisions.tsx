import type { EvidenceView, RevisionView } from '../../../api/evidence/contract.ts';
import { EvidenceFile } from '../../section/citations/evidence-file.tsx';
import '../../section/styles/panel.css';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { useState } from 'react';
import { dateWords, sizeWords } from '../../client/words.ts';

/** The stored files of a record, newest first, each with how to open it and what proves it unchanged. */
export function Revisions({ record }: { record: EvidenceView }) {
  const [opened, setOpened] = useState<RevisionView | null>(null);
  return (
    <section aria-labelledby="revisions">
      <h2 className="govuk-heading-m" id="revisions">
        {record.revisions.length > 1 ? 'Revisions' : 'File'}
      </h2>
      {record.revisions.length === 0 ? (
        <p className="govuk-body">
          There is no file yet. Claims can cite this record already; add the file when you have it.
        </p>
      ) : (
        <ol className="plain-list rows rows--tight" reversed>
          {[...record.revisions]
            .sort((a, b) => b.revision - a.revision)
            .map((revision) => (
              <Revision
                key={revision.revision}
                record={record}
                revision={revision}
                onOpen={() => setOpened(revision)}
              />
            ))}
        </ol>
      )}
      <Dialog open={opened !== null} onClose={() => setOpened(null)} title={opened?.filename ?? ''} wide>
        {opened && <EvidenceFile record={record} revision={opened.revision} page={1} />}
      </Dialog>
    </section>
  );
}

interface RevisionProps {
  record: EvidenceView;
  revision: RevisionView;
  onOpen: () => void;
}

function Revision({ record, revision, onOpen }: RevisionProps) {
  const { filename, bytes, sha256, uploadedAt, uploadedBy } = revision;
  const address = `/api/evidence/${record.id}/revisions/${revision.revision}/file`;
  return (
    <li className="row row--wide-code">
      <span className="row__code">Revision {revision.revision}</span>
      <div className="row__main">
        <a className="govuk-link break-words" href={address} download={filename}>
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
            The SHA-256 of the file. If the file changes by one letter, this changes too.{' '}
            <code className="code">{sha256}</code>
          </p>
        </details>
      </div>
      <div className="row__side">
        {isShown(revision) && (
          <Button look="secondary" small onClick={onOpen} aria-label={`Open ${filename}`}>
            Open
          </Button>
        )}
      </div>
    </li>
  );
}

/** Kinds of file that can be read here; the others are downloaded. */
function isShown({ mediaType }: RevisionView): boolean {
  return /^(application\/pdf|image\/(png|jpeg|gif|webp))$/.test(mediaType);
}
