import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { EVIDENCE_TYPES, VISIBILITY_WORDS } from '../../../api/evidence/vocabulary.ts';
import { resource } from '../../client/queries.ts';
import { holdsAny, useMe } from '../../client/session.ts';
import { dateWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { CitingClaimsPart } from './citing-claims.tsx';
import { EditDialog, RevisionDialog, WithdrawDialog } from './evidence-dialogs.tsx';
import { Revisions } from './revisions.tsx';

/** One record: what it is, its files, and the claims that rest on it. */
export function EvidencePage({ id }: { id: string }) {
  const record = useQuery(resource<EvidenceView>(`/evidence/${id}`));
  return <Loaded query={record}>{(found) => <Evidence record={found} />}</Loaded>;
}

type Open = 'edit' | 'withdraw' | 'revision' | null;

function Evidence({ record }: { record: EvidenceView }) {
  const me = useMe();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const mayAdd = holdsAny(me, 'coordinator', 'lead', 'contributor') && record.withdrawn === null;
  const mayManage = record.rights.change && record.withdrawn === null;
  return (
    <Page
      title={record.title}
      eyebrow={record.number}
      back={{ href: '/library', label: 'Evidence' }}
      actions={
        (mayAdd || mayManage) && (
          <>
            {mayManage && (
              <Button look="secondary" onClick={() => setOpen('edit')}>
                Edit
              </Button>
            )}
            {mayAdd && (
              <Button look="secondary" onClick={() => setOpen('revision')}>
                {record.revisions.length === 0 ? 'Add the file' : 'Add a revision'}
              </Button>
            )}
          </>
        )
      }
    >
      <Withdrawn record={record} />
      <Facts record={record} />
      <Revisions record={record} />
      <CitingClaimsPart record={record} />
      {mayManage && (
        <p className="section-break">
          <Button look="quiet" onClick={() => setOpen('withdraw')}>
            Withdraw this evidence
          </Button>
        </p>
      )}
      <EditDialog record={record} open={open === 'edit'} onClose={close} />
      <RevisionDialog record={record} open={open === 'revision'} onClose={close} />
      <WithdrawDialog record={record} open={open === 'withdraw'} onClose={close} />
    </Page>
  );
}

function Withdrawn({ record }: { record: EvidenceView }) {
  if (!record.withdrawn) return null;
  const { reason, by, at } = record.withdrawn;
  return (
    <Notice kind="warning" title="This evidence is withdrawn">
      <p className="govuk-body">
        {by} withdrew it on {dateWords(at)}: {reason}
      </p>
      <p className="govuk-body">It stays where it is cited, marked as withdrawn. It cannot be cited anew.</p>
    </Notice>
  );
}

function Facts({ record }: { record: EvidenceView }) {
  const rows: [string, string][] = [
    ['Source', record.source === '' ? 'Not given' : record.source],
    ['Type', EVIDENCE_TYPES[record.type]],
    ['Date of the evidence', record.date === null ? 'Not given' : dateWords(record.date)],
    ['Who may see it', VISIBILITY_WORDS[record.visibility]],
    ...(record.notForQuotation ? [['Quotation', 'Draft, not for quotation'] as [string, string]] : []),
    ['Added', `${dateWords(record.addedAt)} by ${record.addedBy}`],
  ];
  return (
    <dl className="govuk-summary-list">
      {rows.map(([term, value]) => (
        <div className="govuk-summary-list__row" key={term}>
          <dt className="govuk-summary-list__key">{term}</dt>
          <dd className="govuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
