import { Link } from 'wouter';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { EVIDENCE_TYPES, VISIBILITY_WORDS } from '../../../api/evidence/vocabulary.ts';
import { dateWords } from '../../client/words.ts';
import { Tag } from '../../controls/tag.tsx';

/** Records as rows: number, title, source and date, and what is special about them. */
export function EvidenceRows({ records }: { records: readonly EvidenceView[] }) {
  return (
    <ul className="plain-list rows">
      {records.map((record) => (
        <li className="row" key={record.id}>
          <span className="row__code figures">{record.number}</span>
          <div className="row__main">
            <Link href={`/library/${record.id}`} className="govuk-link">
              {record.title}
            </Link>
            <p className="row__under">
              <span>{aboutRecord(record)}</span>
            </p>
          </div>
          <div className="row__side">
            <EvidenceState record={record} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What needs noticing of a record: withdrawn, without a file, seen by few, not to be quoted. */
export function EvidenceState({ record }: { record: EvidenceView }) {
  return (
    <>
      {record.withdrawn && <Tag tone="error">Withdrawn</Tag>}
      {record.revisions.length === 0 && !record.withdrawn && <Tag tone="warn">No file yet</Tag>}
      {record.notForQuotation && <Tag tone="warn">Not for quotation</Tag>}
      {record.visibility !== 'inspectors' && <Tag>{VISIBILITY_WORDS[record.visibility]}</Tag>}
    </>
  );
}

function aboutRecord({ type, source, date }: EvidenceView): string {
  return [EVIDENCE_TYPES[type], source, date === null ? '' : dateWords(date)]
    .filter((words) => words !== '')
    .join(' · ');
}
