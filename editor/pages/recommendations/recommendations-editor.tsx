import type { RecommendationsView } from '../../../api/assessments/contract.ts';
import { moved } from '../../client/moved.ts';
import { Button } from '../../controls/button.tsx';
import { useWholeList } from '../whole/use-whole-list.ts';
import { WholeListForm } from '../whole/whole-list-form.tsx';
import { RecommendationFields } from './recommendation-fields.tsx';
import { emptyRow, filledRows, recommendationOf, rowsOf } from './rows.ts';

interface EditorProps {
  assessment: string;
  saved: RecommendationsView;
}

/** Edits the whole table. */
export function RecommendationsEditor({ assessment, saved }: EditorProps) {
  const list = useWholeList(saved, {
    path: `/assessments/${assessment}/recommendations`,
    list: 'recommendations',
    rowsOf,
    filled: filledRows,
    sent: recommendationOf,
  });
  return (
    <WholeListForm list={list} what="this table" drawTheirs={(theirs) => <Rows view={theirs} />}>
      {list.rows.length === 0 && (
        <p className="govuk-body">There are no recommendations yet. Add the first.</p>
      )}
      <ol className="plain-list recommendations">
        {list.rows.map((row, index) => (
          <RecommendationFields
            key={row.key}
            row={row}
            name={list.nameOf(row)}
            index={index}
            last={index === list.rows.length - 1}
            onChange={list.change}
            onMove={(by) => list.replace(moved(list.rows, row.key, by))}
            onRemove={() => list.remove(row)}
          />
        ))}
      </ol>
      <Button look="secondary" onClick={() => list.add(emptyRow())}>
        Add a recommendation
      </Button>
    </WholeListForm>
  );
}

function Rows({ view: { recommendations } }: { view: RecommendationsView }) {
  if (recommendations.length === 0) return 'An empty table.';
  return (
    <ol className="govuk-list govuk-list--number">
      {recommendations.map(({ number, recommendation, position, progress }) => (
        <li key={number}>
          <strong>{recommendation}</strong> {position} {progress !== '' && `(${progress})`}
        </li>
      ))}
    </ol>
  );
}
