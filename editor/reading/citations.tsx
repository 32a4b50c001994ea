import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { EvidenceView } from '../../api/evidence/contract.ts';
import { resource } from '../client/queries.ts';
import { Dialog } from '../controls/dialog.tsx';
import { LoadedPart } from '../pages/frame/loaded.tsx';
import type { CitationAttrs } from '../schema/document.ts';
import { EvidenceFile } from '../section/citations/evidence-file.tsx';
import '../section/styles/panel.css';

/** A cited record as far as the reader may see it: without a title only its number is known. */
export interface CitedRecord {
  id: string;
  number: string;
  title: string;
  source?: string;
  /** The files of the revisions that are cited. */
  revisions?: EvidenceView['revisions'];
}

interface Citing {
  records: ReadonlyMap<string, CitedRecord>;
  open: (citation: CitationAttrs) => void;
}

const CitingContext = createContext<Citing | null>(null);

interface CitationsProps {
  records: readonly CitedRecord[];
  children: ReactNode;
}

/** Gives the text inside its cited records; a press on a citation opens the revision that was cited. */
export function Citations({ records, children }: CitationsProps) {
  const [opened, setOpened] = useState<CitationAttrs | null>(null);
  const known = new Map(records.map((record) => [record.id, record]));
  const record = opened ? known.get(opened.evidence) : undefined;
  return (
    <CitingContext.Provider value={{ records: known, open: setOpened }}>
      {children}
      <Dialog
        open={opened !== null && record !== undefined}
        onClose={() => setOpened(null)}
        title={record ? `${record.number} ${record.title}` : ''}
        wide
      >
        {opened && record && <CitedFile record={record} citation={opened} />}
      </Dialog>
    </CitingContext.Provider>
  );
}

function CitedFile({ record, citation }: { record: CitedRecord; citation: CitationAttrs }) {
  const { revision, page, quote } = citation;
  const where = [record.source, `Revision ${revision}`, page === '' ? '' : `page ${page}`];
  return (
    <>
      <p className="govuk-body quiet">
        {where.filter((part) => part !== undefined && part !== '').join(' · ')}
      </p>
      {quote !== '' && <blockquote className="citation__quote">{quote}</blockquote>}
      <CitedRevision record={record} revision={revision} page={Number(/\d+/.exec(page)?.[0] ?? '1')} />
    </>
  );
}

interface CitedRevisionProps {
  record: CitedRecord;
  revision: number;
  page: number;
}

/** The file; the library is asked for it where the text came without its records' files. */
function CitedRevision({ record: { revisions, ...record }, ...place }: CitedRevisionProps) {
  const found = useQuery({
    ...resource<EvidenceView>(`/evidence/${record.id}`),
    enabled: revisions === undefined,
  });
  if (revisions !== undefined) return <EvidenceFile record={{ ...record, revisions }} {...place} />;
  return <LoadedPart query={found}>{(whole) => <EvidenceFile record={whole} {...place} />}</LoadedPart>;
}

/** A citation in the text, `[E012, p.4]`: a button where its record may be seen, words where not. */
export function CitationMark({ citation }: { citation: CitationAttrs }) {
  const citing = useContext(CitingContext);
  const record = citing?.records.get(citation.evidence);
  if (!citing || !record)
    return <span className="citation-mark citation-mark--closed">[evidence not shown]</span>;
  const words = citation.page === '' ? `[${record.number}]` : `[${record.number}, p.${citation.page}]`;
  if (record.title === '') return <span className="citation-mark citation-mark--closed">{words}</span>;
  return (
    <button
      type="button"
      className="citation-mark"
      title={record.title}
      aria-label={`Evidence ${words.slice(1, -1)}: ${record.title}`}
      onClick={() => citing.open(citation)}
    >
      {words}
    </button>
  );
}
