import { Dialog } from '../../../controls/dialog.tsx';
import { TextArea } from '../../../controls/fields/text-field.tsx';
import { Form } from '../../../controls/form.tsx';

interface ReasonDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What will happen. */
  words: string;
  submit: string;
  send: (reason: string) => Promise<void>;
}

/** Asks why before something is taken back. */
export function ReasonDialog({ open, onClose, title, words, submit, send }: ReasonDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <p className="govuk-body">{words}</p>
      <Form
        submit={submit}
        look="warning"
        send={async (values) => {
          await send(values.text('reason'));
          onClose();
        }}
      >
        <TextArea name="reason" label="Why?" rows={3} maxLength={1000} />
      </Form>
    </Dialog>
  );
}
