import { useState } from 'react';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { missing } from '../../client/api-failure.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { useSession } from '../../client/session.ts';
import { upload } from '../../client/upload.ts';
import { sizeWords } from '../../client/words.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { FileField } from '../../controls/fields/file-field.tsx';
import { TextArea } from '../../controls/fields/text-field.tsx';
import { UploadProgress } from '../../controls/fields/upload-progress.tsx';
import { Form } from '../../controls/form.tsx';
import { EvidenceFields, sharedFieldsOf } from './evidence-fields.tsx';

interface RecordDialogProps {
  record: EvidenceView;
  open: boolean;
  onClose: () => void;
}

/** Changes what is said of a record. */
export function EditDialog({ record, open, onClose }: RecordDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Edit ${record.number}`}>
      <Form
        submit="Save"
        sending="Saving…"
        send={async (values) => {
          const body = { title: values.text('title'), ...sharedFieldsOf(values) };
          await request('PATCH', `/evidence/${record.id}`, body);
          onClose();
          await refresh('/evidence');
        }}
      >
        <EvidenceFields record={record} />
      </Form>
    </Dialog>
  );
}

/** Withdraws a record, with the reason. */
export function WithdrawDialog({ record, open, onClose }: RecordDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Withdraw ${record.number}`}>
      <p className="govuk-body">
        It stays where it is cited, marked as withdrawn with your reason, and cannot be cited anew. This
        cannot be undone.
      </p>
      <Form
        submit="Withdraw"
        sending="Withdrawing…"
        look="warning"
        send={async (values) => {
          await request('POST', `/evidence/${record.id}/withdraw`, { reason: values.text('reason') });
          onClose();
          await refresh('/evidence');
        }}
      >
        <TextArea name="reason" label="Why is it withdrawn?" rows={3} maxLength={500} />
      </Form>
    </Dialog>
  );
}

/** Adds a file as the next revision; claims stay with the revision they cite. */
export function RevisionDialog({ record, open, onClose }: RecordDialogProps) {
  const first = record.revisions.length === 0;
  return (
    <Dialog open={open} onClose={onClose} title={first ? 'Add the file' : 'Add a revision'}>
      {!first && (
        <p className="govuk-body">
          Claims stay with the revision they cite, and show that there is a newer one to look at.
        </p>
      )}
      <RevisionForm record={record} onDone={onClose} />
    </Dialog>
  );
}

function RevisionForm({ record, onDone }: { record: EvidenceView; onDone: () => void }) {
  const { uploadLimitBytes } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const send = async (): Promise<void> => {
    if (!file) throw missing('file', 'Choose a file');
    const form = new FormData();
    form.set('file', file);
    try {
      await upload(`/evidence/${record.id}/revisions`, form, setShare).done;
    } finally {
      setShare(null);
    }
    onDone();
    await refresh('/evidence');
  };
  return (
    <Form submit="Add" sending="Adding…" send={send}>
      <FileField
        name="file"
        label="File"
        hint={`Up to ${sizeWords(uploadLimitBytes)}`}
        chosen={file?.name ?? null}
        onFiles={([chosen]) => setFile(chosen ?? null)}
      />
      {file && share !== null && <UploadProgress name={file.name} share={share} />}
    </Form>
  );
}
