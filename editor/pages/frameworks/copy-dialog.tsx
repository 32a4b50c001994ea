import { useLocation } from 'wouter';
import type { FrameworkDetail } from '../../../api/frameworks/contract.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { Form } from '../../controls/form.tsx';

interface CopyDialogProps {
  framework: FrameworkDetail;
  open: boolean;
  onClose: () => void;
}

/** Makes the council's own copy under a name of its own. */
export function CopyDialog({ framework, open, onClose }: CopyDialogProps) {
  const [, go] = useLocation();
  return (
    <Dialog open={open} onClose={onClose} title="Make your own copy">
      <p className="govuk-body">
        In your copy you can change the headings of the sides, the short titles and the suggested themes. What
        inspectors judge, the grades and the claim numbers stay as published.
      </p>
      <Form
        submit="Make the copy"
        sending="Copying…"
        send={async (values) => {
          const body = { shortTitle: values.text('shortTitle') };
          const path = `/frameworks/${framework.id}/copies`;
          const copy = await request<FrameworkDetail>('POST', path, body);
          await refresh('/frameworks');
          onClose();
          go(`/frameworks/${copy.id}`);
        }}
      >
        <TextField
          name="shortTitle"
          label="Name of the copy"
          defaultValue={`${framework.shortTitle}, our headings`}
        />
      </Form>
    </Dialog>
  );
}
