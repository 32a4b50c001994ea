import { Suspense, lazy } from 'react';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { sizeWords } from '../../client/words.ts';

const PdfView = lazy(async () => ({ default: (await import('./pdf/pdf-view.tsx')).PdfView }));

interface EvidenceFileProps {
  record: Pick<EvidenceView, 'id' | 'number' | 'title' | 'revisions'>;
  revision: number;
  page: number;
  onCitePage?: (page: number) => void;
  onQuote?: (quote: string, page: number) => void;
}

/** The file of a cited revision: a PDF at its page, a picture, or a download. */
export function EvidenceFile({ record, revision, ...pdf }: EvidenceFileProps) {
  const file = record.revisions.find((one) => one.revision === revision) ?? record.revisions.at(-1);
  if (!file) return <p className="quiet">The file of this record is still to come.</p>;
  const url = `/api/evidence/${record.id}/revisions/${file.revision}/file`;
  return (
    <div className="evidence-file">
      {file.mediaType === 'application/pdf' && (
        <Suspense fallback={<p role="status">Opening the PDF…</p>}>
          <PdfView url={url} {...pdf} />
        </Suspense>
      )}
      {/^image\/(png|jpeg|gif|webp)$/.test(file.mediaType) && (
        <img className="evidence-file__picture" src={url} alt={`${record.number}: ${record.title}`} />
      )}
      <p className="evidence-file__download">
        <a className="text-link" href={url} download={file.filename}>
          Download {file.filename}
        </a>{' '}
        <span className="quiet">({sizeWords(file.bytes)})</span>
      </p>
    </div>
  );
}
