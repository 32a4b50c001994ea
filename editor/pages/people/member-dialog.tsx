import type { MemberView } from '../../../api/accounts/contract.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { refreshSession, useMe } from '../../client/session.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Form } from '../../controls/form.tsx';
import { useAct } from '../frame/use-act.tsx';
import { PlaceFields, placeOf } from './place-fields.tsx';

interface MemberDialogProps {
  member: MemberView | null;
  onClose: () => void;
  assessment: AssessmentView;
}

/** Changes what a person is in the assessment, or takes them out of it. */
export function MemberDialog({ member, onClose, assessment }: MemberDialogProps) {
  return (
    <Dialog open={member !== null} onClose={onClose} title={member?.person.name ?? ''}>
      {member && <MemberForm member={member} onClose={onClose} assessment={assessment} />}
    </Dialog>
  );
}

function MemberForm({ member, onClose, assessment }: MemberDialogProps & { member: MemberView }) {
  const me = useMe();
  const { act, busy, problem } = useAct();
  const path = `/assessments/${assessment.id}/members/${member.person.id}`;
  const done = async (): Promise<void> => {
    onClose();
    await refresh(`/assessments/${assessment.id}`);
    if (member.person.id === me.id) await refreshSession();
  };
  const takeOut = async (): Promise<void> => {
    await request('DELETE', path);
    await done();
  };
  return (
    <>
      {problem}
      <Form
        submit="Save"
        sending="Saving…"
        beside={
          <Button look="quiet" busy={busy} onClick={() => void act(takeOut)}>
            Take out of this assessment
          </Button>
        }
        send={async (values) => {
          await request('PUT', path, placeOf(values));
          await done();
        }}
      >
        <PlaceFields sections={assessment.sections} place={member} />
      </Form>
    </>
  );
}
