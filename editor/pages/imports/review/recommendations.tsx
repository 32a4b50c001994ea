import { useState } from 'react';
import type { ProposedRecommendation } from '../../../../api/imports/contract.ts';
import { counted } from '../../../client/words.ts';
import { missing } from '../../../client/api-failure.ts';
import { Button } from '../../../controls/button.tsx';
import { Dialog } from '../../../controls/dialog.tsx';
import { TextArea, TextField } from '../../../controls/fields/text-field.tsx';
import { Form } from '../../../controls/form.tsx';
import type { Review } from '../use-review.ts';
import { partId } from './found.ts';
import { Folding } from './sections.tsx';

/** The rows of the recommendations table, with what looks odd about them. */
export function Recommendations({ review }: { review: Review }) {
  const [chosen, setChosen] = useState<ProposedRecommendation | null>(null);
  const { recommendations } = review.proposal;
  const odd = recommendations.filter((row) => row.hint !== null).length;
  const under = [
    counted(recommendations.length, 'row'),
    ...(odd > 0 ? [`${odd} to look at: the line between two cells may be wrong`] : []),
  ].join(', ');
  return (
    <section className="review__part" aria-labelledby="recommendations">
      <h2 className="govuk-heading-m" id="recommendations">
        Recommendations
      </h2>
      <Folding
        id={partId('recommendations')}
        title="Recommendations of earlier inspections"
        under={under}
        level={3}
      >
        {recommendations.length === 0 && (
          <p className="govuk-body">No table of recommendations was found. You can write one afterwards.</p>
        )}
        <ol className="plain-list rows">
          {recommendations.map((row, index) => (
            <Recommendation key={row.key} row={row} number={index + 1} onCorrect={() => setChosen(row)} />
          ))}
        </ol>
      </Folding>
      <Dialog open={chosen !== null} onClose={() => setChosen(null)} title="Correct this recommendation">
        {chosen && <RowForm row={chosen} review={review} onDone={() => setChosen(null)} />}
      </Dialog>
    </section>
  );
}

interface RecommendationProps {
  row: ProposedRecommendation;
  number: number;
  onCorrect: () => void;
}

function Recommendation({ row, number, onCorrect }: RecommendationProps) {
  return (
    <li className="row row--narrow-code">
      <span className="row__code figures">{number}</span>
      <div className="row__main">
        {row.recommendation}
        {row.hint !== null && <p className="row__under hint-odd">{row.hint}</p>}
        <p className="row__under">
          <strong className="semibold">Position</strong> {row.position === '' ? 'None' : row.position}
        </p>
        {row.progress !== '' && (
          <p className="row__under">
            <strong className="semibold">Progress</strong> {row.progress}
            {row.inferred && ' (read from the colour of the cell)'}
          </p>
        )}
      </div>
      <div className="row__side">
        <Button look="quiet" onClick={onCorrect} aria-label={`Correct: ${row.recommendation.slice(0, 60)}`}>
          Correct
        </Button>
      </div>
    </li>
  );
}

interface RowFormProps {
  row: ProposedRecommendation;
  review: Review;
  onDone: () => void;
}

function RowForm({ row, review, onDone }: RowFormProps) {
  return (
    <Form
      submit="Correct it"
      beside={
        <Button
          look="quiet"
          onClick={() => {
            review.correct({ kind: 'leave-out-recommendation', recommendation: row.key });
            onDone();
          }}
        >
          Leave it out
        </Button>
      }
      send={(values) => {
        const text = values.text('text').trim();
        if (text === '') throw missing('text', 'Enter the recommendation');
        review.correct({
          kind: 'recommendation',
          recommendation: row.key,
          text,
          position: values.text('position'),
          progress: values.text('progress'),
        });
        onDone();
        return Promise.resolve();
      }}
    >
      <TextArea name="text" label="Recommendation" defaultValue={row.recommendation} maxLength={4000} />
      <TextArea name="position" label="Position" defaultValue={row.position} maxLength={8000} />
      <TextField name="progress" label="Progress" defaultValue={row.progress} maxLength={200} />
    </Form>
  );
}
