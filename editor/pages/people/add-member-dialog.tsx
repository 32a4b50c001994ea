import { useQuery } from '@tanstack/react-query';
import type { MemberView, PersonView } from '../../../api/accounts/contract.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import { refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { refreshSession, useMe } from '../../client/session.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { Form } from '../../controls/form.tsx';
import { Select } from '../../controls/fields/select.tsx';
import { LoadedPart } from '../frame/loaded.tsx';
import { PlaceFields, placeOf } from './place-fields.tsx';

interface AddMemberDialogProps {
  open: boolean;
  onClose: () => void;
  assessment: AssessmentView;
  members: readonly MemberView[];
}

/** Gives someone who has an account already a place in the assessment. */
export function AddMemberDialog({ open, onClose, assessment, members }: AddMemberDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Add someone with an account">
      <AddMember onClose={onClose} assessment={assessment} members={members} />
    </Dialog>
  );
}

function AddMember({ onClose, assessment, members }: Omit<AddMemberDialogProps, 'open'>) {
  const me = useMe();
  const people = useQuery(resource<PersonView[]>('/people'));
  const isMember = (person: PersonView): boolean => members.some((member) => member.person.id === person.id);
  const choices = (found: readonly PersonView[]) =>
    found
      .filter((person) => !person.suspended && !isMember(person))
      .map((person) => ({ value: person.id, label: `${person.name} (${person.email})` }));
  return (
    <LoadedPart query={people}>
      {(found) =>
        choices(found).length === 0 ? (
          <p className="govuk-body">
            Everyone with an account is in this assessment already. Invite someone new instead.
          </p>
        ) : (
          <Form
            submit="Add"
            sending="Adding…"
            send={async (values) => {
              const person = values.text('person');
              await request('PUT', `/assessments/${assessment.id}/members/${person}`, placeOf(values));
              onClose();
              await refresh(`/assessments/${assessment.id}`);
              if (person === me.id) await refreshSession();
            }}
          >
            <Select name="person" label="Person" options={choices(found)} />
            <PlaceFields sections={assessment.sections} />
          </Form>
        )
      }
    </LoadedPart>
  );
}
