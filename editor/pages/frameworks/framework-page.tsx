import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FrameworkDetail, Judgement, Scale } from '../../../api/frameworks/contract.ts';
import { resource } from '../../client/queries.ts';
import { holdsAny, useMe } from '../../client/session.ts';
import { dateWords, listed } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { FrameworkForm } from './framework-form.tsx';

/** One framework: its judgements, sides, grades and themes; a council's own copy can be edited here. */
export function FrameworkPage({ id }: { id: string }) {
  const framework = useQuery(resource<FrameworkDetail>(`/frameworks/${id}`));
  return <Loaded query={framework}>{(found) => <FrameworkView framework={found} />}</Loaded>;
}

function FrameworkView({ framework }: { framework: FrameworkDetail }) {
  const me = useMe();
  const [mode, setMode] = useState<'read' | 'edit' | 'copy'>('read');
  const mayEdit = me.administrator || holdsAny(me, 'coordinator');
  const action = framework.own ? (
    <Button onClick={() => setMode('edit')}>Edit</Button>
  ) : (
    <Button look="secondary" onClick={() => setMode('copy')}>
      Make your own copy
    </Button>
  );
  return (
    <Page
      title={framework.shortTitle}
      eyebrow={listed(framework.publishers)}
      lead={framework.title}
      back={{ href: '/frameworks', label: 'Frameworks' }}
      actions={mayEdit && mode !== 'edit' && action}
    >
      {mode === 'edit' ? (
        <FrameworkForm framework={framework} onDone={() => setMode('read')} />
      ) : (
        <Facts framework={framework} />
      )}
      <CopyDialog framework={framework} open={mode === 'copy'} onClose={() => setMode('read')} />
    </Page>
  );
}

function Facts({ framework }: { framework: FrameworkDetail }) {
  const { effectiveFrom, effectiveTo, sides, sourceUrl, checkedOn } = framework;
  return (
    <>
      <dl className="govuk-summary-list">
        <Row term="Holds">
          {effectiveTo === null
            ? `From ${dateWords(effectiveFrom)}`
            : `${dateWords(effectiveFrom)} to ${dateWords(effectiveTo)}`}
        </Row>
        <Row term="Sides of a section">{listed(sides.map((side) => `${side.title} (${side.letter})`))}</Row>
        <Row term="Published at">
          <a className="govuk-link break-words" href={sourceUrl} rel="noreferrer">
            {sourceUrl}
          </a>
          <br />
          <span className="quiet">Checked on {dateWords(checkedOn)}</span>
        </Row>
      </dl>
      <Verification framework={framework} />
      <h2 className="govuk-heading-m">Judgements</h2>
      <ul className="plain-list rows">
        {[...framework.judgements]
          .sort((a, b) => a.order - b.order)
          .map((judgement) => (
            <JudgementRow key={judgement.id} judgement={judgement} scales={framework.scales} />
          ))}
      </ul>
    </>
  );
}

function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{term}</dt>
      <dd className="govuk-summary-list__value">{children}</dd>
    </div>
  );
}

function Verification({ framework }: { framework: FrameworkDetail }) {
  const { status, notes } = framework.verification;
  if (status === 'verified' && notes.length === 0) return null;
  return (
    <Notice title={status === 'verified' ? 'Notes' : 'Not everything here was checked at the source'}>
      <ul className="govuk-list govuk-list--bullet">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Notice>
  );
}

function JudgementRow({ judgement, scales }: { judgement: Judgement; scales: readonly Scale[] }) {
  const scale = scales.find((one) => one.id === judgement.scale);
  const values = scale?.values.map((value) => value.label) ?? [];
  return (
    <li className="row">
      <span className="row__code figures">{judgement.code}</span>
      <div className="row__main">
        <h3 className="govuk-heading-s row__title">{judgement.title}</h3>
        {!judgement.section && <p className="row__under">Has no section of its own</p>}
        {judgement.optional && <p className="row__under">Optional: off in a new assessment</p>}
        {values.length > 0 && (
          <p className="row__under">
            {judgement.graded ? 'Grades' : 'Outcomes'}: {values.join('; ')}
          </p>
        )}
        {judgement.themes.length > 0 && (
          <details className="govuk-details small fingerprint">
            <summary className="govuk-details__summary">
              <span className="govuk-details__summary-text">
                Suggested themes<span className="govuk-visually-hidden"> of {judgement.short}</span> (
                {judgement.themes.length})
              </span>
            </summary>
            <ul className="govuk-list govuk-list--bullet small">
              {judgement.themes.map((theme) => (
                <li key={theme}>{theme}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}
