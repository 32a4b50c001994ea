import type { AssessmentSignOff } from '../../../../api/versions/signing/contract.ts';
import { Button } from '../../../controls/button.tsx';
import { Radios } from '../../../controls/fields/choices.tsx';
import { TextField } from '../../../controls/fields/text-field.tsx';
import { PeopleField } from './people-field.tsx';
import type { StepRow } from './rows.ts';

interface StepFieldsProps {
  row: StepRow;
  index: number;
  last: boolean;
  candidates: AssessmentSignOff['candidates'];
  onChange: (row: StepRow) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One step of the chain: its name, its people, and whether all of them sign. */
export function StepFields({ row, index, last, candidates, onChange, onMove, onRemove }: StepFieldsProps) {
  const number = index + 1;
  const name = row.title === '' ? `step ${number}` : row.title;
  return (
    <li className="chain__step">
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">Step {number}</legend>
        <TextField
          name={`steps.${index}.title`}
          label="Name of the step"
          size={30}
          maxLength={100}
          value={row.title}
          onChange={(event) => onChange({ ...row, title: event.currentTarget.value })}
        />
        <PeopleField
          name={`steps.${index}.people`}
          step={name}
          people={row.people}
          candidates={candidates}
          onChange={(people) => onChange({ ...row, people })}
        />
        {row.people.length > 1 && (
          <Radios
            name={`steps.${index}.all`}
            label="Who of them signs"
            small
            inline
            chosen={[row.all ? 'all' : 'any']}
            onChoose={(value) => onChange({ ...row, all: value === 'all' })}
            options={[
              { value: 'all', label: 'Everyone' },
              { value: 'any', label: 'Any one of them' },
            ]}
          />
        )}
      </fieldset>
      <div className="chain__buttons">
        {index > 0 && (
          <Button look="quiet" onClick={() => onMove(-1)} aria-label={`Move up ${name}`}>
            Move up
          </Button>
        )}
        {!last && (
          <Button look="quiet" onClick={() => onMove(1)} aria-label={`Move down ${name}`}>
            Move down
          </Button>
        )}
        <Button look="quiet" onClick={onRemove} aria-label={`Remove ${name}`}>
          Remove
        </Button>
      </div>
    </li>
  );
}
