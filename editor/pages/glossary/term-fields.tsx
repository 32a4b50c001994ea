import type { FoundAcronym } from '../../../api/assessments/contract.ts';
import { counted } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import type { Row } from './rows.ts';

interface TermFieldsProps {
  row: Row;
  /** What the fields are called in what is sent, so that a problem stands where it belongs. */
  name: string;
  found: FoundAcronym | undefined;
  onChange: (row: Row) => void;
  onRemove: () => void;
}

/** One term with its meaning; where the text uses it, the words of its first use. */
export function TermFields({ row, name, found, onChange, onRemove }: TermFieldsProps) {
  const { term, meaning, missing } = row;
  const meant = (
    <TextField
      name={`${name}.meaning`}
      label={missing ? `What ${term} means` : 'Meaning'}
      hint={found && <FirstUse found={found} />}
      value={meaning}
      onChange={(event) => onChange({ ...row, meaning: event.currentTarget.value })}
    />
  );
  if (missing) return <li className="term">{meant}</li>;
  return (
    <li className="term term--own">
      <TextField
        name={`${name}.term`}
        label="Term"
        value={term}
        onChange={(event) => onChange({ ...row, term: event.currentTarget.value })}
      />
      {meant}
      <Button look="quiet" onClick={onRemove} aria-label={`Remove ${term || 'this term'}`}>
        Remove
      </Button>
    </li>
  );
}

/** Where the text first uses a term, and how often it does. */
export function FirstUse({ found: { first, uses } }: { found: FoundAcronym }) {
  return (
    <>
      Used {uses === 1 ? 'once, in' : `${counted(uses, 'time')}, first in`} {first.title}: “{first.words}”
    </>
  );
}
