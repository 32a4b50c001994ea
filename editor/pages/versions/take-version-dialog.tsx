import type { VersionView } from '../../../api/versions/contract.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { Form } from '../../controls/form.tsx';
import { takeVersion } from './requests.ts';

interface TakeVersionDialogProps {
  open: boolean;
  onClose: () => void;
  assessment: string;
  onTaken: (version: VersionView) => void;
}

/** Takes a version under a name. */
export function TakeVersionDialog({ open, onClose, assessment, onTaken }: TakeVersionDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Take a version">
      <p className="govuk-body">
        Everything is kept as it stands at this moment. Nobody is interrupted, and drafting can go on.
      </p>
      <Form
        submit="Take the version"
        sending="Taking it…"
        send={async (values) => {
          const taken = await takeVersion(assessment, values.text('title'));
          onClose();
          onTaken(taken);
        }}
      >
        <TextField
          name="title"
          label="Name"
          hint="What it is for, such as “Annual conversation, November 2026”"
          maxLength={200}
        />
      </Form>
    </Dialog>
  );
}
