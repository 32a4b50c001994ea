import type { Role } from '../../../../api/accounts/vocabulary.ts';
import { ROLE_WORDS } from '../../../../api/accounts/vocabulary.ts';
import type { AssessmentSignOff } from '../../../../api/versions/signing/contract.ts';
import { Button } from '../../../controls/button.tsx';
import { Select } from '../../../controls/fields/select.tsx';

interface PeopleFieldProps {
  name: string;
  /** What the step is called, for the buttons that are heard alone. */
  step: string;
  people: readonly string[];
  candidates: AssessmentSignOff['candidates'];
  onChange: (people: string[]) => void;
}

/** The people of a step: those chosen, and a list to choose the next from. */
export function PeopleField({ name, step, people, candidates, onChange }: PeopleFieldProps) {
  const known = new Map(candidates.map((person) => [person.id, person]));
  const left = candidates.filter((person) => !people.includes(person.id));
  return (
    <>
      {people.length > 0 && (
        <ul className="plain-list chosen-people" aria-label={`People of ${step}`}>
          {people.map((id) => {
            const person = known.get(id);
            const called = person?.name ?? 'Someone no longer in this assessment';
            return (
              <li key={id}>
                <span>
                  {called}
                  {person && <span className="quiet">, {roleWords(person.role)}</span>}
                </span>
                <Button
                  look="quiet"
                  aria-label={`Take ${called} out of ${step}`}
                  onClick={() => onChange(people.filter((one) => one !== id))}
                >
                  Take out
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <Select
        name={name}
        label={people.length === 0 ? 'Who signs' : 'Add another person'}
        value=""
        onChange={(event) => onChange([...people, event.currentTarget.value])}
        options={[
          { value: '', label: 'Choose a person' },
          ...left.map((person) => ({ value: person.id, label: `${person.name}, ${roleWords(person.role)}` })),
        ]}
      />
    </>
  );
}

function roleWords(role: string): string {
  return role in ROLE_WORDS ? ROLE_WORDS[role as Role].name.toLowerCase() : role;
}
