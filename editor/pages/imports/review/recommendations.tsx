import { useState } from 'react';
import type { ProposedRecommendation } from '../../../../api/imports/contract.ts';
import { missing } from '../../../client/api-failure.ts';
import { Button } from '../../../controls/button.tsx';
import { Dialog } from '../../../controls/dialog.tsx';
import { TextArea, TextField } from '../../../controls/fields/text-field.tsx';
import { Form } from '../../../controls/form.tsx';
import { Table } from '../../../controls/table.tsx';
import type { Review } from '../use-review.ts';
import { partId } from './found.ts';

/** The rows of the recommendations table, with what looks odd about them. */
export function Recommendations({ review }: { review: Review }) {
  const [chosen, setChosen] = useState<ProposedRecommendation | null>(null);
  const { recommendations } = review.proposal;
  return (
    <section
      className="review__part"
      id={partId('recommendations')}
      aria-labelledby="recommendations"
      tabIndex={-1}
    >
      <h2 className="govuk-heading-m" id="recommendations">
        Recommendations
      </h2>
      {recommendations.length === 0 ? (
        <p className="govuk-body">No table of recommendations was found. You can write one afterwards.</p>
      ) : (
        <Table
          caption="Recommendations found"
          rows={recommendations}
          keyOf={(row) => row.key}
          columns={[
            { title: 'Recommendation', heads: true, cell: (row) => <Words row={row} /> },
            { title: 'Position', cell: (row) => row.position },
            { title: 'Progress', cell: (row) => <Progress row={row} /> },
            {
              title: 'Correct',
              quiet: true,
              cell: (row) => (
                <Button
                  look="quiet"
                  onClick={() => setChosen(row)}
                  aria-label={`Correct: ${row.recommendation.slice(0, 60)}`}
                >
                  Correct
                </Button>
              ),
            },
          ]}
        />
      )}
      <Dialog open={chosen !== null} onClose={() => setChosen(null)} title="Correct this recommendation">
        {chosen && <RowForm row={chosen} review={review} onDone={() => setChosen(null)} />}
      </Dialog>
    </section>
  );
}

function Words({ row }: { row: ProposedRecommendation }) {
  return (
    <>
      <span className="unbold">{row.recommendation}</span>
      {row.hint !== null && <span className="under-name hint-odd">{row.hint}</span>}
    </>
  );
}

function Progress({ row }: { row: ProposedRecommendation }) {
  return (
    <>
      {row.progress}
      {row.inferred && <span className="under-name">Read from the colour of the cell</span>}
    </>
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
