import { Button } from '../../controls/button.tsx';
import { TextArea, TextField } from '../../controls/fields/text-field.tsx';
import type { Row } from './rows.ts';

interface RecommendationFieldsProps {
  row: Row;
  /** What the fields are called in what is sent, so that a problem stands where it belongs. */
  name: string;
  index: number;
  last: boolean;
  onChange: (row: Row) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One recommendation: its three texts, and buttons to move or remove it. */
export function RecommendationFields({
  row,
  name,
  index,
  last,
  onChange,
  onMove,
  onRemove,
}: RecommendationFieldsProps) {
  const number = index + 1;
  return (
    <li className="recommendation">
      <div className="recommendation__head">
        <h2 className="govuk-heading-s">Recommendation {number}</h2>
        <div className="recommendation__buttons">
          {index > 0 && (
            <Button look="quiet" onClick={() => onMove(-1)} aria-label={`Move up recommendation ${number}`}>
              Move up
            </Button>
          )}
          {!last && (
            <Button look="quiet" onClick={() => onMove(1)} aria-label={`Move down recommendation ${number}`}>
              Move down
            </Button>
          )}
          <Button look="quiet" onClick={onRemove} aria-label={`Remove recommendation ${number}`}>
            Remove
          </Button>
        </div>
      </div>
      <div className="recommendation__fields">
        <TextArea
          name={`${name}.recommendation`}
          label="Recommendation"
          rows={5}
          value={row.recommendation}
          onChange={(event) => onChange({ ...row, recommendation: event.currentTarget.value })}
        />
        <TextArea
          name={`${name}.position`}
          label="Position now"
          rows={5}
          value={row.position}
          onChange={(event) => onChange({ ...row, position: event.currentTarget.value })}
        />
        <TextField
          name={`${name}.progress`}
          label="Progress"
          value={row.progress}
          onChange={(event) => onChange({ ...row, progress: event.currentTarget.value })}
        />
      </div>
    </li>
  );
}
