import { type ReactNode, useState } from 'react';
import type { InvitationMade } from '../../../api/accounts/contract.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { dateWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { CopyField } from '../../controls/copy-field.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Form, type Values } from '../../controls/form.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';

interface InviteDialogProps {
  open: boolean;
  onClose: () => void;
  /** What else the invitation gives, read from the fields in `children`. */
  gives: (values: Values) => Record<string, unknown>;
  children: ReactNode;
}

/** Asks for a person's name and address, and answers with the link to pass on, shown this once. */
export function InviteDialog({ open, onClose, gives, children }: InviteDialogProps) {
  const [made, setMade] = useState<(InvitationMade & { name: string }) | null>(null);
  const close = (): void => {
    setMade(null);
    onClose();
  };
  const send = async (values: Values): Promise<void> => {
    const name = values.text('name');
    const invitation = await request<InvitationMade>('POST', '/invitations', {
      email: values.text('email'),
      name,
      organisation: values.text('organisation'),
      ...gives(values),
    });
    setMade({ ...invitation, name });
    await refresh('/invitations');
  };
  return (
    <Dialog open={open} onClose={close} title={made ? `The invitation for ${made.name}` : 'Invite someone'}>
      {made ? (
        <>
          <p className="govuk-body">
            Candour sends no e-mail. Pass this link on yourself, to this person only: it works once, until{' '}
            {dateWords(made.expiresAt)}. It is not shown again.
          </p>
          <CopyField label="Invitation link" value={made.link} />
          <Button onClick={close}>Done</Button>
        </>
      ) : (
        <Form
          submit="Make the invitation"
          sending="Making it…"
          send={send}
          beside={
            <Button look="quiet" onClick={close}>
              Cancel
            </Button>
          }
        >
          <TextField name="name" label="Name" autoComplete="off" spellCheck={false} />
          <TextField name="email" label="E-mail address" type="email" autoComplete="off" spellCheck={false} />
          <TextField
            name="organisation"
            label="Organisation (optional)"
            hint="For partners: who they work for, such as the police or a health trust"
            autoComplete="off"
          />
          {children}
        </Form>
      )}
    </Dialog>
  );
}
