import { useState } from 'react';
import type { ProposedSource } from '../../../../api/imports/contract.ts';
import { EVIDENCE_TYPES } from '../../../../api/evidence/vocabulary.ts';
import { counted, dateWords } from '../../../client/words.ts';
import { Button } from '../../../controls/button.tsx';
import { Tag } from '../../../controls/tag.tsx';
import type { Review } from '../use-review.ts';
import { partId } from '../review/found.ts';
import { SourceDialog } from './source-dialog.tsx';

/** The sources that claims name, each proposed as one record of evidence. */
export function Sources({ review }: { review: Review }) {
  const [chosen, setChosen] = useState<ProposedSource | null>(null);
  const { proposedSources } = review.proposal;
  return (
    <section className="review__part" id={partId('sources')} aria-labelledby="sources" tabIndex={-1}>
      <h2 className="govuk-heading-m" id="sources">
        Evidence named in the text
      </h2>
      {proposedSources.length === 0 ? (
        <p className="govuk-body">No claim names its source in a way that was recognised.</p>
      ) : (
        <>
          <p className="govuk-body">
            Each becomes a record in the library, waiting for its file, and is cited by the claims that name
            it.
          </p>
          <ul className="plain-list rows rows--tight">
            {proposedSources.map((source) => (
              <Source key={source.key} source={source} review={review} onEdit={() => setChosen(source)} />
            ))}
          </ul>
        </>
      )}
      <SourceDialog review={review} source={chosen} onClose={() => setChosen(null)} />
    </section>
  );
}

interface SourceProps {
  source: ProposedSource;
  review: Review;
  onEdit: () => void;
}

function Source({ source, review, onEdit }: SourceProps) {
  const { key, accept, claims, sourceBody, type, date, dateText } = source;
  const when = date === null ? dateText : dateWords(date);
  const about = [EVIDENCE_TYPES[type], sourceBody, when].filter((words) => words !== '').join(' · ');
  return (
    <li className="row row--tight">
      <div className="row__main">
        <strong className="semibold">{source.source}</strong> {!accept && <Tag>Left out</Tag>}
        <p className="row__under">{about}</p>
        <details className="govuk-details small fingerprint">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">Named by {counted(claims.length, 'claim')}</span>
          </summary>
          <ul className="govuk-list govuk-list--bullet small">
            {claims.map((mention) => (
              <li key={`${mention.claimKey} ${mention.page}`}>
                {mention.text} <span className="quiet">“{mention.matched}”</span>
              </li>
            ))}
          </ul>
        </details>
      </div>
      {accept && (
        <div className="row__side">
          <Button look="secondary" small onClick={onEdit} aria-label={`Edit ${source.source}`}>
            Edit
          </Button>
          <Button
            look="quiet"
            aria-label={`Leave out ${source.source}`}
            onClick={() => review.correct({ kind: 'leave-out-source', source: key })}
          >
            Leave out
          </Button>
        </div>
      )}
    </li>
  );
}
