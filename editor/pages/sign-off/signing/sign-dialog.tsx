import type { SignOffView } from '../../../../api/versions/signing/contract.ts';
import { missing } from '../../../client/api-failure.ts';
import { momentWords } from '../../../client/words.ts';
import { Dialog } from '../../../controls/dialog.tsx';
import { Checkboxes } from '../../../controls/fields/choices.tsx';
import { TextArea } from '../../../controls/fields/text-field.tsx';
import { Form } from '../../../controls/form.tsx';
import { Fingerprint } from '../../versions/fingerprint.tsx';
import { answer } from '../requests.ts';
import { SinceThen } from './since-then.tsx';

interface SigningProps {
  open: boolean;
  onClose: () => void;
  assessment: string;
  signOff: SignOffView;
}

/** Signs a version: says once more what was read, and whether the text has moved on. */
export function SignDialog({ open, onClose, assessment, signOff }: SigningProps) {
  const { version } = signOff;
  return (
    <Dialog open={open} onClose={onClose} title={`Sign version ${version.number}`}>
      <WhatWasRead signOff={signOff} />
      <SinceThen assessment={assessment} version={version} />
      <Form
        submit={`Sign version ${version.number}`}
        sending="Signing…"
        send={async (values) => {
          if (!values.ticked('read')) throw missing('read', 'Tick the box to say that you have read it');
          await answer(assessment, signOff, { kind: 'sign', hash: version.hash, note: values.text('note') });
          onClose();
        }}
      >
        <Checkboxes
          name="read"
          label="Before you sign"
          options={[{ value: 'yes', label: `I have read version ${version.number} and I agree to it.` }]}
        />
        <TextArea
          name="note"
          label="Note (optional)"
          hint="Printed beside your signature"
          rows={2}
          maxLength={1000}
        />
      </Form>
    </Dialog>
  );
}

/** Refuses to sign, with the reasons. */
export function RefuseDialog({ open, onClose, assessment, signOff }: SigningProps) {
  const { version } = signOff;
  return (
    <Dialog open={open} onClose={onClose} title={`Refuse version ${version.number}`}>
      <p className="govuk-body">
        The sign-off of this version then ends. Your reasons go to {signOff.requestedBy.name}, who asked for
        it; a later version can go round again.
      </p>
      <Form
        submit="Refuse"
        sending="Refusing…"
        look="warning"
        send={async (values) => {
          const reason = values.text('reason');
          await answer(assessment, signOff, { kind: 'refuse', hash: version.hash, reason });
          onClose();
        }}
      >
        <TextArea name="reason" label="What would have to change?" rows={4} maxLength={1000} />
      </Form>
    </Dialog>
  );
}

function WhatWasRead({ signOff: { version, steps } }: { signOff: SignOffView }) {
  const mine = steps.filter((step) => step.mine).map((step) => step.title);
  return (
    <dl className="what-was-read">
      <dt>Version</dt>
      <dd>
        {version.number}, {version.title}
      </dd>
      <dt>Taken</dt>
      <dd>{momentWords(version.takenAt)}</dd>
      <dt>Fingerprint</dt>
      <dd>
        <Fingerprint hash={version.hash} />
      </dd>
      {mine.length > 0 && (
        <>
          <dt>You sign as</dt>
          <dd>{mine.join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
