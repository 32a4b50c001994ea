import { useState } from 'react';
import type { FrameworkDetail } from '../../../../api/frameworks/contract.ts';
import type { UnplacedItem, UnplacedKind } from '../../../../api/imports/contract.ts';
import { counted } from '../../../client/words.ts';
import { Button } from '../../../controls/button.tsx';
import { Tag } from '../../../controls/tag.tsx';
import type { Review } from '../use-review.ts';
import { partId } from './found.ts';
import { PlaceDialog } from './place-dialog.tsx';

const kinds: Record<UnplacedKind, string> = {
  heading: 'Heading',
  text: 'Text',
  table: 'Table',
  note: 'Footnote',
  comment: 'Comment',
  picture: 'Picture',
};

/** What was not understood: each piece is placed by hand or left out, and nothing is dropped unseen. */
export function Unplaced({ review, framework }: { review: Review; framework: FrameworkDetail }) {
  const [placing, setPlacing] = useState<UnplacedItem | null>(null);
  const { unplaced } = review.proposal;
  const open = unplaced.filter(review.isOpen);
  const headings = unplaced.filter((item) => item.kind === 'heading');
  const leftOut = unplaced.filter((item) => item.kind !== 'heading' && !review.isOpen(item));
  return (
    <section className="review__part" id={partId('unplaced')} aria-labelledby="unplaced" tabIndex={-1}>
      <h2 className="govuk-heading-m" id="unplaced">
        Not understood
      </h2>
      {open.length === 0 ? (
        <p className="govuk-body">
          {leftOut.length === 0
            ? 'Everything in the file has a place.'
            : 'You have decided about everything that had no clear place.'}
        </p>
      ) : (
        <>
          <p className="govuk-body">
            {counted(open.length, 'piece')} of the file had no clear place. Place each one, or leave it as it
            is: what is not placed stays outside, and is listed when the self-assessment is made.
          </p>
          <ul className="plain-list rows rows--tight">
            {open.map((item) => (
              <OpenItem key={item.key} item={item} review={review} onPlace={() => setPlacing(item)} />
            ))}
          </ul>
        </>
      )}
      <Listed title="Left out by you" items={leftOut} />
      <Listed title="Headings that the framework’s own replace" items={headings} />
      <PlaceDialog review={review} framework={framework} item={placing} onClose={() => setPlacing(null)} />
    </section>
  );
}

interface OpenItemProps {
  item: UnplacedItem;
  review: Review;
  onPlace: () => void;
}

function OpenItem({ item, review, onPlace }: OpenItemProps) {
  const start = item.text.slice(0, 40);
  return (
    <li className="row row--tight">
      <div className="row__main">
        <Tag>{kinds[item.kind]}</Tag>
        <p className="unplaced__text">{item.text}</p>
        <p className="row__under">{item.reason}</p>
      </div>
      <div className="row__side">
        <Button look="secondary" small onClick={onPlace} aria-label={`Place it: ${start}`}>
          Place it
        </Button>
        <Button
          look="quiet"
          aria-label={`Leave out: ${start}`}
          onClick={() => review.correct({ kind: 'leave-out-item', item: item.key })}
        >
          Leave out
        </Button>
      </div>
    </li>
  );
}

function Listed({ title, items }: { title: string; items: readonly UnplacedItem[] }) {
  if (items.length === 0) return null;
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          {title} ({items.length})
        </span>
      </summary>
      <ul className="govuk-list small">
        {items.map((item) => (
          <li key={item.key}>
            {item.text} <span className="quiet">({item.reason})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
