import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { Form } from '../../controls/form.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';

interface RenameDialogProps {
  open: boolean;
  onClose: () => void;
  id: string;
  title: string;
}

/** Gives the assessment another title. */
export function RenameDialog({ open, onClose, id, title }: RenameDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Rename this self-assessment">
      <Form
        submit="Rename"
        sending="Renaming…"
        send={async (values) => {
          await request('PATCH', `/assessments/${id}`, { title: values.text('title') });
          onClose();
          await refresh('/assessments');
        }}
      >
        <TextField name="title" label="Title" defaultValue={title} />
      </Form>
    </Dialog>
  );
}
